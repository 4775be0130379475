package io.masterrecord.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DataMasterRecordTypeExcludeFilter}.
 */
class DataMasterRecordTypeExcludeFilterTests {

	@Test
	void takesTheBeansThatTheDocumentNames() throws IOException {
		String text = Files.readString(Path.of("..", "docs", "spring-boot.md"));
		int start = text.indexOf("Beans of these types are picked up");
		Set<String> named = text.substring(start, text.indexOf("\n\n", start))
			.lines()
			.flatMap((line) -> Pattern.compile("`(\\w+)`").matcher(line).results())
			.map((match) -> match.group(1))
			.collect(Collectors.toSet());
		assertThat(named.removeAll(Set.of("InvalidationChannel", "Validator"))).isTrue();
		assertThat(new DataMasterRecordTypeExcludeFilter(getClass()).getKnownIncludes())
			.extracting(Class::getSimpleName)
			.containsExactlyInAnyOrderElementsOf(named);
	}

}
