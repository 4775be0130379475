package io.masterrecord.query;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.masterrecord.jdbc.UnsupportedValueException;
import io.masterrecord.schema.ColumnType;
import io.masterrecord.schema.TypeName;
import io.masterrecord.testing.BeforeEngine;
import io.masterrecord.testing.EngineSpec;
import io.masterrecord.testing.SqlRecorder;
import io.masterrecord.testing.TestDatabase;

import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The operators of conditions.
 */
@EngineSpec
class QueryFilterTests {

	private final Database database;

	private final Query<Plan> plans;

	QueryFilterTests(TestDatabase database) {
		this.database = Database.of(database, Plan.class);
		this.plans = this.database.query(Plan.class);
	}

	@BeforeEngine
	static void fill(TestDatabase database) {
		Database.create(database, Plan.class).insert(Plan.ALL);
	}

	@BeforeEach
	void clear() {
		this.database.recorder().clear();
	}

	@Test
	void takesACommaAsPartOfTheValue() {
		assertThat(ids(this.plans.where(Plan::title).eq("Smith, John"))).containsExactly(12L);
	}

	@ParameterizedTest
	@ValueSource(strings = { "in", "or", "like", "`x` OR 1=1 OR `x`", "null", "?", "$1", ":x", "{fn now()}", "\\'" })
	void takesWordsOfTheLanguageAsValues(String value) {
		Query<Plan> query = this.plans.where(Plan::title).eq(value);
		assertThat(query.list()).isEmpty();
		SqlRecorder.Recorded statement = this.database.recorder().statements().get(0);
		assertThat(statement.sql()).endsWith(this.database.dialect().quote("title") + " = ?");
		assertThat(statement.parameters()).containsExactly(value);
	}

	@Test
	void comparesTextExactly() {
		assertThat(ids(this.plans.where(Plan::title).eq("smith, john"))).isEmpty();
		assertThat(ids(this.plans.where(Plan::title).eq("Smith, John "))).isEmpty();
		assertThat(ids(this.plans.where(Plan::title).contains("foo"))).containsExactly(4L);
		assertThat(ids(this.plans.where(Plan::title).eqIgnoreCase("smith, john"))).containsExactly(12L);
	}

	@Test
	void comparesOrderedValues() {
		Instant fifth = Instant.parse("2024-01-05T00:00:00Z");
		assertThat(ids(this.plans.where(Plan::createdAt).lt(fifth))).containsExactly(1L, 2L, 3L, 4L);
		assertThat(ids(this.plans.where(Plan::createdAt).le(fifth))).containsExactly(1L, 2L, 3L, 4L, 5L);
		assertThat(ids(this.plans.where(Plan::id).gt(10))).containsExactly(11L, 12L);
		assertThat(ids(this.plans.where(Plan::id).ge(10))).containsExactly(10L, 11L, 12L);
		assertThat(ids(this.plans.where(Plan::id).between(3, 5))).containsExactly(3L, 4L, 5L);
		assertThat(ids(this.plans.where(Plan::createdAt).inRange(fifth, fifth.plusSeconds(86_400))))
			.containsExactly(5L);
		assertThat(ids(this.plans.where(Plan::planNo).gt("PN-012"))).containsExactly(8L, 9L);
	}

	@Test
	void looksIntoTexts() {
		assertThat(ids(this.plans.where(Plan::title).startsWith("Foo"))).containsExactly(1L, 3L);
		assertThat(ids(this.plans.where(Plan::title).startsWithIgnoreCase("FOO"))).containsExactly(1L, 3L, 4L);
		assertThat(ids(this.plans.where(Plan::title).endsWith("cotton"))).containsExactly(6L, 7L);
		assertThat(ids(this.plans.where(Plan::title).endsWithIgnoreCase("COTTON"))).containsExactly(6L, 7L);
		assertThat(ids(this.plans.where(Plan::title).containsIgnoreCase("O AND B"))).containsExactly(3L);
		assertThat(ids(this.plans.where(Plan::title).contains("100%"))).containsExactly(6L);
		assertThat(ids(this.plans.where(Plan::planNo).startsWith("PN_"))).containsExactly(8L);
		assertThat(ids(this.plans.where(Plan::title).contains("\\"))).containsExactly(10L);
		assertThat(ids(this.plans.where(Plan::title).contains("[a-z]"))).isEmpty();
	}

	@Test
	void matchesPatternsAsTheyAreWritten() {
		assertThat(ids(this.plans.where(Plan::planNo).like("PN_008"))).containsExactly(8L, 9L);
		assertThat(ids(this.plans.where(Plan::planNo).like("PN%8"))).containsExactly(8L, 9L);
		assertThat(ids(this.plans.where(Plan::title).like("100!% c%"))).containsExactly(6L);
		assertThat(ids(this.plans.where(Plan::title).likeIgnoreCase("fOO%"))).containsExactly(1L, 3L, 4L);
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> this.plans.where(Plan::title).like("100!"))
			.withMessageContaining("'!!'");
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> this.plans.where(Plan::title).like("a!b"));
	}

	@Test
	void asksForNullExplicitly() {
		assertThat(ids(this.plans.where(Plan::createdBy).isNull())).containsExactly(6L, 7L);
		assertThat(this.plans.where(Plan::createdBy).isNotNull().count()).isEqualTo(10);
		assertThat(ids(this.plans.where(Plan::createdBy).ne(1))).containsExactly(2L, 5L, 8L, 9L);
	}

	@Test
	void refusesToCompareWithNull() {
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> this.plans.where(Plan::title).eq((String) null))
			.withMessageContaining("'Plan.title'")
			.withMessageContaining("isNull()");
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> this.plans.where(Plan::createdBy).gt((Long) null));
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> this.plans.where(Plan::createdAt).between(Instant.EPOCH, null));
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> this.plans.where(Plan::title).contains(null));
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> this.plans.where(Plan::title).in(Arrays.asList("a", null)))
			.withMessageContaining("'Plan.title'")
			.withMessageContaining("isNull()");
		assertThat(this.database.recorder().statements()).isEmpty();
	}

	@Test
	void leavesAbsentValuesOut() {
		Query<Plan> same = this.plans.where(Plan::title)
			.eqIfPresent(null)
			.where(Plan::title)
			.eqIfPresent(" \t")
			.where(Plan::title)
			.containsIfPresent("")
			.where(Plan::title)
			.startsWithIgnoreCaseIfPresent(null)
			.where(Plan::createdAt)
			.geIfPresent(null)
			.where(Plan::createdAt)
			.betweenIfPresent(null, null)
			.where(Plan::id)
			.inIfPresent(null)
			.where(Plan::id)
			.notInIfPresent(null)
			.where(Plan::createdBy)
			.eqIfPresent(null)
			.where(Plan::disabled)
			.eqIfPresent(null);
		assertThat(same.toSql()).isEqualTo(this.plans.toSql());
		assertThat(ids(this.plans.where(Plan::title).containsIfPresent("pump").where(Plan::status).eqIfPresent("open")))
			.containsExactly(1L);
		assertThat(ids(this.plans.where(Plan::id).betweenIfPresent(11L, null))).containsExactly(11L, 12L);
		assertThat(ids(this.plans.where(Plan::id).inRangeIfPresent(null, 3L))).containsExactly(1L, 2L);
		assertThat(ids(this.plans.where(Plan::id).inIfPresent(List.of(1L, 2L)))).containsExactly(1L, 2L);
	}

	@Test
	void matchesNoneAmongNothingAndAllBesideNothing() {
		assertThat(ids(this.plans.where(Plan::id).in(1, 2, 3))).containsExactly(1L, 2L, 3L);
		assertThat(this.plans.where(Plan::id).in().list()).isEmpty();
		assertThat(this.plans.where(Plan::id).inIfPresent(List.of()).list()).isEmpty();
		assertThat(this.plans.where(Plan::id).notIn().count()).isEqualTo(12);
		assertThat(this.plans.where(Plan::createdBy).notIn(List.of()).count()).isEqualTo(12);
		assertThat(ids(this.plans.where(Plan::createdBy).notIn(1))).containsExactly(2L, 5L, 8L, 9L);
		assertThat(ids(this.plans.where(Plan::status).notIn("open"))).containsExactly(3L, 9L);
		assertThat(ids(this.plans.anyOf((g) -> g.where(Plan::id).in(), (g) -> g.where(Plan::id).eq(4))))
			.containsExactly(4L);
	}

	@Test
	void findsTheSameInsideOfATransaction() {
		TransactionTemplate transaction = new TransactionTemplate(
				new DataSourceTransactionManager(this.database.recorder().dataSource()));
		transaction.executeWithoutResult((status) -> {
			matchesNoneAmongNothingAndAllBesideNothing();
			assertThat(this.database.recorder().connections()).isEqualTo(1);
		});
	}

	@Test
	void hasOneTextForListsOfSimilarSize() {
		String three = this.plans.where(Plan::id).in(1, 2, 3).toSql().sql();
		assertThat(this.plans.where(Plan::id).in(7, 8, 9, 10).toSql().sql()).isEqualTo(three);
		assertThat(ids(this.plans.where(Plan::id).in(7, 8, 9, 10, 1))).containsExactly(1L, 7L, 8L, 9L, 10L);
	}

	@Test
	void takesLongLists() {
		for (int size : new int[] { 1, 2, 1000, 1024, 1025, 5000, 30_000 }) {
			long[] ids = LongStream.range(10, 10 + size).toArray();
			assertThat(this.plans.where(Plan::id).in(ids).count()).isEqualTo(Math.min(3, size));
			assertThat(this.plans.where(Plan::id).notIn(ids).count()).isEqualTo(12 - Math.min(3, size));
		}
	}

	@Test
	void takesListsUpToWhatAStatementCanHold() {
		int most = this.database.dialect().maxValues();
		for (int size : new int[] { most - 1025, most - 1, most }) {
			long[] ids = LongStream.range(10, 10 + size).toArray();
			assertThat(this.plans.where(Plan::id).in(ids).count()).isEqualTo(3);
		}
		long[] half = LongStream.range(10, 10 + most / 3 - 100).toArray();
		assertThat(this.plans.where(Plan::id).in(half).where(Plan::id).in(half).where(Plan::createdBy).in(half).count())
			.isZero();
	}

	@Test
	void takesListsOfMoreThanAStatementCanHold() {
		long[] ids = LongStream.range(10, 100_100).toArray();
		assertThat(ids(this.plans.where(Plan::id).in(ids))).containsExactly(10L, 11L, 12L);
		assertThat(this.plans.where(Plan::id).notIn(ids).count()).isEqualTo(9);
		assertThat(this.plans.where(Plan::id).in(ids).where(Plan::id).notIn(ids).where(Plan::id).ne(3).count())
			.isZero();
		assertThat(this.plans.where(Plan::createdBy).notIn(ids).count())
			.isEqualTo(this.plans.where(Plan::createdBy).notIn(LongStream.range(10, 40_000).toArray()).count());
	}

	@Test
	void takesTextsOfMoreThanAStatementCanHold() {
		if (this.database.dialect().listed("t", false, ColumnType.of(TypeName.TEXT)) == null
				&& this.database.dialect().arrayElementType(ColumnType.of(TypeName.TEXT)) == null) {
			assertThat(this.database.dialect().id()).isIn("mariadb", "mysql");
			return;
		}
		List<String> titles = new ArrayList<>(LongStream.range(0, 100_000).mapToObj((i) -> "\"' \\" + i).toList());
		titles.add("zz");
		assertThat(this.plans.where(Plan::title).in(titles).count()).isZero();
		assertThat(this.plans.where(Plan::title).notIn(titles).count()).isEqualTo(12);
		titles.addAll(this.plans.pluck(Plan::title));
		assertThat(this.plans.where(Plan::title).in(titles).count()).isEqualTo(12);
		assertThat(this.plans.where(Plan::title).notIn(titles).count()).isZero();
	}

	@Test
	void refusesListsOfMoreThanAStatementCanHold() {
		int most = this.database.dialect().maxValues();
		List<Instant> moments = LongStream.rangeClosed(0, most).mapToObj(Instant::ofEpochSecond).toList();
		Query<Plan> more = this.plans.where(Plan::createdAt).in(moments);
		if (this.database.dialect().arrayElementType(ColumnType.of(TypeName.BIGINT)) != null) {
			assertThat(more.count()).as("an array is one value").isZero();
		}
		else {
			assertThatExceptionOfType(UnsupportedValueException.class).isThrownBy(more::count)
				.withMessageContaining("takes at most " + most)
				.withMessageContaining("compare with a sub-query");
		}
	}

	@Test
	void findsTheIdByThePropertyOfTheModel() {
		Query<Plan> byModel = this.plans.where(this.database.entity(Plan.class).id()).eq(3L);
		assertThat(ids(byModel)).containsExactly(3L);
		assertThat(byModel.toSql()).isEqualTo(this.plans.where(Plan::id).eq(3).toSql());
	}

	private static List<Long> ids(Query<Plan> query) {
		return query.list().stream().map(Plan::id).sorted().toList();
	}

}
