package io.masterrecord.context;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.masterrecord.annotation.BelongsTo;
import io.masterrecord.annotation.GeneratedId;
import io.masterrecord.annotation.Table;
import io.masterrecord.annotation.Unique;
import io.masterrecord.query.Query;
import io.masterrecord.testing.Engine;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import io.masterrecord.write.RetrySettings;
import org.jspecify.annotations.Nullable;

import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.domain.Limit;
import org.springframework.transaction.annotation.Isolation;

import static io.masterrecord.query.Change.set;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for transactions that lose conflicts with others and are run again.
 */
class TransactionConflictTests {

	private static final RetrySettings PATIENT = new RetrySettings(200, Duration.ofMillis(5), Duration.ofMillis(100));

	/** As many connections as the pool of a test has. */
	private static final int POOL = 4;

	private static final boolean THOROUGH = Boolean.getBoolean("masterrecord.test.thorough");

	@EngineTest
	void moneyIsNeitherMadeNorLostByTransfersThatConflict(TestDatabase database) throws Exception {
		MasterRecordContext context = context(database);
		for (int id = 0; id < 4; id++) {
			context.operations().insert(new Account(id, 100));
		}
		// Those of the first round read before any of them writes: only one gets through.
		CountDownLatch allHaveRead = new CountDownLatch(POOL);
		int transfers = THOROUGH ? 100 : 4;
		AtomicInteger runs = new AtomicInteger();
		AtomicInteger told = new AtomicInteger();
		inParallel(16, (thread) -> {
			for (int i = 0; i < transfers; i++) {
				int from = (thread + i) % 4;
				int to = (from + 1 + i % 3) % 4;
				context.transaction().isolation(Isolation.SERIALIZABLE).run(() -> {
					runs.incrementAndGet();
					Account source = context.operations().find(Account.class, from).orElseThrow();
					Account target = context.operations().find(Account.class, to).orElseThrow();
					allHaveRead.countDown();
					await(allHaveRead);
					context.operations().update(new Account(from, source.balance() - 1));
					context.operations().update(new Account(to, target.balance() + 1));
					context.afterCommit(told::incrementAndGet);
				});
			}
		});
		assertThat(context.query(Account.class).pluck(Account::balance).stream().mapToInt((balance) -> balance).sum())
			.isEqualTo(400);
		assertThat(told).hasValue(16 * transfers);
		assertThat(runs.get()).as("some were run again").isGreaterThan(16 * transfers);
	}

	@EngineTest
	void objectOfAClassIsAsItWasWhenItsTransactionIsRunAgain(TestDatabase database) throws Exception {
		MasterRecordContext context = ContextFixture.of(database.dataSource(), PATIENT, List.of(Visit.class),
				(options) -> options);
		context.migrations().migrate();
		Visit counted = context.operations().insert(new Visit("counted"));
		CountDownLatch bothHaveRead = new CountDownLatch(2);
		AtomicInteger runs = new AtomicInteger();
		inParallel(2, (thread) -> {
			Visit first = new Visit("first of " + thread);
			Visit second = new Visit("second of " + thread);
			Visit mine = context.operations().find(Visit.class, counted.id).orElseThrow();
			context.transaction().isolation(Isolation.SERIALIZABLE).run(() -> {
				runs.incrementAndGet();
				int count = context.operations().find(Visit.class, counted.id).orElseThrow().count;
				bothHaveRead.countDown();
				await(bothHaveRead);
				context.operations().insert(first);
				context.operations().upsertAll(Visit.class, List.of(second)).by(Visit::getName).execute();
				first.count = 1;
				context.operations().updateAll(Visit.class, List.of(first, second));
				context.query(Visit.class).where(Visit::getId).eq(mine.id).update(set(Visit::getCount).to(count + 1));
			});
			assertThat(first.version).isEqualTo(2);
			assertThat(second.version).isEqualTo(2);
			assertThat(context.operations().find(Visit.class, first.id).orElseThrow().name).isEqualTo(first.name);
			context.operations().update(second);
		});
		assertThat(context.query(Visit.class).count()).isEqualTo(5);
		assertThat(context.operations().find(Visit.class, counted.id).orElseThrow().count).isEqualTo(2);
		assertThat(runs).as("one of the two was run again").hasValueGreaterThan(2);
	}

	@EngineTest(except = Engine.SQLITE)
	void victimOfADeadlockIsRunAgain(TestDatabase database) throws Exception {
		MasterRecordContext context = context(database);
		context.operations().insert(new Account(0, 0));
		context.operations().insert(new Account(1, 0));
		CountDownLatch bothHoldOne = new CountDownLatch(2);
		AtomicInteger runs = new AtomicInteger();
		inParallel(2, (thread) -> context.transaction(() -> {
			runs.incrementAndGet();
			increment(context, thread);
			bothHoldOne.countDown();
			await(bothHoldOne);
			increment(context, 1 - thread);
		}));
		assertThat(context.query(Account.class).pluck(Account::balance)).containsExactly(2, 2);
		assertThat(runs).as("one of the two was run again").hasValueGreaterThanOrEqualTo(3);
	}

	@EngineTest(only = Engine.SQLITE)
	void readerThatWantsToWriteAfterAnotherOneIsRunAgain(TestDatabase database) throws Exception {
		MasterRecordContext context = context(database);
		context.operations().insert(new Account(0, 0));
		CountDownLatch bothHaveRead = new CountDownLatch(2);
		AtomicInteger runs = new AtomicInteger();
		inParallel(2, (thread) -> context.transaction(() -> {
			runs.incrementAndGet();
			int balance = context.operations().find(Account.class, 0).orElseThrow().balance();
			bothHaveRead.countDown();
			await(bothHaveRead);
			context.operations().update(new Account(0, balance + 1));
		}));
		assertThat(context.operations().find(Account.class, 0)).contains(new Account(0, 2));
		assertThat(runs).hasValueGreaterThanOrEqualTo(3);
	}

	@EngineTest
	void manyWritersOfSingleRowsSeeNoConflict(TestDatabase database) throws Exception {
		MasterRecordContext context = context(database);
		inParallel(8, (thread) -> {
			for (int i = 0; i < 25; i++) {
				context.operations().insert(new Account(thread * 1000 + i, 1));
			}
		});
		assertThat(context.query(Account.class).count()).isEqualTo(200);
	}

	@EngineTest
	void lastPiecesAreSoldOnceEach(TestDatabase database) throws Exception {
		MasterRecordContext context = ContextFixture.of(database.dataSource(), PATIENT,
				List.of(Product.class, ShopOrder.class), (options) -> options);
		context.migrations().migrate();
		context.operations().insert(new Product(1, 10));
		AtomicInteger refused = new AtomicInteger();
		inParallel(16, (thread) -> {
			try {
				context.transaction().isolation(Isolation.READ_COMMITTED).run(() -> {
					Product product = product(context, database.engine());
					if (product.stock() < 1) {
						throw new IllegalStateException("Out of stock");
					}
					context.operations().update(new Product(1, product.stock() - 1));
					context.operations().insert(new ShopOrder(null, 1, thread));
				});
			}
			catch (IllegalStateException ex) {
				assertThat(ex).hasMessage("Out of stock");
				refused.incrementAndGet();
			}
		});
		assertThat(context.query(ShopOrder.class).count()).isEqualTo(10);
		assertThat(context.operations().find(Product.class, 1)).contains(new Product(1, 0));
		assertThat(refused).hasValue(6);
	}

	/**
	 * SQLite has one writer at a time and locks no rows: who was too late is run again.
	 */
	private static Product product(MasterRecordContext context, Engine engine) {
		Query<Product> query = context.query(Product.class).where(Product::id).eq(1);
		return (engine == Engine.SQLITE) ? query.one() : query.forUpdate().list().get(0);
	}

	@EngineTest(except = { Engine.SQLITE, Engine.H2 })
	void sharedLockKeepsWritersWaiting(TestDatabase database) throws Exception {
		MasterRecordContext context = context(database);
		context.operations().insert(new Account(0, 5));
		CountDownLatch locked = new CountDownLatch(2);
		AtomicInteger seen = new AtomicInteger();
		inParallel(3, (thread) -> {
			if (thread == 2) {
				await(locked);
				context.operations().update(new Account(0, 6));
				assertThat(seen).as("both readers were done").hasValue(10);
				return;
			}
			context.transaction(() -> {
				seen.addAndGet(
						context.query(Account.class).where(Account::id).eq(0).forShare().list().get(0).balance());
				locked.countDown();
				await(locked);
			});
		});
		assertThat(context.operations().find(Account.class, 0)).contains(new Account(0, 6));
	}

	@EngineTest(except = Engine.SQLITE)
	void everyJobIsClaimedByOneWorker(TestDatabase database) throws Exception {
		MasterRecordContext context = ContextFixture.of(database.dataSource(), PATIENT, List.of(Job.class),
				(options) -> options);
		context.migrations().migrate();
		List<Job> jobs = new ArrayList<>();
		for (int id = 0; id < 48; id++) {
			jobs.add(new Job(id, "waiting"));
		}
		context.operations().insertAll(Job.class, jobs);
		Queue<Integer> done = new ConcurrentLinkedQueue<>();
		inParallel(16, (worker) -> {
			boolean more = true;
			while (more) {
				more = context.transaction().isolation(Isolation.READ_COMMITTED).run(() -> {
					List<Job> claimed = context.query(Job.class)
						.where(Job::state)
						.eq("waiting")
						.forUpdate()
						.skipLocked()
						.list(Limit.of(2));
					claimed.forEach((job) -> context.operations().update(new Job(job.id(), "done")));
					context.afterCommit(() -> claimed.forEach((job) -> done.add(job.id())));
					return !claimed.isEmpty();
				});
			}
		});
		assertThat(done).hasSize(48).doesNotHaveDuplicates();
		assertThat(context.query(Job.class).where(Job::state).eq("waiting").exists()).isFalse();
	}

	private static void increment(MasterRecordContext context, int id) {
		Account account = context.operations().find(Account.class, id).orElseThrow();
		context.operations().update(new Account(id, account.balance() + 1));
	}

	private static MasterRecordContext context(TestDatabase database) {
		MasterRecordContext context = ContextFixture.of(database.dataSource(), PATIENT, List.of(Account.class),
				(options) -> options);
		context.migrations().migrate();
		return context;
	}

	private static void inParallel(int threads, Work work) throws Exception {
		ExecutorService executor = Executors.newFixedThreadPool(threads);
		try {
			List<Future<?>> running = new ArrayList<>();
			for (int i = 0; i < threads; i++) {
				int thread = i;
				running.add(executor.submit(() -> work.run(thread)));
			}
			for (Future<?> each : running) {
				each.get(120, TimeUnit.SECONDS);
			}
		}
		finally {
			executor.shutdownNow();
		}
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private interface Work {

		void run(int thread);

	}

	@Table
	record Account(@Id int id, int balance) {
	}

	/**
	 * An object that gets its id and its version when it is written.
	 */
	@Table
	static class Visit {

		@Id
		@GeneratedId
		private long id;

		@Unique
		private String name = "";

		private int count;

		@Version
		private int version;

		Visit() {
		}

		Visit(String name) {
			this.name = name;
		}

		long getId() {
			return this.id;
		}

		String getName() {
			return this.name;
		}

		int getCount() {
			return this.count;
		}

	}

	record Product(@Id int id, int stock) {
	}

	record ShopOrder(@Id @GeneratedId @Nullable Long id, @BelongsTo(Product.class) int productId, int buyer) {
	}

	record Job(@Id int id, String state) {
	}

}
