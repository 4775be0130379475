package io.masterrecord.generate;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Writes generated migrations into a tree of Java sources.
 *
 * @since 0.1.0
 */
public final class MigrationWriter {

	private final Path sourceRoot;

	/**
	 * Create a writer.
	 * @param sourceRoot the directory that holds the top-level packages
	 */
	public MigrationWriter(Path sourceRoot) {
		this.sourceRoot = sourceRoot;
	}

	/**
	 * Write a migration. The file appears whole or not at all.
	 * @param migration the migration
	 * @return the file
	 * @throws MigrationExistsException if there is a file of that name already
	 */
	public Path write(GeneratedMigration migration) {
		Path file = new SourceFiles(this.sourceRoot).file(migration.packageName(), migration.className());
		if (Files.exists(file)) {
			throw new MigrationExistsException(migration.className(), file);
		}
		try {
			for (GeneratedFile content : migration.files()) {
				write(content, migration.packageName());
			}
			SourceFiles.write(file, migration.source());
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The migration can not be written to '%s'".formatted(file), ex);
		}
		return file;
	}

	/**
	 * Return the files of rows that belong to a migration.
	 * @param packageName the package of the migration
	 * @param className its simple name
	 * @return the files, in the order of their names
	 */
	public List<Path> rowFiles(String packageName, String className) {
		Path directory = resources(packageName);
		if (!Files.isDirectory(directory)) {
			return List.of();
		}
		try (Stream<Path> files = Files.list(directory)) {
			return files.filter((file) -> file.getFileName().toString().matches(className + "-\\d+-.*\\.rows"))
				.sorted()
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Can not list '%s'".formatted(directory), ex);
		}
	}

	private Path resources(String packageName) {
		boolean apart = this.sourceRoot.endsWith("java") && this.sourceRoot.getParent() != null;
		Path root = apart ? this.sourceRoot.resolveSibling("resources") : this.sourceRoot;
		return root.resolve(packageName.replace('.', '/'));
	}

	/** Build tools take sources from one directory and everything else from another. */
	private void write(GeneratedFile file, String packageName) throws IOException {
		Path directory = resources(packageName);
		Files.createDirectories(directory);
		Path draft = directory.resolve(".%s-%s.tmp".formatted(file.name(), UUID.randomUUID()));
		try {
			try (OutputStream target = new BufferedOutputStream(Files.newOutputStream(draft))) {
				file.content().writeTo(target);
			}
			Files.move(draft, directory.resolve(file.name()), StandardCopyOption.REPLACE_EXISTING);
		}
		finally {
			Files.deleteIfExists(draft);
		}
	}

}
