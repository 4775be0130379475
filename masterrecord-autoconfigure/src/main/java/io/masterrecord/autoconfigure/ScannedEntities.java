package io.masterrecord.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

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
 */
record ScannedEntities(List<String> packages, Set<Class<?>> entities) {

	static ScannedEntities of(List<String> packages, @Nullable ClassLoader classLoader) {
		ResourcePatternResolver resolver = new PathMatchingResourcePatternResolver(classLoader);
		Set<String> names = new TreeSet<>();
		ScannedRepositories repositories = new ScannedRepositories(resolver);
		for (String name : packages) {
			try {
				collect(resolver, name, names, repositories);
			}
			catch (IOException ex) {
				throw new UncheckedIOException("Package '%s' cannot be searched for entities".formatted(name), ex);
			}
		}
		Set<Class<?>> entities = new LinkedHashSet<>();
		names.forEach((name) -> entities.add(ClassUtils.resolveClassName(name, classLoader)));
		entities.removeAll(repositories.foreign(classLoader));
		return new ScannedEntities(List.copyOf(packages), entities);
	}

	private static void collect(ResourcePatternResolver resolver, String packageName, Set<String> names,
			ScannedRepositories repositories) throws IOException {
		String pattern = ResourcePatternResolver.CLASSPATH_ALL_URL_PREFIX
				+ ClassUtils.convertClassNameToResourcePath(packageName) + "/**/*.class";
		for (Resource resource : resolver.getResources(pattern)) {
			try (InputStream bytes = resource.getInputStream()) {
				ClassReader reader = new ClassReader(bytes);
				EntityMarks marks = new EntityMarks();
				reader.accept(marks, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
				if (marks.isEntity()) {
					names.add(ClassUtils.convertResourcePathToClassName(reader.getClassName()));
				}
				else if (marks.isMaybeRepository()) {
					repositories.look(resource);
				}
			}
		}
	}

}
