package io.masterrecord.command;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.system.ApplicationHome;

/**
 * The directory of Java sources of the application, where new migrations are written.
 *
 * @param root the directory that holds the top-level packages
 */
record SourceTree(Path root) {

	/** Where a build tool takes sources from. */
	private static final String SOURCES = "src/main/java";

	/** Where a build tool puts classes. */
	private static final List<String> CLASSES = List.of("target/classes", "build/classes/java/main", "bin/main",
			"out/production/classes");

	/** Where a build tool puts archives. */
	private static final List<String> ARCHIVES = List.of("target", "build/libs");

	/**
	 * Find the sources of an application.
	 * @param configured the directory that was configured, or {@code null}
	 * @param mainClass the main class of the application, or {@code null} if nobody knows
	 * it
	 * @return the sources
	 * @throws CommandRefusedException if there are none
	 */
	static SourceTree find(@Nullable String configured, @Nullable Class<?> mainClass) {
		if (configured != null) {
			return of(Path.of(configured).toAbsolutePath().normalize());
		}
		if (mainClass == null) {
			throw refused("The main class of the application is not known, so its sources can not be found.");
		}
		File source = new ApplicationHome(mainClass).getSource();
		if (source == null) {
			throw refused("The classes of '%s' are in no file, so the sources can not be found."
				.formatted(mainClass.getName()));
		}
		return beside(source.toPath().toAbsolutePath(), mainClass);
	}

	/**
	 * Find the sources that classes were made of.
	 * @param place the directory or archive of the classes
	 * @param mainClass the main class of the application
	 */
	static SourceTree beside(Path place, Class<?> mainClass) {
		return Files.isDirectory(place) ? besideClasses(place, mainClass) : besideArchive(place, mainClass);
	}

	private static SourceTree besideClasses(Path classes, Class<?> mainClass) {
		Path sources = sourcesOf(classes, CLASSES);
		if (sources == null) {
			throw refused("The classes of '%s' are in '%s', which no build tool compiles sources into."
				.formatted(mainClass.getName(), classes));
		}
		return of(sources);
	}

	/**
	 * An archive that was copied may lie beside the sources of something else.
	 */
	private static SourceTree besideArchive(Path archive, Class<?> mainClass) {
		Path sources = sourcesOf(archive.resolveSibling("."), ARCHIVES);
		if (sources == null || !Files.exists(sources.resolve(mainClass.getName().replace('.', '/') + ".java"))) {
			throw refused("The application runs from the archive '%s', and its sources are not beside it."
				.formatted(archive.getFileName()));
		}
		return new SourceTree(sources);
	}

	private static @Nullable Path sourcesOf(Path output, List<String> outputs) {
		Path directory = output.normalize();
		for (String candidate : outputs) {
			if (directory.endsWith(candidate)) {
				Path project = directory.resolve("../".repeat(Path.of(candidate).getNameCount())).normalize();
				return project.resolve(SOURCES);
			}
		}
		return null;
	}

	private static SourceTree of(Path root) {
		if (!Files.isDirectory(root)) {
			throw refused("There is no directory of sources '%s'.".formatted(root));
		}
		return new SourceTree(root);
	}

	/**
	 * Return the directory of a package.
	 * @param packageName the name of the package
	 * @return the directory, which need not exist
	 */
	Path directoryOf(String packageName) {
		return this.root.resolve(packageName.replace('.', '/'));
	}

	/**
	 * Return the Java files of a package.
	 * @param packageName the name of the package
	 * @return the files, in the order of their names
	 */
	List<Path> filesOf(String packageName) {
		Path directory = directoryOf(packageName);
		if (!Files.isDirectory(directory)) {
			return List.of();
		}
		try (Stream<Path> files = Files.list(directory)) {
			return files.filter((file) -> file.getFileName().toString().endsWith(".java"))
				.filter((file) -> !file.getFileName().toString().equals("package-info.java"))
				.sorted()
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Can not list '%s'".formatted(directory), ex);
		}
	}

	private static CommandRefusedException refused(String description) {
		return new CommandRefusedException(description,
				"Run the command from the build, for example with 'mvn spring-boot:run "
						+ "-Dspring-boot.run.arguments=\"masterrecord COMMAND\"', or name the directory of sources "
						+ "with --source-directory or 'masterrecord.migrations.source-directory'.");
	}

}
