package io.masterrecord.jdbc;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.masterrecord.dialect.TypedValue;
import io.masterrecord.schema.ColumnType;
import io.masterrecord.schema.TypeName;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Redaction}.
 */
class RedactionTests {

	@Test
	void takesValuesOutWhereTheyStandAlone() {
		assertThat(redact("Key (email)=(a@b.c) already exists", "a@b.c")).isEqualTo("Key (email)=(?) already exists");
		assertThat(redact("Duplicate entry '7' for key 'uk_17'", 7)).isEqualTo("Duplicate entry '?' for key 'uk_17'");
		assertThat(redact("near 'x' and 'x'", "x")).isEqualTo("near '?' and '?'");
	}

	@Test
	void takesLongValuesOutThatWereCut() {
		String secret = "a secret that is longer than drivers like to repeat in full";
		assertThat(redact("near '" + secret.substring(0, 40) + "...'", secret)).isEqualTo("near '?...'");
	}

	@Test
	void takesElementsOfListsOut() {
		assertThat(redact("bad array {one,two}", List.of("one", "two"))).isEqualTo("bad array {?,?}");
	}

	@Test
	void leavesOtherMessagesAsTheyAre() {
		String message = "relation \"nowhere\" does not exist";
		assertThat(redact(message, "here", null, true, "", " ")).isEqualTo(message);
	}

	private static String redact(String message, Object... values) {
		List<TypedValue> row = Arrays.stream(values)
			.map((value) -> new TypedValue(ColumnType.of(TypeName.TEXT), value))
			.toList();
		return Redaction.of(message, List.of(row));
	}

}
