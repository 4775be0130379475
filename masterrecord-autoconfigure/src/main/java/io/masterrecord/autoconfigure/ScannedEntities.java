package io.masterrecord.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;

import io.masterrecord.model.EarlyEntities;
import org.jspecify.annotations.Nullable;

import org.springframework.asm.ClassReader;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.util.ClassUtils;

/**
 * Finds the entities in packages of an application.
 *
 * @param packages the packages that were looked into, with those below them
 * @param entities the entities, by name
 * @param early those of them that are read already
 */
record ScannedEntities(List<String> packages, Set<Class<?>> entities, EarlyEntities early) {

	static ScannedEntities of(List<String> packages, @Nullable ClassLoader classLoader) {
		return of(packages, classLoader, (resource, marks) -> {
		});
	}

	/**
	 * Find the entities.
	 * @param packages the packages to look into, with those below them
	 * @param classLoader what loads the entities
	 * @param observer is told what was seen in each class
	 */
	static ScannedEntities of(List<String> packages, @Nullable ClassLoader classLoader,
			BiConsumer<Resource, EntityMarks> observer) {
		ResourcePatternResolver resolver = new PathMatchingResourcePatternResolver(classLoader);
		Set<String> names = new TreeSet<>();
		ScannedRepositories repositories = new ScannedRepositories(resolver);
		for (String name : packages) {
			try {
				collect(resolver, name, names, repositories, observer);
			}
			catch (IOException ex) {
				throw new UncheckedIOException("Package '%s' cannot be searched for entities".formatted(name), ex);
			}
		}
		Set<Class<?>> entities = new LinkedHashSet<>();
		names.forEach((name) -> entities.add(ClassUtils.resolveClassName(name, classLoader)));
		entities.removeAll(repositories.foreign(classLoader));
		return new ScannedEntities(List.copyOf(packages), entities, EarlyEntities.none());
	}

	/**
	 * Return these entities, as far as possible read already.
	 */
	ScannedEntities read() {
		return new ScannedEntities(this.packages, this.entities, EarlyEntities.read(this.entities));
	}

	private static void collect(ResourcePatternResolver resolver, String packageName, Set<String> names,
			ScannedRepositories repositories, BiConsumer<Resource, EntityMarks> observer) throws IOException {
		String pattern = ResourcePatternResolver.CLASSPATH_ALL_URL_PREFIX
				+ ClassUtils.convertClassNameToResourcePath(packageName) + "/**/*.class";
		for (Resource resource : resolver.getResources(pattern)) {
			try (InputStream bytes = resource.getInputStream()) {
				EntityMarks marks = new EntityMarks();
				new ClassReader(bytes.readAllBytes()).accept(marks,
						ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
				observer.accept(resource, marks);
				if (marks.isEntity()) {
					names.add(marks.name());
				}
				else if (marks.isMaybeRepository()) {
					repositories.look(resource);
				}
			}
		}
	}

}
