package io.masterrecord.migration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.core.type.classreading.SimpleMetadataReaderFactory;
import org.springframework.util.ClassUtils;

/**
 * Finds the migrations of an application: the classes of one package that extend
 * {@link Migration}. The package is listed, in directories and jars, without its
 * sub-packages; no class is read that is not in it.
 *
 * @since 0.1.0
 */
public final class MigrationSource {

	/** The package of migrations unless another one is named. */
	public static final String DEFAULT_PACKAGE = "db.migrations";

	private static final Pattern PACKAGE = Pattern
		.compile("\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*(\\.\\p{javaJavaIdentifierStart}"
				+ "\\p{javaJavaIdentifierPart}*)*");

	private static final String CLASS_FILE = ".class";

	private final String packageName;

	private final ClassLoader classLoader;

	private MigrationSource(String packageName, ClassLoader classLoader) {
		this.packageName = packageName;
		this.classLoader = classLoader;
	}

	/**
	 * Return the source of a package.
	 * @param packageName the name of the package, such as {@value #DEFAULT_PACKAGE}
	 * @param classLoader what loads the classes
	 * @return the source; nothing is read yet
	 */
	public static MigrationSource of(String packageName, ClassLoader classLoader) {
		if (!PACKAGE.matcher(packageName).matches()) {
			throw new IllegalArgumentException("'%s' is not the name of a package".formatted(packageName));
		}
		return new MigrationSource(packageName, classLoader);
	}

	/**
	 * Tell where this source looks.
	 * @param name the name of a package
	 * @param loader what loads classes
	 * @return whether it is the source of that package
	 */
	public boolean isOf(String name, ClassLoader loader) {
		return this.packageName.equals(name) && this.classLoader == loader;
	}

	/**
	 * Return the classes of the migrations.
	 * @return the classes by name; none if there is no such package
	 * @throws MigrationValidationException if a class cannot be loaded
	 */
	public List<Class<? extends Migration>> classes() {
		List<Class<? extends Migration>> classes = new ArrayList<>();
		List<String> problems = new ArrayList<>();
		for (String name : names()) {
			try {
				Class<?> type = Class.forName(name, false, this.classLoader);
				if (Migration.class.isAssignableFrom(type) && !Modifier.isAbstract(type.getModifiers())) {
					classes.add(type.asSubclass(Migration.class));
				}
			}
			catch (ClassNotFoundException | LinkageError ex) {
				problems.add("Migration '%s' cannot be loaded: %s".formatted(name, ex));
			}
		}
		if (!problems.isEmpty()) {
			throw new MigrationValidationException(problems);
		}
		return classes;
	}

	/**
	 * Return what the migrations say.
	 * @return the migrations in order
	 * @throws MigrationValidationException naming every migration that cannot be used,
	 * and why
	 */
	public MigrationChain chain() {
		return chain(classes());
	}

	/**
	 * Return what migrations say whose classes are known.
	 * @param types what {@link #classes()} returned
	 * @return the migrations in order
	 * @throws MigrationValidationException naming every migration that cannot be used,
	 * and why
	 */
	public MigrationChain chain(Collection<Class<? extends Migration>> types) {
		List<MigrationDefinition> definitions = new ArrayList<>();
		List<String> problems = new ArrayList<>();
		for (Class<? extends Migration> type : types) {
			try {
				definitions.add(MigrationDefinition.record(type));
			}
			catch (MigrationValidationException ex) {
				problems.addAll(ex.problems());
			}
		}
		if (!problems.isEmpty()) {
			throw new MigrationValidationException(problems);
		}
		return MigrationChain.of(definitions);
	}

	/**
	 * Return the classes that migrations depend on besides the JDK and this package. They
	 * may be changed or removed before a migration has run everywhere, and it with them.
	 * @return the names of the classes by the simple name of the migration, both sorted;
	 * without the migrations that depend on none
	 */
	public Map<String, Set<String>> foreignClasses() {
		Map<String, Set<String>> classes = new TreeMap<>();
		try {
			for (Resource resource : files()) {
				String file = String.valueOf(resource.getFilename());
				Set<String> foreign = ForeignClasses.of(resource);
				if (!foreign.isEmpty()) {
					String name = file.substring(0, file.length() - CLASS_FILE.length()).replaceFirst("\\$.*", "");
					classes.computeIfAbsent(name, (migration) -> new TreeSet<>()).addAll(foreign);
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The classes of package '%s' cannot be read".formatted(this.packageName),
					ex);
		}
		return classes;
	}

	/**
	 * Return the migrations that are in other packages, where nobody looks for them.
	 * @param packages the packages to search, with those below them
	 * @return the names of the classes, sorted
	 */
	public List<String> elsewhere(Collection<String> packages) {
		TreeSet<String> names = new TreeSet<>();
		PathMatchingResourcePatternResolver resolver = new PathMatchingResourcePatternResolver(this.classLoader);
		SimpleMetadataReaderFactory readers = new SimpleMetadataReaderFactory(this.classLoader);
		for (String searched : packages) {
			String pattern = PathMatchingResourcePatternResolver.CLASSPATH_ALL_URL_PREFIX + searched.replace('.', '/')
					+ "/**/*" + CLASS_FILE;
			try {
				for (Resource resource : resolver.getResources(pattern)) {
					AnnotationMetadata type = readers.getMetadataReader(resource).getAnnotationMetadata();
					if (type.hasAnnotation(MigrationInfo.class.getName())
							&& !ClassUtils.getPackageName(type.getClassName()).equals(this.packageName)) {
						names.add(type.getClassName());
					}
				}
			}
			catch (IOException ex) {
				throw new UncheckedIOException("Package '%s' cannot be searched".formatted(searched), ex);
			}
		}
		return List.copyOf(names);
	}

	private Iterable<String> names() {
		TreeSet<String> names = new TreeSet<>();
		try {
			for (Resource resource : files()) {
				String file = String.valueOf(resource.getFilename());
				names.add(this.packageName + "." + file.substring(0, file.length() - CLASS_FILE.length()));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Package '%s' cannot be listed".formatted(this.packageName), ex);
		}
		return names;
	}

	private List<Resource> files() throws IOException {
		String pattern = PathMatchingResourcePatternResolver.CLASSPATH_ALL_URL_PREFIX
				+ this.packageName.replace('.', '/') + "/*" + CLASS_FILE;
		List<Resource> files = new ArrayList<>();
		for (Resource resource : new PathMatchingResourcePatternResolver(this.classLoader).getResources(pattern)) {
			String file = resource.getFilename();
			if (file != null && file.indexOf('-') < 0) {
				files.add(resource);
			}
		}
		return files;
	}

}
