package io.masterrecord.query;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.masterrecord.dialect.TypedValue;
import io.masterrecord.testing.BeforeEngine;
import io.masterrecord.testing.EngineSpec;
import io.masterrecord.testing.TestDatabase;

import static io.masterrecord.query.Expressions.col;
import static io.masterrecord.query.Expressions.count;
import static io.masterrecord.query.SortKey.asc;
import static io.masterrecord.query.SortKey.desc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * SQL where queries have no words of their own, and plans of the database.
 */
@EngineSpec
class QuerySqlTests {

	private final Database database;

	private final Query<Plan> plans;

	QuerySqlTests(TestDatabase database) {
		this.database = Database.of(database, Plan.class);
		this.plans = this.database.query(Plan.class);
	}

	@BeforeEngine
	static void fill(TestDatabase database) {
		Database.create(database, Plan.class).insert(Plan.ALL);
	}

	@Test
	void filtersSortsReadsAndGroupsByFragments() {
		ComparableExpression<Object, Integer> length = Sql.expression(Integer.class, "length({})", col(Plan::planType));
		Query<Plan> typed = this.plans.where(Plan::status)
			.eq("open")
			.where(Sql.condition("upper({}) = {} OR {} > {}", col(Plan::planType), "A", col(Plan::id), 10L))
			.where(Plan::disabled)
			.isFalse();
		assertThat(typed.sortBy(asc(length), desc(Plan::id)).page(0, 2).getContent()).extracting(Plan::id)
			.containsExactly(12L, 11L);
		assertThat(typed.page(0, 2).getTotalElements()).isEqualTo(3);
		assertThat(typed.toSql().values()).extracting(TypedValue::value).containsExactly("open", "A", 10L, false);
		assertThat(typed.select(length).list()).containsExactly(1, 1, 1);
		assertThat(this.plans.groupBy(length).select(Lengths.class, length, count()).list())
			.containsExactly(new Lengths(1, 12));
	}

	@Test
	void nestsExpressionsAsTheyAreMeant() {
		ComparableExpression<Object, Long> sum = Sql.expression(Long.class, "{} + {}", col(Plan::id), 1L);
		ComparableExpression<Object, Long> twice = Sql.expression(Long.class, "{} * {}", sum, 2L);
		assertThat(this.plans.where(Plan::id).eq(5).select(twice).list()).containsExactly(12L);
		assertThat(this.plans.sortBy(asc(Sql.expression(Long.class, "0 - {}", sum))).pluck(Plan::id)).startsWith(12L,
				11L);
		ComparableExpression<Object, Boolean> either = Sql.expression(Boolean.class, "{} = {} OR {} = {}",
				col(Plan::id), 5L, col(Plan::id), 6L);
		assertThat(this.plans.where(Sql.condition("{} AND {} > {}", either, col(Plan::id), 5L)).pluck(Plan::id))
			.containsExactly(6L);
		assertThat(this.plans.where(Sql.condition("NOT {}", either)).count()).isEqualTo(10);
		assertThat(this.plans.where(Sql.condition("{} = {}", either, true)).count()).isEqualTo(2);
	}

	@Test
	void bindsWhateverAnArgumentIs() {
		String hostile = "' OR 1=1 --";
		assertThat(this.plans.where(Sql.condition("{} = {}", col(Plan::title), hostile)).list()).isEmpty();
		assertThat(this.plans.where(Sql.condition("{} = {}", col(Plan::title), hostile)).toSql().sql())
			.doesNotContain("OR 1");
	}

	@Test
	void refusesTemplatesThatAreNotConstantOrDoNotFit() {
		for (String template : List.of("title = 'x'", "\"title\" = {}", "`title` = {}", "a; b", "a = ?", "a -- b",
				"a /* b */", "a # b", "a \\ b")) {
			assertThatExceptionOfType(InvalidQueryException.class).as(template)
				.isThrownBy(() -> Sql.condition(template, 1))
				.withMessageContaining("template of SQL");
		}
		assertThatExceptionOfType(InvalidQueryException.class).isThrownBy(() -> Sql.condition("{} = {}", 1))
			.withMessageContaining("has 2 places, and 1 arguments are passed");
	}

	@Test
	void refusesTemplatesThatArePutTogetherUnlessSomebodyVouchesForThem() {
		String operator = (this.plans.count() > 0) ? ">" : "<";
		String template = "{} " + operator + " {}";
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> Sql.condition(template, col(Plan::id), 10L))
			.withMessageStartingWith("A template of SQL is no constant of the source")
			.withMessageContaining("Sql.unsafe(template)");
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> Sql.expression(Long.class, new String("1 + 1")));
		assertThat(this.plans.where(Sql.condition(Sql.unsafe(template), col(Plan::id), 10L)).pluck(Plan::id))
			.containsExactlyInAnyOrder(11L, 12L);
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> Sql.condition(Sql.unsafe(template + ";"), col(Plan::id), 10L))
			.withMessageContaining("has a ';' in it");
	}

	@Test
	void explainsHowItIsRead() {
		String plan = this.plans.where(Plan::status).eq("open").explain();
		assertThat(plan).containsIgnoringCase("plans");
		assertThat(this.plans.where(Plan::id).eq(3).explain()).isNotBlank();
		assertThat(this.plans.where(Plan::status).eq("open").select(count()).explain()).isNotBlank();
	}

	record Lengths(@Nullable Integer length, long plans) {
	}

}
