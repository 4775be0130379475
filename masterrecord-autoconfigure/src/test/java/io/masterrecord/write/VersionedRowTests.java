package io.masterrecord.write;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.masterrecord.model.ValueConversionException;
import io.masterrecord.testing.Engine;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;

import org.springframework.dao.TransientDataAccessException;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What many writers of the same versioned rows may rely on.
 */
class VersionedRowTests {

	private static final int WRITERS = 16;

	private static final int CHANGES = Boolean.getBoolean("masterrecord.test.thorough") ? 50 : 5;

	@EngineTest
	void everyChangeOfOneRowThatSucceedsCounts(TestDatabase database) throws Exception {
		EntityOperations operations = counters(database);
		int changes = inParallel(WRITERS, () -> increment(() -> {
			Counter counter = operations.find(Counter.class, 1L).orElseThrow();
			operations.update(counter.plusOne());
		}));
		assertThat(operations.find(Counter.class, 1L).orElseThrow()).isEqualTo(new Counter(1, changes, 1 + changes));
	}

	@EngineTest
	void everyChangeOfManyRowsThatSucceedsCountsInAllOfThem(TestDatabase database) throws Exception {
		EntityOperations operations = counters(database);
		int changes = inParallel(WRITERS, () -> increment(() -> {
			List<Counter> counters = new ArrayList<>(operations.findAll(Counter.class, List.of(1L, 2L, 3L)));
			Collections.shuffle(counters);
			operations.updateAll(Counter.class, counters.stream().map(Counter::plusOne).toList());
		}));
		assertThat(operations.findAll(Counter.class, List.of(1L, 2L, 3L))).allSatisfy((counter) -> {
			assertThat(counter.value()).isEqualTo(changes);
			assertThat(counter.version()).isEqualTo(1 + changes);
		});
	}

	@EngineTest(only = Engine.H2)
	void versionThatHasNoNextOneIsRefusedByName(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Brief.class, Lap.class).operations();
		operations.insert(new Brief(1, (short) 0));
		assertThatExceptionOfType(ValueConversionException.class)
			.isThrownBy(() -> operations.update(new Brief(1, Short.MAX_VALUE)))
			.withMessage("Property 'Brief.version' cannot count further than 32767: let it be a 'long'");
		assertThatExceptionOfType(ValueConversionException.class)
			.isThrownBy(() -> operations.insert(new Lap(1, Duration.ofDays(200_000))))
			.withMessageStartingWith("Property 'Lap.time' cannot be stored: long overflow");
	}

	@EngineTest
	void everyUpsertThatSucceedsCounts(TestDatabase database) throws Exception {
		EntityOperations operations = counters(database);
		int changes = inParallel(WRITERS, () -> increment(() -> {
			List<Counter> counters = new ArrayList<>(operations.findAll(Counter.class, List.of(1L, 2L, 3L)));
			Collections.shuffle(counters);
			UpsertResult<Counter> result = operations
				.upsertAll(Counter.class, counters.stream().map(Counter::plusOne).toList())
				.execute();
			assertThat(result.updated()).hasSize(3);
		}));
		assertThat(operations.findAll(Counter.class, List.of(1L, 2L, 3L))).allSatisfy((counter) -> {
			assertThat(counter.value()).isEqualTo(changes);
			assertThat(counter.version()).isEqualTo(1 + changes);
		});
	}

	@EngineTest
	void everyPatchOfAVersionThatSucceedsCounts(TestDatabase database) throws Exception {
		EntityOperations operations = counters(database);
		int changes = inParallel(WRITERS, () -> increment(() -> {
			Counter counter = operations.find(Counter.class, 1L).orElseThrow();
			operations.patch(Counter.class, 1L)
				.set(Counter::value)
				.to(counter.value() + 1)
				.ifVersion(counter.version())
				.execute();
		}));
		assertThat(operations.find(Counter.class, 1L).orElseThrow()).isEqualTo(new Counter(1, changes, 1 + changes));
	}

	@EngineTest
	void thoseWhoDeleteTheSameRowsInOppositeOrderDoNotWaitForEachOther(TestDatabase database) throws Exception {
		EntityOperations operations = counters(database);
		for (int round = 0; round < 4; round++) {
			List<Counter> rows = operations.insertAll(Counter.class,
					IntStream.range(10, 310).mapToObj((id) -> new Counter(id, 0, 0)).toList());
			List<Counter> reversed = new ArrayList<>(rows);
			Collections.reverse(reversed);
			List<List<Counter>> orders = List.of(rows, reversed);
			List<Integer> deleted = Collections.synchronizedList(new ArrayList<>());
			List<Integer> outdated = Collections.synchronizedList(new ArrayList<>());
			inParallel(2, () -> {
				List<Counter> mine = orders.get((Thread.currentThread().getName().endsWith("1")) ? 0 : 1);
				try {
					deleted.add(operations.deleteAll(Counter.class, mine));
				}
				catch (StaleVersionException ex) {
					outdated.add(ex.rows().size());
				}
				return 0;
			});
			assertThat(deleted).containsExactly(300);
			assertThat(outdated).containsExactly(300);
		}
	}

	private static int increment(Runnable change) {
		int done = 0;
		while (done < CHANGES) {
			try {
				change.run();
				done++;
			}
			catch (TransientDataAccessException ex) {
				Thread.onSpinWait();
			}
		}
		return done;
	}

	private static int inParallel(int threads, Callable<Integer> work) throws Exception {
		ExecutorService executor = Executors.newFixedThreadPool(threads);
		try {
			int sum = 0;
			for (Future<Integer> result : executor.invokeAll(Collections.nCopies(threads, work), 120,
					TimeUnit.SECONDS)) {
				sum += result.get();
			}
			return sum;
		}
		finally {
			executor.shutdownNow();
		}
	}

	private static EntityOperations counters(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Counter.class).operations();
		operations.insertAll(Counter.class, List.of(new Counter(1, 0, 0), new Counter(2, 0, 0), new Counter(3, 0, 0)));
		return operations;
	}

	/**
	 * A number that is counted up.
	 */
	record Counter(@Id long id, long value, @Version int version) {

		Counter plusOne() {
			return new Counter(this.id, this.value + 1, this.version);
		}

	}

	record Brief(@Id long id, @Version short version) {
	}

	record Lap(@Id long id, Duration time) {
	}

}
