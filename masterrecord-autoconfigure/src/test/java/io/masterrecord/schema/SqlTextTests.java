package io.masterrecord.schema;

import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SqlText}.
 */
class SqlTextTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			length(label) > 0                             | length | length(label) > 0
			length > length (label)                       | length | [length] > length (label)
			CAST(date AS date) > DATE '2020-01-01'        | date   | CAST([date] AS date) > DATE '2020-01-01'
			CAST(CAST(a AS int) + date AS date) = date    | date   | CAST(CAST(a AS int) + [date] AS date) = [date]
			CAST(x AS decimal(10, 2)) > decimal           | decimal | CAST(x AS decimal(10, 2)) > [decimal]
			date::date > x::timestamp with time zone      | date   | [date]::date > x::timestamp with time zone
			x::timestamp with time zone < time            | time   | x::timestamp with time zone < [time]
			x AT TIME ZONE 'UTC' > time                   | time   | x AT TIME ZONE 'UTC' > [time]
			EXTRACT(day FROM x) = day                     | day    | EXTRACT(day FROM x) = [day]
			TIMESTAMPDIFF(day, x, y) < day                | day    | TIMESTAMPDIFF(day, x, y) < [day]
			x + INTERVAL 12 day > y + INTERVAL '1' day    | day    | x + INTERVAL 12 day > y + INTERVAL '1' day
			x + INTERVAL (a + b) day > day                | day    | x + INTERVAL (a + b) day > [day]
			day BETWEEN 1 AND 31                          | day    | [day] BETWEEN 1 AND 31
			count IN (1, 2) AND (count) > 0               | count  | [count] IN (1, 2) AND ([count]) > 0
			status <> 'status' OR Status IS NULL          | status | [status] <> 'status' OR [status] IS NULL
			label COLLATE nocase = nocase                 | nocase | label COLLATE nocase = [nocase]
			INSERT INTO audit(id) VALUES (audit.id)       | audit  | INSERT INTO [audit](id) VALUES ([audit].id)
			""")
	void tellsColumnsFromFunctionsTypesAndUnits(String sql, String column, String quoted) {
		assertThat(SqlText.quote(sql, Set.of(column), "[%s]"::formatted)).isEqualTo(quoted);
		assertThat(SqlText.rename(sql, column, "[" + column + "]")).isEqualTo(quoted);
		assertThat(SqlText.mentions(sql, column)).isEqualTo(!sql.equals(quoted));
	}

	@Test
	void renamesWhatStandsInQuotes() {
		assertThat(SqlText.rename("\"date\" > `date` AND \"Date\" > 'date'", "date", "d`\"y"))
			.isEqualTo("\"d`\"\"y\" > `d``\"y` AND \"Date\" > 'date'");
	}

	@Test
	void listsNamesAndFunctions() {
		assertThat(SqlText.names("lower(\"E-Mail\") <> code")).containsExactly("E-Mail", "code");
		assertThat(SqlText.functions("lower(trim (code)) = CAST(x AS decimal(1))")).containsExactly("lower", "trim",
				"CAST");
	}

	@Test
	void findsWordsWhateverTheyMean() {
		assertThat(SqlText.contains("SELECT plan(1)", "plan")).isTrue();
		assertThat(SqlText.contains("SELECT 'plan'", "plan")).isFalse();
	}

	@Test
	void readsTextsOfAnyLength() {
		String text = "'" + "it''s -- no comment, ".repeat(10_000) + "'";
		assertThat(SqlText.withoutComments("SELECT " + text + " -- all of it")).contains(text).doesNotContain("all of");
		assertThat(SqlText.mentions("lower(code) <> " + text, "code")).isTrue();
		assertThat(SqlText.mentions("lower(code) <> " + text, "comment")).isFalse();
	}

}
