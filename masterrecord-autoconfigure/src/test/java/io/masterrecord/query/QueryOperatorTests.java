package io.masterrecord.query;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.masterrecord.testing.BeforeEngine;
import io.masterrecord.testing.Engine;
import io.masterrecord.testing.EngineSpec;
import io.masterrecord.testing.TestDatabase;

import org.springframework.data.annotation.Id;

import static io.masterrecord.query.Condition.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Operators in which databases differ.
 */
@EngineSpec
class QueryOperatorTests {

	private final Database database;

	private final Engine engine;

	private final Query<Part> parts;

	QueryOperatorTests(TestDatabase database) {
		this.engine = database.engine();
		this.database = Database.of(database, Part.class, Ending.class);
		this.parts = this.database.query(Part.class);
	}

	@BeforeEngine
	static void fill(TestDatabase database) {
		Database.create(database, Ending.class)
			.insert(new Ending(1, "x"), new Ending(2, "x\n"), new Ending(3, "x\r\n"), new Ending(4, "x\u2028"));
		Database.create(database, Part.class)
			.insert(new Part(1, "PN-001", 5), new Part(2, "pn-002", null), new Part(3, "a.b[c]", 7),
					new Part(4, "two\nlines", null), new Part(5, null, 5));
	}

	@Test
	void takesNullForOneValueAmongOthers() {
		assertThat(ids(this.parts.where(Part::stock).isNotDistinctFrom(5))).containsExactly(1L, 5L);
		assertThat(ids(this.parts.where(Part::stock).isNotDistinctFrom(null))).containsExactly(2L, 4L);
		assertThat(ids(this.parts.where(Part::stock).isDistinctFrom(5))).containsExactly(2L, 3L, 4L);
		assertThat(ids(this.parts.where(Part::stock).isDistinctFrom(null))).containsExactly(1L, 3L, 5L);
		assertThat(ids(this.parts.not(where(Part::stock).isDistinctFrom(5)))).containsExactly(1L, 5L);
	}

	@Test
	void comparesSeveralPropertiesAtOnce() {
		Key first = new Key("PN-001", 5);
		Key third = new Key("a.b[c]", 7);
		assertThat(ids(this.parts.where(Key.class, Part::name, Part::stock).in(first, third, new Key("PN-001", 7))))
			.containsExactly(1L, 3L);
		assertThat(ids(this.parts.where(Key.class, Part::name, Part::stock).eq(third))).containsExactly(3L);
		assertThat(ids(this.parts.where(Key.class, Part::name, Part::stock).in(List.of()))).isEmpty();
		assertThat(ids(this.parts.where(Key.class, Part::name, Part::stock).notIn(List.of()))).hasSize(5);
		assertThat(ids(this.parts.where(Key.class, Part::name, Part::stock).notIn(first, new Key("x", 5))))
			.containsExactly(3L);
		List<Key> many = IntStream.range(0, 3000).mapToObj((i) -> new Key("n" + i, i)).collect(Collectors.toList());
		many.add(third);
		assertThat(ids(this.parts.where(Key.class, Part::name, Part::stock).in(many))).containsExactly(3L);
		assertThat(ids(this.parts.not(where(Key.class, Part::name, Part::stock).in(first)))).containsExactly(2L, 3L, 4L,
				5L);
		assertThat(this.parts.where(Key.class, Part::name, Part::stock).in(first, third).toSql().sql())
			.isSameAs(this.parts.where(Key.class, Part::name, Part::stock).in(third, first).toSql().sql());
	}

	@Test
	void comparesSeveralPropertiesWithRowsOfASubquery() {
		Alias<Part> other = Alias.of(Part.class);
		Selection<Part, Key> named = this.parts.where(Part::id).le(2).select(Key.class, Part::name, Part::stock);
		assertThat(ids(this.parts.where(Key.class, Part::name, Part::stock).in(named))).containsExactly(1L);
		assertThat(ids(this.parts.where(Key.class, Part::name, Part::stock).notIn(named))).containsExactly(3L);
		assertThat(ids(this.parts.not(where(Key.class, Part::name, Part::stock).in(named)))).containsExactly(2L, 3L, 4L,
				5L);
		assertThat(ids(
				this.parts.where(Key.class, Part::name, Part::stock).in(named.sortBy(SortKey.desc(Part::id)).limit(1))))
			.isEmpty();
		assertThat(this.parts.as(other).where(other.where(Key.class, Part::name, Part::stock).in(named)).count())
			.isEqualTo(1);
	}

	@Test
	void refusesRowsThatDoNotFit() {
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> this.parts.where(Key.class, Part::name).in(new Key("x", 1)))
			.withMessageStartingWith("'Key' has 2 components (name, stock), and 1 values are read");
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> this.parts.where(Key.class, Part::stock, Part::name).in(new Key("x", 1)))
			.withMessageStartingWith("What is read does not fit into 'Key'");
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> this.parts.where(Key.class, Part::name, Part::stock).in(new Key("x", null)))
			.withMessage(
					"'stock' of 'Key' is compared with null, which no row meets. Ask for NULL with isNull() of that property");
	}

	@Test
	void tellsOtherTextsApartWithoutRegardToCase() {
		assertThat(ids(this.parts.where(Part::name).neIgnoreCase("PN-002"))).containsExactly(1L, 3L, 4L);
		assertThat(ids(this.parts.where(Part::name).neIgnoreCaseIfPresent(" "))).hasSize(5);
	}

	@Test
	void matchesARegularExpression() {
		if (this.engine == Engine.SQLITE) {
			assertThatExceptionOfType(InvalidQueryException.class)
				.isThrownBy(() -> this.parts.where(Part::name).matches("a").list())
				.withMessageContaining("no regular expressions on sqlite: use contains");
			return;
		}
		assertThat(matching("^PN-\\d+$")).containsExactly(1L);
		assertThat(ids(this.parts.where(Part::name).matchesIgnoreCase("^PN-\\d+$"))).containsExactly(1L, 2L);
		assertThat(matching("00(1|2)")).containsExactly(1L, 2L);
		assertThat(matching("0{2,3}[12]$")).containsExactly(1L, 2L);
		assertThat(matching("^[^a-z]+$")).containsExactly(1L);
		assertThat(matching("a\\.b\\[c\\]")).containsExactly(3L);
		assertThat(matching("[\\].]")).containsExactly(3L);
		assertThat(matching("lines$")).containsExactly(4L);
		assertThat(matching("two$")).as("a line is no text").isEmpty();
		assertThat(this.database.query(Ending.class).where(Ending::text).matches("^x$").pluck(Ending::id))
			.containsExactly(1L);
		assertThat(matching("two.lines")).as("a dot is no line break").isEmpty();
		assertThat(matching("two\\slines")).containsExactly(4L);
		assertThat(matching("^lines")).as("a line is no text").isEmpty();
		assertThat(matching("(pn|PN)-")).containsExactly(1L, 2L);
		assertThat(ids(this.parts.where(Part::name).matchesIfPresent(null))).hasSize(5);
	}

	@Test
	void refusesRegularExpressionsThatDifferOrTakeLong() {
		for (String regex : List.of("(a+)+", "(a|aa)*", "a**", "a*?", "(?i)a", "\\1", "a{2", "[a", "(a", "a)", "*a",
				"a$b", "b^", "[[:alpha:]]", "\\p{L}", "a*b*c*d*", "(a{2}){9}", "\\", "x{300}", "(?=a)", "a{2,1}")) {
			assertThatExceptionOfType(InvalidQueryException.class).as(regex)
				.isThrownBy(() -> this.parts.where(Part::name).matches(regex))
				.withMessageStartingWith("A regular expression has ");
		}
	}

	private List<Long> matching(String regex) {
		return ids(this.parts.where(Part::name).matches(regex));
	}

	private static List<Long> ids(Query<Part> query) {
		return query.sortBy(SortKey.asc(Part::id)).list().stream().map(Part::id).toList();
	}

	record Part(@Id long id, @Nullable String name, @Nullable Integer stock) {

	}

	record Key(@Nullable String name, @Nullable Integer stock) {

	}

	record Ending(@Id long id, String text) {

	}

}
