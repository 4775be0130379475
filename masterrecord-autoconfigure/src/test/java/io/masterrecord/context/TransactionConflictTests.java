package io.masterrecord.context;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.masterrecord.annotation.Table;
import io.masterrecord.testing.Engine;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;

import org.springframework.data.annotation.Id;
import org.springframework.transaction.annotation.Isolation;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for transactions that lose conflicts with others and are run again.
 */
class TransactionConflictTests {

	private static final RetrySettings PATIENT = new RetrySettings(60, Duration.ofMillis(5), Duration.ofMillis(100));

	@EngineTest
	void moneyIsNeitherMadeNorLostByTransfersThatConflict(TestDatabase database) throws Exception {
		MasterRecordContext context = context(database);
		for (int id = 0; id < 4; id++) {
			context.operations().insert(new Account(id, 100));
		}
		AtomicInteger runs = new AtomicInteger();
		AtomicInteger told = new AtomicInteger();
		inParallel(4, (thread) -> {
			for (int i = 0; i < 10; i++) {
				int from = (thread + i) % 4;
				int to = (from + 1 + i % 3) % 4;
				context.transaction().isolation(Isolation.SERIALIZABLE).run(() -> {
					runs.incrementAndGet();
					Account source = context.operations().find(Account.class, from).orElseThrow();
					Account target = context.operations().find(Account.class, to).orElseThrow();
					context.operations().update(new Account(from, source.balance() - 1));
					context.operations().update(new Account(to, target.balance() + 1));
					context.afterCommit(told::incrementAndGet);
				});
			}
		});
		assertThat(context.query(Account.class).pluck(Account::balance).stream().mapToInt((balance) -> balance).sum())
			.isEqualTo(400);
		assertThat(told).hasValue(40);
		assertThat(runs.get()).isGreaterThanOrEqualTo(40);
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
				each.get(60, TimeUnit.SECONDS);
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

}
