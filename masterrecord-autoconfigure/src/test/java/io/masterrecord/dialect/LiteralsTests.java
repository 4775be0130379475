package io.masterrecord.dialect;

import java.util.Locale;

import io.masterrecord.schema.Column;
import io.masterrecord.schema.ColumnDefault;
import io.masterrecord.schema.ColumnType;
import io.masterrecord.schema.TypeName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class LiteralsTests {

	@ParameterizedTest
	@CsvSource({ "INTEGER,1; DROP TABLE x", "BOOLEAN,maybe", "UUID,1-2-3-4-x", "DATE,2024-02-30", "TIME,25:00",
			"DATETIME,yesterday", "TIMESTAMP,2024-02-29T10:11:12", "BINARY,abc", "DOUBLE,1e5000", "DOUBLE,NaN" })
	void refusesADefaultThatIsNoValueOfTheType(TypeName type, String value) {
		assertThatExceptionOfType(DialectException.class).isThrownBy(() -> literal("h2", ColumnType.of(type), value))
			.withMessageContaining("'" + value + "'")
			.withMessageContaining(type.name().toLowerCase(Locale.ROOT));
	}

	@ParameterizedTest
	@CsvSource({ "CURRENT_DATE,TIMESTAMP", "CURRENT_TIME,DATE" })
	void refusesAMomentThatDoesNotFit(String moment, TypeName type) {
		Column column = new Column("c", ColumnType.of(type), true, new ColumnDefault.Expression(moment), false);
		assertThatExceptionOfType(DialectException.class).isThrownBy(() -> Dialects.of("h2").defaultOf(column))
			.withMessageContaining("use CURRENT_TIMESTAMP");
	}

	@Test
	void escapesText() {
		ColumnType text = ColumnType.varchar(20);
		assertThat(literal("postgresql", text, "it's \\")).isEqualTo("E'it''s \\\\'");
		assertThat(literal("h2", text, "it's \\")).isEqualTo("'it''s \\'");
		assertThat(literal("mariadb", text, "it's \\")).isEqualTo("(concat('it''s ', char(92 USING utf8mb4)))");
		assertThat(literal("mysql", text, "\\\\"))
			.isEqualTo("(concat(char(92 USING utf8mb4), char(92 USING utf8mb4)))");
		assertThatExceptionOfType(DialectException.class).isThrownBy(() -> literal("h2", text, "a\0b"))
			.withMessageContaining("NUL");
	}

	@Test
	void passesAnExpressionOn() {
		Column column = new Column("c", ColumnType.of(TypeName.INTEGER), true, new ColumnDefault.Expression(" 1 + 2 "),
				false);
		assertThat(Dialects.of("postgresql").defaultOf(column)).contains("1 + 2");
		assertThat(Dialects.of("sqlite").defaultOf(column)).contains("(1 + 2)");
		assertThat(Dialects.of("sqlite").defaultOf(Samples.identity("c"))).isEmpty();
	}

	private static String literal(String id, ColumnType type, Object value) {
		return Dialects.of(id)
			.defaultOf(new Column("c", type, true, new ColumnDefault.Literal(value), false))
			.orElseThrow();
	}

}
