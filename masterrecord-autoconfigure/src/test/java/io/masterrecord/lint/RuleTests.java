package io.masterrecord.lint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Rule}.
 */
class RuleTests {

	@Test
	void areAllInTheDocument() throws IOException {
		List<String> lines = Files.readAllLines(Path.of("..", "docs", "lint-rules.md"));
		List<String> rows = lines.stream()
			.filter((line) -> line.startsWith("| `"))
			.map((line) -> line.split("\\|")[1].strip() + line.split("\\|")[2].stripTrailing())
			.toList();
		assertThat(rows).containsExactlyElementsOf(Arrays.stream(Rule.values())
			.map((rule) -> "`%s` %s".formatted(rule.id(), rule.severity().name().toLowerCase(Locale.ROOT)))
			.toList());
	}

	@Test
	void areFoundByName() {
		assertThat(Rule.find("data-loss")).hasValue(Rule.DATA_LOSS);
		assertThat(Rule.find("data-lost")).isEmpty();
	}

}
