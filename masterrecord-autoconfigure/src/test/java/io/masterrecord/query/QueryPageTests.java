package io.masterrecord.query;

import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.masterrecord.jdbc.SqlStatement;
import io.masterrecord.testing.BeforeEngine;
import io.masterrecord.testing.EngineSpec;
import io.masterrecord.testing.SqlRecorder;
import io.masterrecord.testing.TestDatabase;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;

import static io.masterrecord.query.SortKey.desc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Pages, and the total that belongs to them, from one query.
 */
@EngineSpec
class QueryPageTests {

	private final Database database;

	private Query<Plan> enabled;

	QueryPageTests(TestDatabase database) {
		this.database = Database.of(database, Plan.class);
	}

	@BeforeEngine
	static void fill(TestDatabase database) {
		Database.create(database, Plan.class).insert(Plan.ALL);
	}

	@BeforeEach
	void start() {
		this.enabled = this.database.query(Plan.class).where(Plan::disabled).isFalse();
		this.database.recorder().clear();
	}

	@Test
	void hasTheSameTotalOnEachPage() {
		Query<Plan> newest = this.enabled.sortBy(desc(Plan::createdAt), desc(Plan::id));
		List<List<Long>> expected = List.of(List.of(12L, 11L, 10L, 9L), List.of(8L, 7L, 6L, 3L), List.of(2L, 1L),
				List.of());
		for (int i = 0; i < expected.size(); i++) {
			Page<Plan> page = newest.page(i, 4);
			assertThat(page.getContent()).extracting(Plan::id).isEqualTo(expected.get(i));
			assertThat(page.getTotalElements()).isEqualTo(10);
		}
	}

	@Test
	void readsTheTotalWithoutChangingTheQuery() {
		Query<Plan> newest = this.enabled.sortBy(desc(Plan::createdAt), desc(Plan::id));
		SqlStatement before = newest.toCountSql();
		assertThat(newest.count()).isEqualTo(10);
		assertThat(newest.page(1, 4)).hasSize(4);
		assertThat(newest.count()).isEqualTo(10);
		assertThat(newest.toCountSql()).isEqualTo(before);
		List<SqlRecorder.Recorded> statements = this.database.recorder().statements();
		assertThat(statements.get(statements.size() - 1)).isEqualTo(statements.get(0));
	}

	@Test
	void countsWithoutOrderLimitAndColumns() {
		Query<Plan> newest = this.enabled.sortBy(desc(Plan::createdAt));
		newest.page(0, 4);
		List<String> sql = this.database.recorder().sql();
		assertThat(sql).hasSize(2);
		assertThat(sql.get(1)).startsWith("SELECT COUNT(*) FROM ")
			.doesNotContainIgnoringCase("order by")
			.doesNotContainIgnoringCase("limit")
			.doesNotContainIgnoringCase("offset")
			.doesNotContain("title");
		assertThat(where(sql.get(0))).isEqualTo(where(sql.get(1)));
	}

	@Test
	void countsOnlyWhatThePageDoesNotTell() {
		assertThat(this.enabled.page(0, 20).getTotalElements()).isEqualTo(10);
		assertThat(this.database.recorder().sql()).hasSize(1);
		this.database.recorder().clear();
		assertThat(this.enabled.page(2, 4).getTotalElements()).isEqualTo(10);
		assertThat(this.database.recorder().sql()).hasSize(1);
		this.database.recorder().clear();
		assertThat(this.enabled.page(7, 4).getTotalElements()).isEqualTo(10);
		assertThat(this.database.recorder().sql()).hasSize(2);
	}

	@Test
	void keepsRowsWhoseCreatorIsUnknown() {
		assertThat(this.enabled.page(0, 10).getContent()).filteredOn((plan) -> plan.createdBy() == null)
			.extracting(Plan::id)
			.containsExactly(6L, 7L);
	}

	@Test
	void appliesFiltersToRowsAndTotal() {
		Query<Plan> filtered = this.enabled.where(Plan::planType).eq("A").where(Plan::status).eq("open");
		assertThat(filtered.page(0, 1).getContent()).extracting(Plan::id).containsExactly(1L);
		assertThat(filtered.page(0, 1).getTotalElements()).isEqualTo(1);
		Page<Plan> none = filtered.where(Plan::title).contains("zzz").page(0, 1);
		assertThat(none.getContent()).isEmpty();
		assertThat(none.getTotalElements()).isZero();
		assertThat(where(filtered.toSql().sql())).isEqualTo(where(filtered.toCountSql().sql()));
		assertThat(filtered.toSql().values()).isEqualTo(filtered.toCountSql().values());
	}

	@Test
	void breaksTiesByTheId() {
		Page<Plan> first = this.enabled.page(PageRequest.of(0, 3, Sort.by("planType").descending()));
		assertThat(first.getContent()).extracting(Plan::id).containsExactly(12L, 11L, 10L);
		Page<Plan> ascending = this.enabled.page(PageRequest.of(0, 3, Sort.by("planType")));
		assertThat(ascending.getContent()).extracting(Plan::id).containsExactly(1L, 3L, 2L);
	}

	@Test
	void sortsByTheKeysOfTheQueryBeforeThoseOfThePage() {
		Page<Plan> page = this.enabled.sortBy(desc(Plan::status)).page(PageRequest.of(0, 3, Sort.by("title")));
		assertThat(page.getContent()).extracting(Plan::status).containsOnly("open");
		assertThat(page.getContent().get(0).title()).isEqualTo("100 cotton");
	}

	@Test
	void takesAllRowsAsOnePage() {
		Page<Plan> page = this.enabled.page(Pageable.unpaged(Sort.by("id").descending()));
		assertThat(page.getContent()).hasSize(10).first().extracting(Plan::id).isEqualTo(12L);
		assertThat(page.getTotalElements()).isEqualTo(10);
	}

	@Test
	void isEmptyFarBeyondTheLastPage() {
		Page<Plan> page = this.enabled.page(Integer.MAX_VALUE, 1000);
		assertThat(page.getContent()).isEmpty();
		assertThat(page.getTotalElements()).isEqualTo(10);
	}

	@Test
	void refusesWhatCannotBeAPage() {
		assertThatExceptionOfType(QueryLimitException.class).isThrownBy(() -> this.enabled.page(-1, 10))
			.satisfies((ex) -> assertThat(ex.subject()).isEqualTo(QueryLimitException.Subject.PAGE_NUMBER));
		assertThatExceptionOfType(QueryLimitException.class).isThrownBy(() -> this.enabled.page(0, 0))
			.satisfies((ex) -> assertThat(ex.subject()).isEqualTo(QueryLimitException.Subject.PAGE_SIZE));
		assertThatExceptionOfType(QueryLimitException.class).isThrownBy(() -> this.enabled.page(0, -1));
		assertThatExceptionOfType(QueryLimitException.class)
			.isThrownBy(() -> this.enabled.page(PageRequest.of(0, 1001)))
			.withMessageContaining("at most 1000 rows, not 1001");
		assertThat(this.database.recorder().statements()).isEmpty();
	}

	@Test
	void cutsALargePageWhereThatIsThePolicy() {
		this.database.settings(new QuerySettings(3, PageSizePolicy.CLAMP, 16, 1000));
		Page<Plan> page = this.database.query(Plan.class).page(1, 1_000_000);
		assertThat(page.getContent()).extracting(Plan::id).containsExactly(4L, 5L, 6L);
		assertThat(page.getSize()).isEqualTo(3);
	}

	private static String where(String sql) {
		int start = sql.indexOf(" WHERE ");
		int end = sql.indexOf(" ORDER BY ");
		return sql.substring(start, (end < 0) ? sql.length() : end);
	}

}
