package io.masterrecord.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SourceTree}.
 */
class SourceTreeTests {

	@TempDir
	private Path project;

	private Path sources;

	@BeforeEach
	void writeTheMainClass() throws IOException {
		this.sources = this.project.resolve("src/main/java");
		Path source = this.sources.resolve(SourceTreeTests.class.getName().replace('.', '/') + ".java");
		Files.createDirectories(source.getParent());
		Files.createFile(source);
	}

	@ParameterizedTest
	@ValueSource(strings = { "target/classes", "build/classes/java/main", "bin/main", "out/production/classes" })
	void isBesideTheClassesOfABuild(String classes) throws IOException {
		assertThat(beside(Files.createDirectories(this.project.resolve(classes)))).isEqualTo(this.sources);
	}

	@ParameterizedTest
	@ValueSource(strings = { "target/shop-1.jar", "build/libs/shop.jar" })
	void isBesideTheArchiveOfABuild(String archive) throws IOException {
		assertThat(beside(file(archive))).isEqualTo(this.sources);
	}

	@Test
	void isNotBesideAnArchiveThatWasCopied() throws IOException {
		Path archive = file("shop-1.jar");
		assertThatExceptionOfType(CommandRefusedException.class).isThrownBy(() -> beside(archive))
			.withMessage("The application runs from the archive 'shop-1.jar', and its sources are not beside it.");
	}

	@Test
	void isNotThatOfAnotherApplication() throws IOException {
		Path archive = file("target/shop-1.jar");
		assertThatExceptionOfType(CommandRefusedException.class)
			.isThrownBy(() -> SourceTree.beside(archive, String.class));
	}

	private Path file(String name) throws IOException {
		Path file = this.project.resolve(name);
		Files.createDirectories(file.getParent());
		return Files.createFile(file);
	}

	private static Path beside(Path place) {
		return SourceTree.beside(place, SourceTreeTests.class).root();
	}

}
