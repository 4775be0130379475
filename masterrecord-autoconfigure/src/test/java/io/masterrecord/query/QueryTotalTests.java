package io.masterrecord.query;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.masterrecord.query.CountedPage.Precision;
import io.masterrecord.testing.BeforeEngine;
import io.masterrecord.testing.Engine;
import io.masterrecord.testing.EngineSpec;
import io.masterrecord.testing.TestDatabase;

import org.springframework.dao.DataAccessException;
import org.springframework.data.annotation.Id;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.PageRequest;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static io.masterrecord.query.Expressions.rowNumber;
import static io.masterrecord.query.SortKey.desc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * The ways to find out the total of a page, and pages far from the start.
 */
@EngineSpec
class QueryTotalTests {

	private final Database database;

	private final Engine engine;

	private final Query<Item> items;

	QueryTotalTests(TestDatabase database) {
		this.engine = database.engine();
		this.database = Database.of(database, Item.class, Place.class);
		this.items = this.database.query(Item.class).where(Item::id).gt(0);
	}

	@BeforeEngine
	static void fill(TestDatabase database) {
		Database.create(database, Item.class)
			.insert(IntStream.rangeClosed(1, 3000).mapToObj((id) -> new Item(id, id % 7, "item " + id)).toList());
		Database.create(database, Place.class)
			.insert(IntStream.range(0, 2000).mapToObj((i) -> new Place(i / 50, i % 50, "n" + i % 3)).toList());
	}

	@BeforeEach
	void clear() {
		this.database.recorder().clear();
	}

	@Test
	void countsExactly() {
		CountedPage<Item> page = this.items.page(PageRequest.of(1, 10), Total.exact());
		assertThat(page.getTotalElements()).isEqualTo(3000);
		assertThat(page.precision()).isEqualTo(Precision.EXACT);
		assertThat(this.database.recorder().sql()).hasSize(2);
	}

	@Test
	void doesNotCount() {
		CountedPage<Item> page = this.items.page(PageRequest.of(1, 10), Total.none());
		assertThat(page).hasSize(10);
		assertThat(page.hasNext()).isTrue();
		assertThat(page.getTotalElements()).isEqualTo(21);
		assertThat(page.precision()).isEqualTo(Precision.AT_LEAST);
		CountedPage<Item> last = this.items.page(PageRequest.of(299, 10), Total.none());
		assertThat(last.hasNext()).isFalse();
		assertThat(last.getTotalElements()).isEqualTo(3000);
		assertThat(last.precision()).isEqualTo(Precision.EXACT);
		assertThat(this.database.recorder().sql()).hasSize(2).noneMatch((sql) -> sql.contains("COUNT"));
	}

	@Test
	void countsUpToANumber() {
		CountedPage<Item> many = this.items.page(PageRequest.of(0, 10), Total.atMost(100));
		assertThat(many.getTotalElements()).isEqualTo(100);
		assertThat(many.precision()).isEqualTo(Precision.AT_LEAST);
		CountedPage<Item> behind = this.items.page(PageRequest.of(20, 10), Total.atMost(100));
		assertThat(behind).hasSize(10);
		assertThat(behind.getTotalElements()).isEqualTo(211);
		assertThat(behind.hasNext()).isTrue();
		CountedPage<Item> few = this.items.where(Item::kind).eq(3).page(PageRequest.of(0, 10), Total.atMost(1000));
		assertThat(few.getTotalElements()).isEqualTo(429);
		assertThat(few.precision()).isEqualTo(Precision.EXACT);
		assertThat(this.items.where(Item::kind).eq(3).page(PageRequest.of(0, 10), Total.atMost(429)).precision())
			.isEqualTo(Precision.EXACT);
		assertThat(this.items.page(PageRequest.of(0, 10), Total.atMost(Long.MAX_VALUE)).precision())
			.isEqualTo(Precision.EXACT);
		assertThatIllegalArgumentException().isThrownBy(() -> Total.atMost(0));
	}

	@Test
	void takesTheEstimateOfTheDatabase() {
		CountedPage<Item> page = this.items.page(PageRequest.of(1, 10), Total.estimated());
		boolean knows = this.engine == Engine.POSTGRESQL || this.engine.isMySqlFamily();
		assertThat(page.precision()).isEqualTo(knows ? Precision.ESTIMATED : Precision.EXACT);
		assertThat(page.getTotalElements()).isGreaterThan(20);
		assertThat(page).hasSize(10);
		assertThat(this.database.recorder().sql()).hasSize(2);
	}

	@Test
	void countsOnASecondConnection() {
		ExecutorService threads = Executors.newSingleThreadExecutor();
		Total parallel = Total.parallel(threads);
		CountedPage<Item> page = this.items.page(PageRequest.of(1, 10), parallel);
		assertThat(page.getTotalElements()).isEqualTo(3000);
		assertThat(page.precision()).isEqualTo(Precision.EXACT);
		assertThat(this.database.recorder().connections()).isEqualTo(2);
		assertThat(this.items.where(Item::id).le(7).page(PageRequest.of(0, 9), parallel).getTotalElements())
			.isEqualTo(7);
		threads.shutdown();
	}

	@Test
	void countsWhereTheRowsAreRead() {
		ThreadLocal<String> tenant = new ThreadLocal<>();
		AbstractRoutingDataSource routing = new AbstractRoutingDataSource() {

			@Override
			protected @Nullable Object determineCurrentLookupKey() {
				return tenant.get();
			}

		};
		routing.setTargetDataSources(Map.of("a", this.database.recorder().dataSource()));
		routing.setLenientFallback(false);
		routing.afterPropertiesSet();
		tenant.set("a");
		Query<Item> routed = Database.of(routing, Item.class).query(Item.class).where(Item::id).gt(0);
		ExecutorService threads = Executors.newSingleThreadExecutor();
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> routed.page(PageRequest.of(1, 10), Total.parallel(threads)));
		CountedPage<Item> page = routed.page(PageRequest.of(1, 10), Total.parallel((task) -> {
			String current = tenant.get();
			threads.execute(() -> {
				tenant.set(current);
				task.run();
			});
		}));
		assertThat(page.getTotalElements()).isEqualTo(3000);
		threads.shutdown();
		assertThat(routed.page(PageRequest.of(1, 10), Total.parallel(threads)).getTotalElements())
			.as("counted after the page, since the executor has ended")
			.isEqualTo(3000);
	}

	@Test
	void countsInTheTransactionThereIs() {
		TransactionTemplate transaction = new TransactionTemplate(
				new JdbcTransactionManager(this.database.recorder().dataSource()));
		transaction.executeWithoutResult((status) -> assertThat(
				this.items.page(PageRequest.of(1, 10), Total.parallel(Runnable::run)).getTotalElements())
			.isEqualTo(3000));
		assertThat(this.database.recorder().connections()).isEqualTo(1);
	}

	@Test
	void doesNotCountWhatThePageTells() {
		for (Total total : List.of(Total.exact(), Total.none(), Total.atMost(5), Total.estimated())) {
			this.database.recorder().clear();
			CountedPage<Item> page = this.items.where(Item::id).le(7).page(PageRequest.of(0, 7), total);
			assertThat(page.getTotalElements()).isEqualTo(7);
			assertThat(page.precision()).isEqualTo(Precision.EXACT);
			assertThat(this.database.recorder().sql()).hasSize(1);
		}
	}

	@Test
	void passesOverManyRowsByTheirIdsAlone() {
		Query<Item> query = this.items.where(Item::kind).ne(9).sortBy(desc(Item::kind), desc(Item::name));
		List<Item> all = query.list(Limit.of(1_000_000));
		this.database.recorder().clear();
		assertThat(query.page(290, 10).getContent()).isEqualTo(all.subList(2900, 2910));
		assertThat(this.database.recorder().sql().get(0)).contains(" JOIN (SELECT ");
		assertThat(query.page(2, 10).getContent()).isEqualTo(all.subList(20, 30));
		assertThat(query.slice(PageRequest.of(150, 20)).getContent()).isEqualTo(all.subList(3000, 3000));
		assertThat(query.page(PageRequest.of(140, 20)).getContent()).isEqualTo(all.subList(2800, 2820));
	}

	@Test
	void passesOverManyRowsWhoseIdHasSeveralProperties() {
		Query<Place> query = this.database.query(Place.class).sortBy(desc(Place::name));
		List<Place> all = query.list(Limit.of(1_000_000));
		this.database.recorder().clear();
		assertThat(query.page(100, 15).getContent()).isEqualTo(all.subList(1500, 1515));
		assertThat(this.database.recorder().sql().get(0)).contains(" JOIN (SELECT ");
		assertThat(query.page(101, 15).getContent()).isEqualTo(all.subList(1515, 1530));
		assertThat(query.slice(PageRequest.of(60, 20)).getContent()).isEqualTo(all.subList(1200, 1220));
	}

	@Test
	void numbersRowsFarFromTheStartAsAllOthers() {
		Selection<Item, Long> numbers = this.items.sortBy(desc(Item::id))
			.select(rowNumber(Over.<Item>all().sortBy(desc(Item::id))));
		assertThat(numbers.page(500, 3).getContent()).containsExactly(1501L, 1502L, 1503L);
	}

	record Item(@Id long id, int kind, String name) {

	}

	record Place(@Id int shelf, @Id int position, String name) {

	}

}
