package io.masterrecord.cache;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.masterrecord.annotation.GeneratedId;
import io.masterrecord.annotation.Table;
import io.masterrecord.jdbc.SqlStatement;
import io.masterrecord.jdbc.StatementGate;
import io.masterrecord.jdbc.StatementKind;
import io.masterrecord.query.Query;
import io.masterrecord.query.SortKey;
import io.masterrecord.query.Sql;
import io.masterrecord.test.QueryCounter;
import io.masterrecord.testing.Engine;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import io.masterrecord.write.EntityOperations;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.data.annotation.Id;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import static io.masterrecord.query.Expressions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link QueryCache}.
 */
class QueryCacheTests {

	@EngineTest
	void everyReadingIsAnsweredOnceByTheDatabase(TestDatabase database) {
		CacheFixture fixture = CacheFixture.of(database, Stock.class);
		fixture.operations().insertAll(Stock.class, List.of(new Stock(1, "bolt", 5), new Stock(2, "nut", 7)));
		Query<Stock> query = fixture.operations().query(Stock.class).where(Stock::pieces).ge(5).cached();
		List<Runnable> readings = List.of(() -> assertThat(query.list()).hasSize(2),
				() -> assertThat(query.count()).isEqualTo(2), () -> assertThat(query.exists()).isTrue(),
				() -> assertThat(query.first()).contains(new Stock(1, "bolt", 5)),
				() -> assertThat(query.page(PageRequest.of(1, 1)).getTotalElements()).isEqualTo(2),
				() -> assertThat(query.pluck(Stock::name)).containsExactlyInAnyOrder("bolt", "nut"),
				() -> assertThat(query.where(Stock::name).eq("none").list()).isEmpty());
		for (Runnable reading : readings) {
			assertThat(fixture.statementsOf(reading)).isPositive();
			assertThat(fixture.statementsOf(reading)).isZero();
			assertThat(fixture.statementsOf(reading)).isZero();
		}
		assertThat(fixture.statementsOf(() -> fixture.operations().query(Stock.class).list())).isOne();
		assertThat(fixture.statementsOf(() -> query.where(Stock::name).eq("other value").list())).isOne();
		assertThat(fixture.cache().statistics().hits()).isGreaterThan(10);
	}

	@EngineTest
	void rowsThatAreInsertedByAQueryAreSeen(TestDatabase database) {
		CacheFixture fixture = CacheFixture.of(database, Stock.class, Gauge.class);
		fixture.operations().insertAll(Stock.class, List.of(new Stock(1, "bolt", 5), new Stock(2, "nut", 7)));
		Query<Gauge> gauges = fixture.operations().query(Gauge.class).cached();
		assertThat(gauges.list()).isEmpty();
		fixture.operations()
			.query(Stock.class)
			.where(Stock::pieces)
			.gt(5)
			.insertInto(Gauge.class)
			.set(Gauge::id)
			.toProperty(Stock::id)
			.set(Gauge::rank)
			.to((short) 3)
			.set(Gauge::level)
			.to(0.5F)
			.set(Gauge::name)
			.toProperty(Stock::name)
			.execute();
		assertThat(gauges.list()).containsExactly(new Gauge(2, (short) 3, 0.5F, "nut"));
	}

	@EngineTest
	void readingsOfTheSameRowsMayFollowEachOther(TestDatabase database) {
		CacheFixture fixture = CacheFixture.of(database, Gauge.class);
		List<Gauge> gauges = IntStream.rangeClosed(1, 9)
			.mapToObj((id) -> new Gauge(id, (short) (id % 3), id / 10F, "g" + id))
			.toList();
		fixture.operations().insertAll(Gauge.class, gauges);
		Query<Gauge> query = fixture.operations()
			.query(Gauge.class)
			.sortBy(SortKey.desc(Gauge::rank), SortKey.desc(Gauge::level))
			.cached();
		List<Gauge> first = query.list(Limit.of(4));
		assertThat(first).extracting(Gauge::id).containsExactly(8, 5, 2, 7);
		List<Supplier<List<?>>> readings = List.of(() -> query.page(0, 3).getContent(),
				() -> query.slice(PageRequest.of(0, 3)).getContent(),
				() -> query.window(ScrollPosition.keyset(), 3).getContent(), () -> query.cursorPage(null, 3).content(),
				() -> query.cursorPage(query.cursorPage(null, 1).next(), 2).content(), () -> query.list(Limit.of(4)),
				() -> query.pluck(Gauge::id), () -> query.pluck(Gauge::level), () -> query.select(Gauge::id).list());
		for (Supplier<List<?>> reading : readings) {
			for (Supplier<List<?>> other : readings) {
				fixture.gate().changed(Set.of("gauge"));
				List<?> expected = reading.get();
				fixture.gate().changed(Set.of("gauge"));
				other.get();
				assertThat(reading.get()).isEqualTo(expected);
				assertThat(fixture.statementsOf(reading::get)).isZero();
			}
		}
		fixture.gate().changed(Set.of("gauge"));
		query.page(0, 3);
		assertThat(fixture.statementsOf(() -> query.cursorPage(null, 3))).isZero();
	}

	@EngineTest
	void countedStatementsAreThoseThatReachTheDatabase(TestDatabase database) {
		CacheFixture fixture = CacheFixture.of(database, Stock.class);
		QueryCounter queries = new QueryCounter();
		StatementGate watched = queries.watch(fixture.gate());
		EntityOperations operations = EntityOperations.builder(fixture.operations().model(), watched)
			.transactions(fixture.transactions())
			.build();
		Query<Stock> query = operations.query(Stock.class).cached();
		queries.during(query::list).hasCount(1);
		queries.during(query::list).hasCount(0);
		watched.changed(Set.of("stock"));
		queries.during(query::list).hasCount(1);
		operations.insert(new Stock(1, "bolt", 5));
		queries.during(() -> assertThat(query.list()).containsExactly(new Stock(1, "bolt", 5))).hasCount(1);
	}

	@EngineTest
	void nobodyCanAlterWhatAnotherOneGets(TestDatabase database) {
		CacheFixture fixture = CacheFixture.of(database, Person.class);
		fixture.operations().insert(new Person("Ada"));
		Query<Person> query = fixture.operations().query(Person.class).cached();
		List<Person> first = query.list();
		first.get(0).name = "altered";
		first.clear();
		assertThat(query.list()).singleElement().extracting((person) -> person.name).isEqualTo("Ada");
	}

	@EngineTest
	void commitMakesResultsUselessAndARollbackDoesNot(TestDatabase database) {
		CacheFixture fixture = CacheFixture.of(database, Stock.class);
		fixture.operations().insert(new Stock(1, "bolt", 5));
		Query<Stock> query = fixture.operations().query(Stock.class).cached();
		assertThat(query.list()).containsExactly(new Stock(1, "bolt", 5));
		long before = fixture.cache().statistics().invalidations();
		assertThatIllegalStateException().isThrownBy(() -> fixture.transactions().executeWithoutResult((status) -> {
			fixture.operations().update(new Stock(1, "bolt", 4));
			assertThat(query.list()).as("its own write").containsExactly(new Stock(1, "bolt", 4));
			throw new IllegalStateException("no");
		}));
		assertThat(fixture.statementsOf(() -> assertThat(query.list()).containsExactly(new Stock(1, "bolt", 5))))
			.isZero();
		assertThat(fixture.cache().statistics().invalidations()).isEqualTo(before);
		fixture.transactions().executeWithoutResult((status) -> {
			fixture.operations().update(new Stock(1, "bolt", 3));
			assertThat(CompletableFuture.supplyAsync(query::list).join()).as("not committed yet")
				.containsExactly(new Stock(1, "bolt", 5));
		});
		assertThat(query.list()).containsExactly(new Stock(1, "bolt", 3));
		assertThat(fixture.cache().statistics().invalidations()).isEqualTo(before + 1);
	}

	@EngineTest
	void changeBetweenAskingAndKeepingIsNoticed(TestDatabase database) {
		for (boolean commit : List.of(true, false)) {
			for (boolean beforeReading : List.of(true, false)) {
				CacheFixture fixture = new CacheFixture(database, () -> "", null, Map.of(), Stock.class);
				if (commit && beforeReading) {
					fixture.create(Stock.class);
				}
				fixture.operations().deleteEverything(Stock.class);
				fixture.operations().insert(new Stock(1, "bolt", 5));
				Runnable write = () -> CompletableFuture
					.runAsync(() -> fixture.transactions().executeWithoutResult((status) -> {
						fixture.operations().update(new Stock(1, "bolt", 6));
						if (!commit) {
							status.setRollbackOnly();
						}
					}))
					.join();
				Consumer<Runnable> window = beforeReading ? fixture::beforeReading : fixture::afterReading;
				window.accept(write);
				Query<Stock> query = fixture.operations().query(Stock.class).cached();
				query.list();
				int sent = fixture
					.statementsOf(() -> assertThat(query.list()).containsExactly(new Stock(1, "bolt", commit ? 6 : 5)));
				assertThat(sent).as("commit %s, before reading %s", commit, beforeReading).isEqualTo(commit ? 1 : 0);
			}
		}
	}

	@EngineTest
	void whatAnOlderViewOfTheDatabaseShowsIsNotKept(TestDatabase database) {
		CacheFixture fixture = CacheFixture.of(database, Stock.class, Person.class);
		fixture.operations().insert(new Stock(1, "bolt", 5));
		Query<Stock> query = fixture.operations().query(Stock.class).cached();
		fixture.transactions().executeWithoutResult((status) -> {
			fixture.operations().query(Stock.class).count();
			CompletableFuture.runAsync(() -> fixture.operations().update(new Stock(1, "bolt", 6))).join();
			query.list();
		});
		assertThat(query.list()).containsExactly(new Stock(1, "bolt", 6));
	}

	@EngineTest
	void resultsOfATransactionThatOnlyReadsAreKept(TestDatabase database) {
		CacheFixture fixture = CacheFixture.of(database, Stock.class);
		Query<Stock> query = fixture.operations().query(Stock.class).cached();
		TransactionTemplate reading = fixture.transactions();
		reading.setReadOnly(true);
		reading.executeWithoutResult((status) -> assertThat(query.count()).isZero());
		assertThat(fixture.statementsOf(query::count)).isZero();
		assertThat(fixture.statementsOf(() -> reading.execute((status) -> query.count()))).isZero();
	}

	@EngineTest(except = Engine.SQLITE)
	void rowsAreNotLockedByLookingAtKeptOnes(TestDatabase database) {
		CacheFixture fixture = CacheFixture.of(database, Stock.class);
		fixture.operations().insert(new Stock(1, "bolt", 5));
		Query<Stock> query = fixture.operations().query(Stock.class).forUpdate().cached();
		fixture.transactions().executeWithoutResult((status) -> {
			assertThat(fixture.statementsOf(query::list)).isOne();
			assertThat(fixture.statementsOf(query::list)).isOne();
		});
	}

	@EngineTest(except = Engine.H2)
	void sqlThatMayReadOtherTablesIsNotAnsweredFromTheCache(TestDatabase database) {
		CacheFixture fixture = CacheFixture.of(database, Stock.class, Person.class);
		fixture.operations().insert(new Stock(1, "bolt", 5));
		Query<Stock> stock = fixture.operations().query(Stock.class).cached();
		Query<Stock> wanted = stock
			.where(Sql.condition("EXISTS (SELECT 1 FROM person WHERE name = {})", col(Stock::name)));
		assertThat(wanted.list()).isEmpty();
		fixture.operations().insert(new Person("bolt"));
		assertThat(wanted.list()).hasSize(1);
		Query<Stock> plain = stock.where(Sql.condition("{} + 1 > 5", col(Stock::pieces)));
		assertThat(fixture.statementsOf(plain::list)).isOne();
		assertThat(fixture.statementsOf(plain::list)).isZero();
	}

	@EngineTest
	void transactionSeesNoRowsThatAreNewerThanItsView(TestDatabase database) {
		CacheFixture.of(database, Stock.class);
		for (String level : List.of("TRANSACTION_REPEATABLE_READ", "TRANSACTION_SERIALIZABLE")) {
			try (HikariDataSource pool = pool(database, level)) {
				CacheFixture fixture = CacheFixture.on(pool, Stock.class);
				fixture.operations().deleteEverything(Stock.class);
				fixture.operations().insertAll(Stock.class, List.of(new Stock(1, "bolt", 5), new Stock(2, "nut", 5)));
				Query<Stock> query = fixture.operations().query(Stock.class).cached();
				assertThat(query.where(Stock::id).eq(1).one().pieces()).isEqualTo(5);
				fixture.transactions().executeWithoutResult((status) -> {
					boolean told = level.equals("TRANSACTION_SERIALIZABLE") && database.engine() != Engine.SQLITE;
					assertThat(fixture.statementsOf(() -> query.where(Stock::id).eq(1).one())).as("nothing has changed")
						.isEqualTo(told ? 1 : 0);
					int seen = fixture.operations().query(Stock.class).where(Stock::id).eq(2).one().pieces();
					if (database.engine() == Engine.H2 || level.equals("TRANSACTION_SERIALIZABLE")) {
						// Others could wait for this transaction.
						fixture.gate().changed(Set.of("stock"));
					}
					else {
						CompletableFuture.runAsync(() -> fixture.operations().update(new Stock(2, "nut", 6))).join();
						CompletableFuture.runAsync(() -> query.where(Stock::id).eq(2).one()).join();
					}
					assertThat(query.where(Stock::id).eq(2).one().pieces()).isEqualTo(seen);
				});
			}
		}
	}

	@EngineTest(except = Engine.SQLITE)
	void databaseKnowsWhatASerializableTransactionReadsBeforeItWrites(TestDatabase database) {
		CacheFixture.of(database, Stock.class);
		try (HikariDataSource pool = pool(database, "TRANSACTION_SERIALIZABLE")) {
			CacheFixture fixture = CacheFixture.on(pool, Stock.class);
			fixture.operations().insert(new Stock(1, "bolt", 5));
			Query<Stock> query = fixture.operations().query(Stock.class).cached();
			query.list();
			TransactionTemplate writing = fixture.transactions();
			assertThat(fixture.statementsOf(() -> writing.execute((status) -> query.list()))).isOne();
			TransactionTemplate reading = fixture.transactions();
			reading.setReadOnly(true);
			assertThat(fixture.statementsOf(() -> reading.execute((status) -> query.list()))).isZero();
		}
	}

	@EngineTest
	void rowsThatAreNotCommittedAreNotKept(TestDatabase database) {
		if (database.engine() == Engine.SQLITE) {
			return; // It reads what is not committed with a shared cache only.
		}
		CacheFixture.of(database, Stock.class);
		try (HikariDataSource pool = pool(database, "TRANSACTION_READ_UNCOMMITTED")) {
			CacheFixture fixture = CacheFixture.on(pool, Stock.class);
			fixture.operations().insert(new Stock(1, "bolt", 5));
			Query<Stock> query = fixture.operations().query(Stock.class).cached();
			fixture.transactions().executeWithoutResult((status) -> {
				fixture.operations().update(new Stock(1, "bolt", 6));
				CompletableFuture.runAsync(() -> fixture.transactions().executeWithoutResult((other) -> query.list()))
					.join();
				status.setRollbackOnly();
			});
			assertThat(query.list()).containsExactly(new Stock(1, "bolt", 5));
		}
	}

	private static HikariDataSource pool(TestDatabase database, String isolation) {
		HikariConfig configuration = new HikariConfig();
		configuration.setJdbcUrl(database.url());
		configuration.setUsername(database.user());
		configuration.setPassword(database.password());
		configuration.setMaximumPoolSize(4);
		configuration.setTransactionIsolation(isolation);
		return new HikariDataSource(configuration);
	}

	@EngineTest
	void transactionWithAViewOfItsOwnAsksTheDatabase(TestDatabase database) {
		CacheFixture fixture = CacheFixture.of(database, Stock.class);
		Query<Stock> query = fixture.operations().query(Stock.class).cached();
		query.count();
		TransactionTemplate serializable = fixture.transactions();
		serializable.setIsolationLevel(TransactionDefinition.ISOLATION_SERIALIZABLE);
		assertThat(fixture.statementsOf(() -> serializable.execute((status) -> query.count()))).isOne();
		assertThat(fixture.cache().statistics().bypasses()).isOne();
	}

	@EngineTest(only = Engine.H2)
	void resultsBecomeTooOld(TestDatabase database) {
		CacheFixture fixture = CacheFixture.of(database, Stock.class);
		Query<Stock> usual = fixture.operations().query(Stock.class).cached();
		Query<Stock> fresh = fixture.operations().query(Stock.class).cached(Duration.ofSeconds(5));
		assertThat(fixture.statementsOf(usual::list)).isOne();
		fixture.clock().forward(Duration.ofSeconds(4));
		assertThat(fixture.statementsOf(fresh::list)).isZero();
		fixture.clock().forward(Duration.ofSeconds(2));
		assertThat(fixture.statementsOf(usual::list)).isZero();
		assertThat(fixture.statementsOf(fresh::list)).as("older than 5 seconds").isOne();
		fixture.clock().forward(Duration.ofSeconds(60));
		assertThat(fixture.statementsOf(usual::list)).as("older than a minute").isOne();
	}

	@EngineTest(only = Engine.H2)
	void writesThatNobodySeesAreToldAbout(TestDatabase database) {
		CacheFixture fixture = CacheFixture.of(database, Stock.class, Person.class);
		Query<Stock> stock = fixture.operations().query(Stock.class).cached();
		Query<Person> people = fixture.operations().query(Person.class).cached();
		stock.count();
		people.count();
		String insert = "INSERT INTO \"stock\" VALUES (%d, 'bolt', 1)";
		fixture.gate().update(new SqlStatement(insert.formatted(1), List.of(), Set.of("stock"), StatementKind.INSERT));
		assertThat(stock.count()).isEqualTo(1);
		assertThat(fixture.statementsOf(people::count)).as("another table").isZero();
		fixture.gate().update(SqlStatement.of(StatementKind.OTHER, insert.formatted(2)));
		assertThat(stock.count()).isEqualTo(2);
		assertThat(fixture.statementsOf(people::count)).as("it may have been any table").isOne();
		database.jdbc().sql(insert.formatted(3)).update();
		assertThat(stock.count()).isEqualTo(2);
		fixture.gate().changed(Set.of("stock"));
		assertThat(stock.count()).isEqualTo(3);
		database.jdbc().sql(insert.formatted(4)).update();
		fixture.cache().clear();
		assertThat(stock.count()).isEqualTo(4);
	}

	@EngineTest(only = Engine.H2)
	void tablesThatTheDatabaseChangesAlongAreKnown(TestDatabase database) {
		CacheFixture fixture = new CacheFixture(database, () -> "", null, Map.of("stock", Set.of("person")),
				Stock.class, Person.class);
		fixture.create(Stock.class, Person.class);
		Query<Person> people = fixture.operations().query(Person.class).cached();
		people.count();
		fixture.operations().insert(new Stock(1, "bolt", 5));
		assertThat(fixture.statementsOf(people::count)).isOne();
	}

	@EngineTest(only = Engine.H2)
	void partitionsAreKeptApart(TestDatabase database) {
		String[] tenant = { "a" };
		CacheFixture fixture = new CacheFixture(database, () -> tenant[0], null, Map.of(), Stock.class);
		fixture.create(Stock.class);
		Query<Stock> query = fixture.operations().query(Stock.class).cached();
		query.count();
		tenant[0] = "b";
		assertThat(fixture.statementsOf(query::count)).isOne();
		tenant[0] = "a";
		assertThat(fixture.statementsOf(query::count)).isZero();
	}

	@EngineTest(only = Engine.H2)
	void instancesTellEachOtherAfterTheCommit(TestDatabase database) {
		Channels channels = new Channels();
		CacheFixture here = new CacheFixture(database, () -> "", channels.connect(), Map.of(), Stock.class);
		CacheFixture there = new CacheFixture(database, () -> "", channels.connect(), Map.of(), Stock.class);
		here.create(Stock.class);
		Query<Stock> query = there.operations().query(Stock.class).cached();
		assertThat(query.count()).isZero();
		here.transactions().executeWithoutResult((status) -> {
			here.operations().insert(new Stock(1, "bolt", 5));
			assertThat(there.statementsOf(query::count)).as("not committed yet").isZero();
		});
		assertThat(query.count()).isOne();
		channels.broken = true;
		here.operations().insert(new Stock(2, "nut", 5));
		assertThat(here.operations().query(Stock.class).cached().count()).isEqualTo(2);
	}

	@EngineTest(only = Engine.H2)
	void largeResultsAreNotKept(TestDatabase database) {
		CacheFixture fixture = CacheFixture.of(database, Stock.class);
		List<Stock> rows = new ArrayList<>();
		for (int i = 0; i < 101; i++) {
			rows.add(new Stock(i, "bolt", i));
		}
		fixture.operations().insertAll(Stock.class, rows);
		Query<Stock> query = fixture.operations().query(Stock.class).cached();
		assertThat(query.list()).hasSize(101);
		assertThat(fixture.statementsOf(query::list)).isOne();
		assertThat(fixture.cache().statistics().refusals()).isEqualTo(2);
	}

	@EngineTest(only = Engine.H2)
	void askingForACacheThatDoesNotExistIsAnError(TestDatabase database) {
		StatementGate gate = StatementGate.of(database.dataSource());
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class).isThrownBy(() -> gate.cached(null))
			.withMessageStartingWith("There is no cache of query results");
	}

	@Table
	record Gauge(@Id int id, short rank, float level, String name) {
	}

	@Table
	record Stock(@Id int id, String name, int pieces) {
	}

	@Table
	static class Person {

		@Id
		@GeneratedId
		private @Nullable Long id;

		private String name;

		protected Person() {
			this("");
		}

		Person(String name) {
			this.name = name;
		}

	}

	/**
	 * Connects caches of one process.
	 */
	private static final class Channels {

		private final List<Consumer<Set<String>>> listeners = new ArrayList<>();

		private boolean broken;

		InvalidationChannel connect() {
			return new InvalidationChannel() {

				@Override
				public void publish(Set<String> tables) {
					if (Channels.this.broken) {
						throw new IllegalStateException("no connection to the others");
					}
					Channels.this.listeners.forEach((listener) -> listener.accept(tables));
				}

				@Override
				public void subscribe(Consumer<Set<String>> listener) {
					Channels.this.listeners.add(listener);
				}

			};
		}

	}

}
