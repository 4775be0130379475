package io.masterrecord.seed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

/**
 * Tests for {@link RowResource}.
 */
class RowResourceTests {

	@TempDir
	private Path folder;

	@Test
	void keepsNumbersOfJsonAsTheyStandInTheFile() throws IOException {
		assertThat(read("rows.json",
				"""
						[{"exact": 12345678901234567.12, "long": 0.1234567890123456789, "scaled": 1.50, "whole": 9007199254740993}]
						"""))
			.singleElement()
			.satisfies((row) -> assertThat(row).containsExactly(entry("exact", "12345678901234567.12"),
					entry("long", "0.1234567890123456789"), entry("scaled", "1.50"),
					entry("whole", "9007199254740993")));
	}

	@Test
	void keepsNumbersOfCsvAsTheyStandInTheFile() throws IOException {
		assertThat(read("rows.csv", "exact,scaled\n12345678901234567.12,1.50\n")).singleElement()
			.satisfies((row) -> assertThat(row).containsExactly(entry("exact", "12345678901234567.12"),
					entry("scaled", "1.50")));
	}

	private List<Map<String, @Nullable String>> read(String name, String content) throws IOException {
		Path file = Files.writeString(this.folder.resolve(name), content);
		List<Map<String, @Nullable String>> rows = new ArrayList<>();
		new RowResource(file.toUri().toString()).read(rows::add);
		return rows;
	}

}
