package io.masterrecord.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link KeptFolder}.
 */
class KeptFolderTests {

	private final String name = "masterrecord-kept-" + UUID.randomUUID();

	private final AtomicInteger fillings = new AtomicInteger();

	@AfterEach
	void remove() throws IOException {
		FileSystemUtils.deleteRecursively(
				Path.of(System.getProperty("java.io.tmpdir"), this.name + "-" + System.getProperty("user.name")));
	}

	@Test
	void isFilledOnce() throws Exception {
		assertThat(folder().<String>start(KeptFolderTests::read)).isEqualTo("1");
		assertThat(folder().<String>start(KeptFolderTests::read)).isEqualTo("1");
	}

	@Test
	void isFilledAgainWhenAPartOfItWasRemoved() throws Exception {
		Path file = folder().start((folder) -> folder.resolve("file"));
		Files.delete(file);
		assertThat(folder().<String>start(KeptFolderTests::read)).isEqualTo("2");
	}

	@Test
	void isFilledAgainWhenItWasNotFilledToTheEnd() throws Exception {
		KeptFolder interrupted = new KeptFolder(this.name, (folder) -> {
			Files.writeString(folder.resolve("rest"), "rest");
			throw new IOException("disk full");
		});
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> interrupted.start(KeptFolderTests::read))
			.withMessage("disk full");
		assertThat(folder().<Path>start((folder) -> folder)).isDirectoryNotContaining("glob:**rest");
	}

	private KeptFolder folder() {
		return new KeptFolder(this.name, (folder) -> Files.writeString(folder.resolve("file"),
				Integer.toString(this.fillings.incrementAndGet())));
	}

	private static String read(Path folder) throws IOException {
		return Files.readString(folder.resolve("file"));
	}

}
