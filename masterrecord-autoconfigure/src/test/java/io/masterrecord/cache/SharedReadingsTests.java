package io.masterrecord.cache;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import com.zaxxer.hikari.HikariDataSource;
import io.masterrecord.annotation.Table;
import io.masterrecord.jdbc.StatementGate;
import io.masterrecord.model.Model;
import io.masterrecord.query.Query;
import io.masterrecord.testing.Engine;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import io.masterrecord.write.EntityOperations;

import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.data.annotation.Id;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SharedReadings}.
 */
class SharedReadingsTests {

	private static final Stock BOLT = new Stock(1, "bolt", 5);

	@EngineTest
	void threadsThatMissTheSameResultAskTheDatabaseOnce(TestDatabase database) {
		CacheFixture fixture = fixture(database);
		Query<Stock> query = cached(fixture);
		Readers readers = new Readers(query::list);
		fixture.beforeReading(() -> readers.awaitWaiting(15));
		assertThat(fixture.statementsOf(() -> readers.run(16))).isOne();
		assertThat(readers.results).hasSize(16).allSatisfy((rows) -> assertThat(rows).containsExactly(BOLT));
		assertThat(fixture.cache().statistics().misses()).isOne();
		assertThat(fixture.cache().statistics().hits()).isEqualTo(15);
	}

	@EngineTest
	void failureOfOneIsNotThatOfTheOthers(TestDatabase database) {
		CacheFixture fixture = fixture(database);
		Query<Stock> query = cached(fixture);
		Readers readers = new Readers(query::list);
		fixture.beforeReading(() -> {
			readers.awaitWaiting(15);
			throw new IllegalStateException("lost");
		});
		readers.run(16);
		assertThat(readers.failures).singleElement().isInstanceOf(IllegalStateException.class);
		assertThat(readers.results).hasSize(15).allSatisfy((rows) -> assertThat(rows).containsExactly(BOLT));
		assertThat(fixture.statementsOf(query::list)).isZero();
	}

	@EngineTest
	void changeWhileOthersWaitIsSeenByThem(TestDatabase database) {
		CacheFixture fixture = fixture(database);
		Stock changed = new Stock(1, "bolt", 6);
		Readers readers = new Readers(cached(fixture)::list);
		fixture.afterReading(() -> {
			readers.awaitWaiting(15);
			CompletableFuture.runAsync(() -> fixture.operations().update(changed)).join();
		});
		readers.run(16);
		assertThat(readers.results).hasSize(16).contains(List.of(BOLT));
		assertThat(readers.results).filteredOn((rows) -> rows.contains(changed)).hasSize(15);
	}

	@EngineTest
	void transactionDoesNotWaitForOthers(TestDatabase database) {
		CacheFixture fixture = fixture(database);
		Query<Stock> query = cached(fixture);
		List<List<Stock>> inside = new ArrayList<>();
		fixture.beforeReading(() -> inside
			.add(CompletableFuture.supplyAsync(() -> fixture.transactions().execute((status) -> query.list())).join()));
		assertThat(query.list()).containsExactly(BOLT);
		assertThat(inside).containsExactly(List.of(BOLT));
	}

	@EngineTest
	void readingWithinTheSameReadingDoesNotWaitForItself(TestDatabase database) {
		CacheFixture fixture = fixture(database);
		Query<Stock> query = cached(fixture);
		fixture.beforeReading(() -> assertThat(query.list()).containsExactly(BOLT));
		assertThat(fixture.statementsOf(() -> assertThat(query.list()).containsExactly(BOLT))).isEqualTo(2);
	}

	@EngineTest(only = Engine.H2)
	void readingsWithinReadingsDoNotWaitForEachOther(TestDatabase database) {
		CacheFixture fixture = fixture(database);
		Query<Stock> all = cached(fixture);
		Query<Stock> few = all.where(Stock::pieces).lt(3);
		Readers others = new Readers(few::list);
		Semaphore nested = new Semaphore(0);
		fixture.beforeReading(() -> {
			fixture.beforeReading(() -> {
				nested.release();
				all.list();
			});
			others.start(1);
			nested.acquireUninterruptibly();
			few.list();
		});
		assertThat(all.list()).containsExactly(BOLT);
		others.join();
		assertThat(others.results).containsExactly(List.of());
	}

	@EngineTest(only = Engine.H2)
	void interruptedThreadWaitsNoLonger(TestDatabase database) {
		CacheFixture fixture = fixture(database);
		Query<Stock> query = cached(fixture);
		List<Boolean> flags = new ArrayList<>();
		Readers interrupted = new Readers(() -> {
			List<Stock> rows = query.list();
			flags.add(Thread.currentThread().isInterrupted());
			return rows;
		});
		fixture.beforeReading(() -> {
			interrupted.start(1);
			interrupted.awaitWaiting(1);
			interrupted.threads.get(0).interrupt();
			interrupted.join();
		});
		assertThat(query.list()).containsExactly(BOLT);
		assertThat(interrupted.results).containsExactly(List.of(BOLT));
		assertThat(flags).containsExactly(true);
	}

	@EngineTest
	void poolOfOneConnectionIsEnough(TestDatabase database) {
		fixture(database);
		try (HikariDataSource pool = new HikariDataSource()) {
			pool.setJdbcUrl(database.url());
			pool.setUsername(database.user());
			pool.setPassword(database.password());
			pool.setMaximumPoolSize(1);
			pool.setConnectionTimeout(TimeUnit.SECONDS.toMillis(8));
			JdbcTransactionManager manager = new JdbcTransactionManager(pool);
			QueryCache cache = QueryCache.of(pool, new ConcurrentMapCache("one"), QueryCacheSettings.of("one"));
			manager.addListener(cache);
			TransactionTemplate transactions = new TransactionTemplate(manager);
			EntityOperations operations = EntityOperations
				.builder(Model.of(Stock.class), cache.around(StatementGate.of(pool)))
				.transactions(transactions)
				.build();
			Query<Stock> query = operations.query(Stock.class).cached();
			for (int round = 0; round < 10; round++) {
				cache.clear();
				Readers outside = new Readers(query::list);
				Readers inside = new Readers(() -> transactions.execute((status) -> query.list()));
				outside.start(8);
				inside.start(8);
				outside.join();
				inside.join();
				assertThat(outside.failures).isEmpty();
				assertThat(inside.failures).isEmpty();
				assertThat(outside.results).hasSize(8).containsOnly(List.of(BOLT));
				assertThat(inside.results).hasSize(8).containsOnly(List.of(BOLT));
			}
		}
	}

	private static CacheFixture fixture(TestDatabase database) {
		CacheFixture fixture = new CacheFixture(database, () -> "", null, Map.of(), Stock.class);
		fixture.create(Stock.class);
		fixture.operations().insert(BOLT);
		return fixture;
	}

	private static Query<Stock> cached(CacheFixture fixture) {
		return fixture.operations().query(Stock.class).cached();
	}

	/**
	 * Threads that read at the same time.
	 */
	private static final class Readers {

		private final Supplier<List<Stock>> reading;

		private final List<Thread> threads = new ArrayList<>();

		private final List<List<Stock>> results = new ArrayList<>();

		private final List<RuntimeException> failures = new ArrayList<>();

		Readers(Supplier<List<Stock>> reading) {
			this.reading = reading;
		}

		void run(int count) {
			start(count);
			join();
		}

		void start(int count) {
			synchronized (this.threads) {
				for (int i = 0; i < count; i++) {
					Thread thread = new Thread(this::read);
					this.threads.add(thread);
					thread.start();
				}
			}
		}

		void join() {
			for (Thread thread : this.threads) {
				try {
					thread.join(TimeUnit.SECONDS.toMillis(30));
				}
				catch (InterruptedException ex) {
					throw new IllegalStateException(ex);
				}
				assertThat(thread.isAlive()).as("still waiting").isFalse();
			}
		}

		/**
		 * Wait until so many of the threads wait for another one.
		 */
		void awaitWaiting(int count) {
			BooleanSupplier waiting = () -> {
				synchronized (this.threads) {
					return this.threads.stream()
						.filter((thread) -> thread.getState() == Thread.State.TIMED_WAITING)
						.count() == count;
				}
			};
			long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(8);
			while (!waiting.getAsBoolean()) {
				assertThat(System.nanoTime()).as("threads that wait").isLessThan(end);
				Thread.onSpinWait();
			}
		}

		private void read() {
			try {
				List<Stock> rows = this.reading.get();
				synchronized (this.results) {
					this.results.add(rows);
				}
			}
			catch (RuntimeException ex) {
				synchronized (this.results) {
					this.failures.add(ex);
				}
			}
		}

	}

	@Table
	record Stock(@Id int id, String name, int pieces) {
	}

}
