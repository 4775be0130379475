package io.masterrecord.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The directory of Java sources of the application, where new migrations are written.
 *
 * @param root the directory that holds the top-level packages
 */
record SourceTree(Path root) {

	// Where a build tool puts classes, and where it takes the sources from.
	private static final List<Layout> LAYOUTS = List.of(new Layout("target/classes", "src/main/java"),
			new Layout("build/classes/java/main", "src/main/java"), new Layout("bin/main", "src/main/java"),
			new Layout("out/production/classes", "src/main/java"));

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
		Path classes = classesOf(mainClass);
		for (Layout layout : LAYOUTS) {
			if (classes.endsWith(layout.classes())) {
				return of(classes.resolve(layout.upwards()).normalize().resolve(layout.sources()));
			}
		}
		throw refused("The classes of '%s' are in '%s', which no build tool compiles sources into."
			.formatted(mainClass.getName(), classes));
	}

	private static SourceTree of(Path root) {
		if (!Files.isDirectory(root)) {
			throw refused("There is no directory of sources '%s'.".formatted(root));
		}
		return new SourceTree(root);
	}

	private static Path classesOf(Class<?> mainClass) {
		CodeSource source = mainClass.getProtectionDomain().getCodeSource();
		URL location = (source != null) ? source.getLocation() : null;
		if (location == null || !"file".equals(location.getProtocol())) {
			throw refused("The application runs from a packaged archive, which has no sources.");
		}
		try {
			Path classes = Path.of(location.toURI());
			if (!Files.isDirectory(classes)) {
				throw refused("The application runs from the archive '%s', which has no sources."
					.formatted(classes.getFileName()));
			}
			return classes;
		}
		catch (URISyntaxException ex) {
			throw refused("The classes of '%s' are at '%s', which is not a directory.".formatted(mainClass.getName(),
					location));
		}
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
						+ "-Dspring-boot.run.arguments=\"masterrecord add NAME\"', or name the directory of sources "
						+ "with --source-directory or 'masterrecord.migrations.source-directory'.");
	}

	private record Layout(String classes, String sources) {

		Path upwards() {
			return Path.of("../".repeat(Path.of(this.classes).getNameCount()));
		}

	}

}
