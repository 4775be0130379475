package io.masterrecord.generate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests for {@link MigrationWriter}.
 */
class MigrationWriterTests {

	private static final GeneratedMigration MIGRATION = new GeneratedMigration("1", "AddPlans", "db.migrations",
			List.of(), "// ü\n", List.of(), List.of(),
			List.of(new GeneratedFile("AddPlans-1-plan.rows", (target) -> target.write(65))), List.of());

	@TempDir
	private Path root;

	@Test
	void writesTheSourceAndItsRowsAndNothingElse() throws IOException {
		Path file = new MigrationWriter(this.root).write(MIGRATION);
		assertThat(file).isEqualTo(this.root.resolve("db/migrations/AddPlans.java"));
		assertThat(Files.readString(file)).isEqualTo("// ü\n");
		Path rows = file.resolveSibling("AddPlans-1-plan.rows");
		assertThat(Files.readString(rows)).isEqualTo("A");
		assertThat(filesBeside(file)).containsExactlyInAnyOrder(file, rows);
	}

	@Test
	void letsEverybodyReadTheSourceWhoMayReadTheOthers() throws IOException {
		assumeThat(Files.getFileStore(this.root).supportsFileAttributeView("posix")).isTrue();
		Path other = Files.writeString(this.root.resolve("Other.java"), "");
		Path file = new MigrationWriter(this.root).write(MIGRATION);
		assertThat(Files.getPosixFilePermissions(file)).isEqualTo(Files.getPosixFilePermissions(other));
	}

	@Test
	void replacesNothing() throws IOException {
		MigrationWriter writer = new MigrationWriter(this.root);
		Path file = writer.write(MIGRATION);
		Files.writeString(file, "mine");
		assertThatExceptionOfType(MigrationExistsException.class).isThrownBy(() -> writer.write(MIGRATION))
			.withMessageContaining("'AddPlans'")
			.withMessageContaining(file.toString());
		assertThat(Files.readString(file)).isEqualTo("mine");
		assertThat(filesBeside(file)).containsExactlyInAnyOrder(file, file.resolveSibling("AddPlans-1-plan.rows"));
	}

	private static List<Path> filesBeside(Path file) throws IOException {
		try (Stream<Path> files = Files.list(file.getParent())) {
			return files.toList();
		}
	}

}
