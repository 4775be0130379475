package io.masterrecord.testing;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.springframework.util.FileSystemUtils;

/**
 * A folder below the temporary one that is filled by the first JVM to need it and kept
 * for all others, those running at the same time included.
 */
final class KeptFolder {

	private final Path folder;

	private final Filler filler;

	/**
	 * Describe a folder.
	 * @param name its name, changed whenever what the filler writes changes
	 * @param filler fills the folder when it is found empty
	 */
	KeptFolder(String name, Filler filler) {
		this.folder = Path.of(System.getProperty("java.io.tmpdir"), name + "-" + System.getProperty("user.name"));
		this.filler = filler;
	}

	/**
	 * Start something from the folder; once more from a newly filled one if that fails,
	 * since systems tidy up their temporary folder file by file.
	 * @param <T> the type of what is started
	 * @param start starts it
	 * @return what was started
	 * @throws IOException if it does not start from a new folder either
	 * @throws InterruptedException if the thread is interrupted meanwhile
	 */
	<T> T start(Start<T> start) throws IOException, InterruptedException {
		try {
			return start.from(fill(false));
		}
		catch (IOException | RuntimeException ex) {
			return start.from(fill(true));
		}
	}

	private Path fill(boolean again) throws IOException, InterruptedException {
		Files.createDirectories(this.folder);
		Path content = this.folder.resolve("content");
		Path complete = this.folder.resolve("complete");
		try (FileChannel channel = FileChannel.open(this.folder.resolve("lock"), StandardOpenOption.CREATE,
				StandardOpenOption.WRITE); FileLock lock = channel.lock()) {
			if (again || !Files.exists(complete)) {
				Files.deleteIfExists(complete);
				FileSystemUtils.deleteRecursively(content);
				Files.createDirectories(content);
				this.filler.fill(content);
				Files.createFile(complete);
			}
		}
		return content;
	}

	/**
	 * Fills the folder.
	 */
	interface Filler {

		void fill(Path folder) throws IOException, InterruptedException;

	}

	/**
	 * Starts something from the folder, which it does not change.
	 *
	 * @param <T> the type of what is started
	 */
	interface Start<T> {

		T from(Path folder) throws IOException, InterruptedException;

	}

}
