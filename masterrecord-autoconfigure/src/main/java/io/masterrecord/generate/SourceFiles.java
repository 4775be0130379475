package io.masterrecord.generate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Writes generated classes into a tree of Java sources. Each file appears whole or not at
 * all, and none is overwritten.
 *
 * @since 0.1.0
 */
public final class SourceFiles {

	private final Path root;

	/**
	 * Create a writer.
	 * @param root the directory that holds the top-level packages
	 */
	public SourceFiles(Path root) {
		this.root = root;
	}

	/**
	 * Return the files of some entities that are there already.
	 * @param entities the entities
	 * @return the files, in order
	 */
	public List<Path> existing(List<GeneratedEntity> entities) {
		return entities.stream()
			.map((entity) -> file(entity.packageName(), entity.className()))
			.filter(Files::exists)
			.toList();
	}

	/**
	 * Write entities.
	 * @param entities the entities, none of whose files is there
	 * @return the files
	 */
	public List<Path> write(List<GeneratedEntity> entities) {
		List<Path> files = new ArrayList<>();
		for (GeneratedEntity entity : entities) {
			Path file = file(entity.packageName(), entity.className());
			try {
				write(file, entity.source());
			}
			catch (IOException ex) {
				throw new UncheckedIOException("The entity can not be written to '%s'".formatted(file), ex);
			}
			files.add(file);
		}
		return files;
	}

	Path file(String packageName, String className) {
		return this.root.resolve(packageName.replace('.', '/')).resolve(className + ".java");
	}

	/**
	 * Write a file that appears whole or not at all.
	 */
	static void write(Path file, String text) throws IOException {
		Path directory = file.getParent();
		if (directory != null) {
			Files.createDirectories(directory);
		}
		// Unlike a temporary file, this one may be read by whoever may read the others.
		Path draft = file.resolveSibling(".%s-%s.tmp".formatted(file.getFileName(), UUID.randomUUID()));
		try {
			Files.writeString(draft, text);
			Files.move(draft, file);
		}
		finally {
			Files.deleteIfExists(draft);
		}
	}

}
