package io.masterrecord.cache;

import java.util.List;

import io.masterrecord.actuate.QueryCacheMeters;
import io.masterrecord.annotation.Table;
import io.masterrecord.query.CountedPage;
import io.masterrecord.query.Query;
import io.masterrecord.query.Total;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.springframework.data.annotation.Id;
import org.springframework.data.domain.PageRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Totals that were counted before, and what is measured of the cache they are kept in.
 */
class CachedTotalTests {

	@EngineTest
	void isCountedOnceWhileRowsAreReadAnew(TestDatabase database) {
		CacheFixture fixture = CacheFixture.of(database, Stock.class);
		fixture.operations()
			.insertAll(Stock.class, List.of(new Stock(1, "bolt"), new Stock(2, "nut"), new Stock(3, "pin")));
		Query<Stock> query = fixture.operations().query(Stock.class);
		assertThat(fixture.statementsOf(() -> assertPage(query, 0, 3))).as("the rows and their number").isEqualTo(2);
		assertThat(fixture.statementsOf(() -> assertPage(query, 0, 3))).as("the rows").isOne();
		assertThat(fixture.statementsOf(() -> assertPage(query, 1, 3))).as("another page of them").isOne();
		fixture.operations().insert(new Stock(4, "rod"));
		assertThat(fixture.statementsOf(() -> assertPage(query, 0, 4))).as("there is another row").isEqualTo(2);
		assertThat(fixture.statementsOf(() -> assertPage(query, 0, 4))).isOne();
	}

	private static void assertPage(Query<Stock> query, int number, int total) {
		CountedPage<Stock> page = query.page(PageRequest.of(number, 1), Total.cached());
		assertThat(page.getContent()).extracting(Stock::id).containsExactly(number + 1L);
		assertThat(page.getTotalElements()).isEqualTo(total);
		assertThat(page.precision()).isEqualTo(CountedPage.Precision.EXACT);
	}

	@EngineTest
	void metersTellWhatBecameOfQueriesResultsAndCommits(TestDatabase database) {
		CacheFixture fixture = CacheFixture.of(database, Stock.class);
		SimpleMeterRegistry registry = new SimpleMeterRegistry();
		new QueryCacheMeters(fixture.cache(), "shop").bindTo(registry);
		Query<Stock> query = fixture.operations().query(Stock.class).cached();
		query.list();
		query.list();
		query.list();
		assertThat(measured(registry, "masterrecord.cache.gets", "hit")).isEqualTo(2);
		assertThat(measured(registry, "masterrecord.cache.gets", "miss")).isEqualTo(1);
		assertThat(measured(registry, "masterrecord.cache.puts", "kept")).isEqualTo(1);
		FunctionCounter invalidations = registry.get("masterrecord.cache.invalidations")
			.tag("context", "shop")
			.functionCounter();
		double before = invalidations.count();
		fixture.operations().insert(new Stock(1, "bolt"));
		query.list();
		assertThat(invalidations.count()).isEqualTo(before + 1);
		assertThat(measured(registry, "masterrecord.cache.gets", "miss")).isEqualTo(2);
		fixture.transactions().executeWithoutResult((status) -> {
			fixture.operations().insert(new Stock(2, "nut"));
			query.list();
		});
		assertThat(measured(registry, "masterrecord.cache.gets", "bypass")).isEqualTo(1);
	}

	private static double measured(SimpleMeterRegistry registry, String name, String result) {
		return registry.get(name).tags("context", "shop", "result", result).functionCounter().count();
	}

	@Table
	record Stock(@Id long id, String name) {
	}

}
