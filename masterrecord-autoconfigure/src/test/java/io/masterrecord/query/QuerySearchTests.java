package io.masterrecord.query;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.masterrecord.jdbc.SqlStatement;
import io.masterrecord.testing.BeforeEngine;
import io.masterrecord.testing.EngineSpec;
import io.masterrecord.testing.TestDatabase;

import static io.masterrecord.query.Condition.allOf;
import static io.masterrecord.query.Condition.where;
import static io.masterrecord.query.SortKey.desc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Search for the words of a keyword.
 */
@EngineSpec
class QuerySearchTests {

	private final Database database;

	private final Query<Plan> enabled;

	QuerySearchTests(TestDatabase database) {
		this.database = Database.of(database, Plan.class);
		this.enabled = this.database.query(Plan.class).where(Plan::disabled).isFalse();
	}

	@BeforeEngine
	static void fill(TestDatabase database) {
		Database.create(database, Plan.class).insert(Plan.ALL);
	}

	@Test
	void findsAnyWordInAnyPropertyAmongEnabledRowsOnly() {
		Query<Plan> found = search("foo bar");
		assertThat(ids(found.sortBy(desc(Plan::createdAt)))).containsExactly(3L, 2L, 1L);
		assertThat(found.count()).isEqualTo(3);
	}

	@Test
	void wantsEachOfTheWordsWhereItIsAskedTwice() {
		Query<Plan> both = search("foo").search("bar", Plan::planNo, Plan::title);
		assertThat(ids(both)).containsExactly(3L);
		assertThat(both.count()).isEqualTo(1);
	}

	@Test
	void leavesTheOtherConditionsAsideOnlyWhereThatIsWritten() {
		Query<Plan> leaking = this.database.query(Plan.class)
			.anyOf(allOf(where(Plan::disabled).isFalse(), Condition.search("foo", Plan::planNo, Plan::title)),
					Condition.search("bar", Plan::planNo, Plan::title));
		assertThat(ids(leaking)).containsExactlyInAnyOrder(1L, 2L, 3L, 5L);
	}

	@Test
	void isOneGroupBesideTheOtherConditions() {
		SqlStatement statement = search("foo bar").toCountSql();
		String where = statement.sql().substring(statement.sql().indexOf(" WHERE ") + 7);
		String disabled = this.database.dialect().quote("disabled") + " = ?";
		assertThat(where).startsWith(disabled + " AND (").endsWith(")");
		String group = where.substring(disabled.length() + 6, where.length() - 1);
		assertThat(group.split(" OR ")).hasSize(4);
		assertThat(group).doesNotContain(" AND ");
		assertThat(statement.values().subList(1, 5)).extracting((value) -> value.value())
			.containsExactly("%foo%", "%foo%", "%bar%", "%bar%");
	}

	@Test
	void narrowsWithFurtherConditions() {
		Query<Plan> found = search("foo bar").where(Plan::status).eq("open");
		assertThat(ids(found)).containsExactlyInAnyOrder(1L, 2L);
		assertThat(found.count()).isEqualTo(2);
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", "   ", "\t", "\n\r\f", "\u00a0\u2003\u3000\u0085\u2028" })
	void isNoConditionForABlankKeyword(String keyword) {
		assertThat(search(keyword).toSql().sql()).doesNotContainIgnoringCase("like").doesNotContainIgnoringCase("glob");
		assertThat(search(keyword).count()).isEqualTo(10);
		assertThat(search(keyword).toSql()).isEqualTo(this.enabled.toSql());
	}

	@Test
	void takesAWordOnceWhateverItsCase() {
		SqlStatement statement = search("  foo   FOO ").toSql();
		assertThat(statement).isEqualTo(search("foo").toSql());
		assertThat(statement.values()).hasSize(3);
		assertThat(ids(search("  foo   FOO "))).containsExactlyInAnyOrder(1L, 3L);
		assertThat(search("  foo   FOO ").count()).isEqualTo(2);
	}

	@Test
	void splitsAtWhiteSpaceOfAnyKind() {
		assertThat(search("foo\u00a0bar\u3000pump\tvalve\u2028\u0085").toSql().values()).hasSize(1 + 4 * 2);
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', value = { "100%, 6", "%, 6", "_, 8", "r_s, 8", "N_0, 8", "\\, 10",
			"back\\slash, 10", "O'Brien, 11", "\"quoted\", 11", "BACK\\, 10", "o'b, 11" })
	void looksForWildcardsAndQuotesAsTheyAre(String keyword, long expected) {
		assertThat(ids(search(keyword))).containsExactly(expected);
		assertThat(search(keyword).count()).isEqualTo(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "!", "!%", "[a]", "*", "?", "[", "^", "%%%", "__________________" })
	void findsNothingForSignsThatAreNowhere(String keyword) {
		assertThat(ids(search(keyword))).isEmpty();
	}

	@Test
	void bindsEveryWordOfAnAttack() {
		Query<Plan> found = search("'; DROP TABLE plans; --");
		assertThat(found.list()).isEmpty();
		assertThat(found.toSql().values()).hasSize(1 + 5 * 2);
		assertThat(found.toSql().sql()).doesNotContain("DROP").doesNotContain("--").doesNotContain(";");
		assertThat(this.database.query(Plan.class).count()).isEqualTo(12);
	}

	@Test
	void refusesMoreWordsThanAllowedSinceLeavingSomeOutWouldLeaveRowsOut() {
		String words = IntStream.range(0, 10_000).mapToObj((i) -> "w" + i % 17).collect(Collectors.joining(" "));
		assertThatExceptionOfType(QueryLimitException.class).isThrownBy(() -> search(words.substring(0, 900)))
			.withMessageContaining("at most 16 different terms, not 17")
			.satisfies((ex) -> assertThat(ex.subject()).isEqualTo(QueryLimitException.Subject.SEARCH));
		assertThatExceptionOfType(QueryLimitException.class).isThrownBy(() -> search(words))
			.withMessageContaining("at most 1000 characters")
			.withMessageNotContaining("w3");
		assertThat(search(String.join(" ", Collections.nCopies(200, "foo"))).count()).isEqualTo(2);
	}

	@Test
	void needsAPropertyToLookInto() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.enabled.search("foo"));
	}

	private Query<Plan> search(String keyword) {
		return this.enabled.search(keyword, Plan::planNo, Plan::title);
	}

	private static List<Long> ids(Query<Plan> query) {
		return query.list().stream().map(Plan::id).toList();
	}

}
