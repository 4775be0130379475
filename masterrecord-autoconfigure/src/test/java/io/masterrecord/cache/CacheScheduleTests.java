package io.masterrecord.cache;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.masterrecord.annotation.Table;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import io.masterrecord.write.EntityOperations;

import org.springframework.core.PriorityOrdered;
import org.springframework.data.annotation.Id;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static io.masterrecord.query.Change.set;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests every order in which the steps of a reader and of a writer may follow each other:
 * one misses the cache, reads the database, and keeps what it read; the other writes,
 * commits or rolls back, and makes older results useless.
 */
class CacheScheduleTests {

	private static final int OLD = 1;

	private static final int NEW = 2;

	/**
	 * Steps of the reader: it asks the cache, asks the database, and keeps the answer.
	 */
	private static final int READS = 3;

	/** Steps of the writer: it writes, ends its transaction, and tells the cache. */
	private static final int WRITES = 3;

	private static final Map<String, Consumer<EntityOperations>> WAYS = new TreeMap<>(Map.of("update",
			(operations) -> operations.update(new Register(1, NEW)), "updateAll",
			(operations) -> operations.updateAll(Register.class, List.of(new Register(2, NEW), new Register(1, NEW))),
			"upsert", (operations) -> operations.upsert(new Register(1, NEW)).execute(), "patch",
			(operations) -> operations.patch(Register.class, 1).set(Register::content).to(NEW).execute(), "query",
			(operations) -> operations.query(Register.class)
				.where(Register::id)
				.eq(1)
				.update(set(Register::content).to(NEW)),
			"delete and insert", (operations) -> {
				operations.deleteById(Register.class, 1);
				operations.insert(new Register(1, NEW));
			}));

	@EngineTest
	void noOrderOfStepsShowsWhatIsNotCommittedOrNoMoreSo(TestDatabase database) throws Exception {
		CacheFixture fixture = CacheFixture.of(database, Register.class);
		EntityOperations operations = fixture.operations();
		operations.insertAll(Register.class, List.of(new Register(1, OLD), new Register(2, OLD)));
		Set<String> schedules = new TreeSet<>();
		merge("", READS, WRITES, schedules);
		assertThat(schedules).hasSize(20);
		List<String> ways = List.copyOf(WAYS.keySet());
		ExecutorService threads = Executors.newFixedThreadPool(2);
		try {
			int way = 0;
			for (String schedule : schedules) {
				for (boolean commit : List.of(true, false)) {
					for (boolean warm : List.of(true, false)) {
						String name = ways.get(way++ % ways.size());
						operations.updateAll(Register.class, List.of(new Register(1, OLD), new Register(2, OLD)));
						if (warm) {
							assertThat(read(fixture)).isEqualTo(OLD);
						}
						new Run(fixture, schedule, commit, name).check(threads, (warm ? "warm " : "cold ") + schedule
								+ (commit ? " commit of " : " rollback of ") + name);
					}
				}
			}
		}
		finally {
			threads.shutdownNow();
		}
	}

	/**
	 * Add every order of the steps that are left.
	 */
	private static void merge(String done, int reads, int writes, Set<String> all) {
		if (reads == 0 && writes == 0) {
			all.add(done);
		}
		if (reads > 0) {
			merge(done + "R", reads - 1, writes, all);
		}
		if (writes > 0) {
			merge(done + "W", reads, writes - 1, all);
		}
	}

	private static int read(CacheFixture fixture) {
		return fixture.operations().query(Register.class).where(Register::id).eq(1).cached().one().content();
	}

	/**
	 * One order of steps. Each actor waits before each of its steps until it is its turn.
	 */
	private static final class Run {

		private final CacheFixture fixture;

		private final String schedule;

		private final boolean commit;

		private final String way;

		private final Turns reader = new Turns();

		private final Turns writer = new Turns();

		Run(CacheFixture fixture, String schedule, boolean commit, String way) {
			this.fixture = fixture;
			this.schedule = schedule;
			this.commit = commit;
			this.way = way;
		}

		void check(ExecutorService threads, String name) throws Exception {
			Future<Integer> seen = threads.submit(() -> this.reader.play(() -> {
				pauseBeforeReading(Thread.currentThread());
				pauseAfterReading(Thread.currentThread());
				return read(this.fixture);
			}));
			Future<Integer> written = threads.submit(() -> this.writer.play(() -> {
				write();
				return 0;
			}));
			for (char step : this.schedule.toCharArray()) {
				((step == 'R') ? this.reader : this.writer).take();
			}
			this.reader.finish();
			this.writer.finish();
			written.get(20, TimeUnit.SECONDS);
			int content = seen.get(20, TimeUnit.SECONDS);
			this.fixture.beforeReading(() -> {
			});
			this.fixture.afterReading(() -> {
			});
			if (!this.commit) {
				assertThat(content).as(name).isEqualTo(OLD);
			}
			else if (this.schedule.startsWith("WWW")) {
				assertThat(content).as(name).isEqualTo(NEW);
			}
			else {
				assertThat(content).as(name).isIn(OLD, NEW);
			}
			int now = this.commit ? NEW : OLD;
			assertThat(read(this.fixture)).as("afterwards, " + name).isEqualTo(now);
			assertThat(read(this.fixture)).as("kept afterwards, " + name).isEqualTo(now);
		}

		/**
		 * Let one thread pause, and not the other one, which may read on the way too.
		 */
		private void pauseBeforeReading(Thread thread) {
			this.fixture.beforeReading(() -> {
				if (Thread.currentThread() == thread) {
					this.reader.await();
				}
				else {
					pauseBeforeReading(thread);
				}
			});
		}

		private void pauseAfterReading(Thread thread) {
			this.fixture.afterReading(() -> {
				if (Thread.currentThread() == thread) {
					this.reader.await();
				}
				else {
					pauseAfterReading(thread);
				}
			});
		}

		private void write() {
			this.fixture.transactions().executeWithoutResult((status) -> {
				WAYS.get(this.way).accept(this.fixture.operations());
				this.writer.await();
				if (!this.commit) {
					status.setRollbackOnly();
				}
				TransactionSynchronizationManager.registerSynchronization(new BeforeTheCache(this.writer::await));
			});
		}

	}

	/**
	 * Runs something when the database has ended a transaction, and before the cache
	 * learns about it.
	 *
	 * @param action what is run
	 */
	private record BeforeTheCache(Runnable action) implements TransactionSynchronization, PriorityOrdered {

		@Override
		public int getOrder() {
			return HIGHEST_PRECEDENCE;
		}

		@Override
		public void afterCommit() {
			this.action.run();
		}

		@Override
		public void afterCompletion(int status) {
			if (status == STATUS_ROLLED_BACK) {
				this.action.run();
			}
		}

	}

	/**
	 * The turns of one actor: it is given one, and is waited for until it asks for the
	 * next or is done.
	 */
	private static final class Turns {

		private final SynchronousQueue<Boolean> given = new SynchronousQueue<>();

		private final SynchronousQueue<Boolean> taken = new SynchronousQueue<>();

		private boolean begun;

		private volatile boolean ended;

		/**
		 * Wait for the next turn. The one before is over.
		 */
		void await() {
			if (this.begun) {
				pass(this.taken);
			}
			this.begun = true;
			receive(this.given);
		}

		/**
		 * Play the steps of the actor, beginning with the first turn.
		 */
		<R> R play(Supplier<R> steps) {
			await();
			try {
				return steps.get();
			}
			finally {
				this.ended = true;
				pass(this.taken);
			}
		}

		/**
		 * Give a turn, unless there is no step left, and wait until it is over.
		 */
		void take() {
			if (!this.ended) {
				pass(this.given);
				receive(this.taken);
			}
		}

		/**
		 * Give turns until there is no step left.
		 */
		void finish() {
			while (!this.ended) {
				take();
			}
		}

		private static void pass(SynchronousQueue<Boolean> queue) {
			try {
				assertThat(queue.offer(true, 20, TimeUnit.SECONDS)).as("a turn was taken").isTrue();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}

		private static void receive(SynchronousQueue<Boolean> queue) {
			try {
				assertThat(queue.poll(20, TimeUnit.SECONDS)).as("a turn came").isNotNull();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

	@Table
	record Register(@Id int id, int content) {
	}

}
