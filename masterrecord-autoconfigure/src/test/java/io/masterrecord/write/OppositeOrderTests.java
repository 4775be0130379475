package io.masterrecord.write;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.masterrecord.annotation.GeneratedId;
import io.masterrecord.annotation.Unique;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for many who write the same rows at the same time, half of them the other way
 * round: all get through, or are told that they may try again.
 */
class OppositeOrderTests {

	private static final boolean THOROUGH = Boolean.getBoolean("masterrecord.test.thorough");

	private static final int WRITERS = 16;

	private static final int ROWS = THOROUGH ? 1000 : 200;

	private static final int ROUNDS = THOROUGH ? 5 : 2;

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	@EngineTest
	void upserts(TestDatabase database) throws Exception {
		EntityOperations operations = WriteFixture.of(database, Piece.class).operations();
		int calls = inParallel((writer) -> {
			List<Piece> mine = ordered(writer, pieces(0, writer));
			return patiently(() -> {
				UpsertResult<Piece> result = operations.upsertAll(Piece.class, mine).by(Piece::code).execute();
				assertThat(result.entities()).extracting(Piece::code)
					.containsExactlyElementsOf(mine.stream().map(Piece::code).toList());
			});
		});
		assertThat(calls).isEqualTo(WRITERS * ROUNDS);
		List<Piece> all = operations.query(Piece.class).list();
		assertThat(all).hasSize(ROWS).extracting(Piece::version).containsOnly(calls);
		assertThat(all).as("all rows of the same writer").extracting(Piece::amount).containsOnly(all.get(0).amount());
	}

	@EngineTest
	void updates(TestDatabase database) throws Exception {
		EntityOperations operations = WriteFixture.of(database, Piece.class, Plain.class).operations();
		List<Plain> rows = operations.insertAll(Plain.class,
				IntStream.range(0, ROWS).mapToObj((id) -> new Plain(id, 0)).toList());
		int calls = inParallel((writer) -> {
			List<Plain> mine = ordered(writer, rows.stream().map((row) -> new Plain(row.id(), writer)).toList());
			return patiently(() -> operations.updateAll(Plain.class, mine));
		});
		assertThat(calls).isEqualTo(WRITERS * ROUNDS);
		List<Integer> amounts = operations.query(Plain.class).pluck(Plain::amount);
		assertThat(amounts).as("all rows of the same writer").hasSize(ROWS).containsOnly(amounts.get(0));
	}

	@EngineTest
	void inserts(TestDatabase database) throws Exception {
		EntityOperations operations = WriteFixture.of(database, Piece.class).operations();
		AtomicInteger first = new AtomicInteger();
		int calls = inParallel((writer) -> patiently(() -> {
			int from = first.getAndAdd(ROWS);
			assertThat(operations.insertAll(Piece.class, ordered(writer, pieces(from, writer)))).hasSize(ROWS);
		}));
		assertThat(operations.query(Piece.class).count()).isEqualTo((long) calls * ROWS);
		assertThat(operations.query(Piece.class).pluck(Piece::id)).doesNotHaveDuplicates();
	}

	@EngineTest
	void insertsOfTheSameKeys(TestDatabase database) throws Exception {
		EntityOperations operations = WriteFixture.of(database, Piece.class).operations();
		AtomicInteger inserted = new AtomicInteger();
		inParallel((writer) -> {
			List<Piece> mine = ordered(writer, pieces(0, writer));
			return patiently(() -> {
				try {
					operations.insertAll(Piece.class, mine);
					inserted.incrementAndGet();
				}
				catch (DuplicateRowException ex) {
					assertThat(ex.violation().properties()).containsExactly("code");
				}
			});
		});
		assertThat(inserted).as("one was first").hasValue(1);
		List<Integer> amounts = operations.query(Piece.class).pluck(Piece::amount);
		assertThat(amounts).hasSize(ROWS).containsOnly(amounts.get(0));
	}

	@EngineTest
	void deletes(TestDatabase database) throws Exception {
		EntityOperations operations = WriteFixture.of(database, Piece.class).operations();
		List<Piece> rows = operations.insertAll(Piece.class, pieces(0, 0));
		AtomicInteger deleted = new AtomicInteger();
		inParallel((writer) -> {
			List<Long> mine = ordered(writer, rows.stream().map(Piece::requiredId).toList());
			return patiently(() -> deleted.addAndGet(operations.deleteAllById(Piece.class, mine)));
		});
		assertThat(deleted).as("each row once").hasValue(ROWS);
		assertThat(operations.query(Piece.class).exists()).isFalse();
	}

	/**
	 * Write, and again where that may be tried once more.
	 */
	private static int patiently(Runnable write) {
		int done = 0;
		while (done < ROUNDS) {
			try {
				write.run();
				done++;
			}
			catch (PessimisticLockingFailureException ex) {
				Thread.onSpinWait();
			}
		}
		return done;
	}

	private static List<Piece> pieces(int from, int amount) {
		return IntStream.range(from, from + ROWS).mapToObj((i) -> new Piece(null, "p" + i, amount, 0)).toList();
	}

	private static <E> List<E> ordered(int writer, List<E> rows) {
		List<E> mine = new ArrayList<>(rows);
		if (writer % 2 == 1) {
			Collections.reverse(mine);
		}
		return mine;
	}

	private static int inParallel(Work work) throws Exception {
		ExecutorService executor = Executors.newFixedThreadPool(WRITERS);
		CyclicBarrier all = new CyclicBarrier(WRITERS);
		try {
			List<Callable<Integer>> writers = new ArrayList<>();
			for (int writer = 0; writer < WRITERS; writer++) {
				int number = writer;
				writers.add(() -> {
					all.await(20, TimeUnit.SECONDS);
					return work.run(number);
				});
			}
			int sum = 0;
			for (Future<Integer> each : executor.invokeAll(writers, PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
				sum += each.get();
			}
			return sum;
		}
		finally {
			executor.shutdownNow();
		}
	}

	private interface Work {

		int run(int writer) throws Exception;

	}

	record Piece(@Id @GeneratedId @Nullable Long id, @Unique String code, int amount, @Version int version) {

		long requiredId() {
			return (this.id != null) ? this.id : 0;
		}

	}

	record Plain(@Id int id, int amount) {
	}

}
