package io.masterrecord.repository;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link SqlTemplate}.
 */
class SqlTemplateTests {

	@Test
	void findsParametersByName() {
		SqlTemplate template = SqlTemplate.of("select * from t where a = :first and b in (:second) or c=:first");
		assertThat(template.parameters()).containsExactly("first", "second");
		assertThat(template.parts()).extracting(SqlTemplate.Part::content)
			.containsExactly("select * from t where a = ", "first", " and b in (", "second", ") or c=", "first", "");
	}

	@ParameterizedTest
	@ValueSource(strings = { "select ':no' from t", "select 'it''s :no' from t", "select \":no\" from t",
			"select 1 -- :no ; ?\n from t", "select /* :no ; ? ' */ 1 from t", "select a::text from t",
			"select $$ :no ; $$ from t", "select $x$ :no $$ ; $x$ from t", "select '?' || ';' from t",
			"select a[1:2] from t" })
	void passesOverLiteralsNamesCommentsAndCasts(String sql) {
		SqlTemplate template = SqlTemplate.of(sql);
		assertThat(template.parameters()).isEmpty();
		assertThat(template.parts()).extracting(SqlTemplate.Part::content).containsExactly(sql);
	}

	@Test
	void findsNamesThatAreToBeQuoted() {
		assertThat(SqlTemplate.of("select `order` from t").parts()).containsExactly(
				new SqlTemplate.Part(SqlTemplate.Kind.TEXT, "select "),
				new SqlTemplate.Part(SqlTemplate.Kind.NAME, "order"),
				new SqlTemplate.Part(SqlTemplate.Kind.TEXT, " from t"));
	}

	@Test
	void castOfAParameterIsNoPartOfItsName() {
		assertThat(SqlTemplate.of("select :day::date").parameters()).containsExactly("day");
	}

	@Test
	void refusesWhatCannotBeMeant() {
		assertThatIllegalArgumentException().isThrownBy(() -> SqlTemplate.of("select ? from t"))
			.withMessage("'?' in its text has no name. Name its parameters as in ':title'");
		assertThatIllegalArgumentException().isThrownBy(() -> SqlTemplate.of("select 1; delete from t"))
			.withMessage("its text has a ';'. State one statement without a terminator");
		assertThatIllegalArgumentException().isThrownBy(() -> SqlTemplate.of("select :#{principal.name}"))
			.withMessage(
					"expressions in its text are not evaluated. Compute the value before, and pass it as a parameter");
		assertThatIllegalArgumentException().isThrownBy(() -> SqlTemplate.of("select ?#{1}"))
			.withMessageStartingWith("expressions in its text are not evaluated");
		assertThatIllegalArgumentException().isThrownBy(() -> SqlTemplate.of("select 'open"))
			.withMessage("its text has a ' without an end");
		assertThatIllegalArgumentException().isThrownBy(() -> SqlTemplate.of("select 1 /* open"))
			.withMessage("its text has a /* without an end");
	}

	@Test
	void tellsTheVerb() {
		assertThat(SqlTemplate.of("  select 1").verb()).isEqualTo("SELECT");
		assertThat(SqlTemplate.of("-- first\n/* then */ (Select 1)").verb()).isEqualTo("SELECT");
		assertThat(SqlTemplate.of("with x as (select 1) delete from t").verb()).isEqualTo("WITH");
		assertThat(SqlTemplate.of("").verb()).isEmpty();
	}

}
