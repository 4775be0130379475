package io.masterrecord.write;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import io.masterrecord.annotation.BeforeSave;
import io.masterrecord.annotation.GeneratedId;
import io.masterrecord.annotation.Table;
import io.masterrecord.annotation.Unique;
import io.masterrecord.testing.Engine;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import io.masterrecord.write.WriteEntities.Setting;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.LastModifiedDate;
import org.springframework.data.annotation.Version;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for writes whose transactions are rolled back, and run again: also objects of
 * classes, which get ids and versions before the commit, are then as they were.
 */
class LostConflictTests {

	private static final RetrySettings BRISK = new RetrySettings(3, Duration.ZERO, Duration.ofMillis(1));

	@EngineTest
	void objectsAreAsTheyWereWhenTheirTransactionIsRolledBack(TestDatabase database) {
		WriteFixture fixture = WriteFixture.of(database, Note.class);
		EntityOperations operations = fixture.operations();
		Note stored = operations.insert(new Note("stored"));
		Note met = operations.insert(new Note("met"));
		List<Note> inserted = List.of(new Note("a"), new Note("b"), new Note("c"));
		Note single = new Note("d");
		Note saved = new Note("e");
		Note upserted = new Note("met");
		Consumer<Object> writes = (none) -> {
			operations.insertAll(Note.class, inserted);
			operations.insert(single);
			operations.save(saved);
			operations.update(stored);
			operations.updateAll(Note.class, List.of(stored, met));
			operations.upsert(upserted).by(Note::getName).execute();
			assertThat(stored.version).isEqualTo(3);
			assertThat(upserted.id).isEqualTo(met.id);
		};
		String before = met.toString() + stored;
		fixture.clock().forward(10);
		fixture.transactions().executeWithoutResult((status) -> {
			writes.accept(status);
			stored.text = "changed meanwhile";
			status.setRollbackOnly();
		});
		assertThat(List.of(single, saved, upserted)).hasToString("[0 null null, 0 null null, 0 null null]");
		assertThat(inserted).hasToString("[0 null null, 0 null null, 0 null null]");
		assertThat(met.toString() + stored).isEqualTo(before);
		assertThat(stored.text).isEqualTo("changed meanwhile");
		fixture.transactions().executeWithoutResult((status) -> {
			operations.delete(met);
			met.id = 0;
			met.version = null;
			operations.insert(met);
			operations.delete(met);
			operations.insertAll(Note.class, inserted);
		});
		assertThat(inserted).allSatisfy((note) -> assertThat(note.id).isPositive());
		assertThat(operations.query(Note.class).count()).isEqualTo(4);
	}

	@EngineTest
	void objectsAreAsTheyWereAtTheSavepointThatIsGoneBackTo(TestDatabase database) {
		WriteFixture fixture = WriteFixture.of(database, Note.class);
		EntityOperations operations = fixture.operations();
		TransactionTemplate nested = fixture.transactions();
		nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
		Note kept = new Note("kept");
		Note other = new Note("other");
		UnitOfWork unit = operations.unitOfWork();
		Tracked<Note> tracked = unit.add(new Note("unit"));
		fixture.transactions().executeWithoutResult((status) -> {
			for (Note first : List.of(other, kept)) {
				nested.executeWithoutResult((inner) -> {
					operations.insertAll(Note.class, List.of(first, new Note(first.name + " too")));
					operations.update(kept.id == 0 ? first : kept);
					unit.saveChanges();
					if (first == other) {
						inner.setRollbackOnly();
					}
				});
				assertThat(tracked.state()).isEqualTo((first == other) ? TrackedState.ADDED : TrackedState.STORED);
			}
		});
		assertThat(other).hasToString("0 null null");
		assertThat(kept.version).isEqualTo(2);
		assertThat(operations.query(Note.class).pluck(Note::getName)).containsExactlyInAnyOrder("kept", "kept too",
				"unit");
	}

	@EngineTest
	void writesInATransactionOfTheirOwnAreRunAgain(TestDatabase database) {
		WriteFixture fixture = WriteFixture.of(database, Note.class);
		Losing losing = new Losing(fixture.transactions(), database.engine());
		List<Integer> told = new ArrayList<>();
		EntityOperations operations = fixture.builder(fixture.gate())
			.transactions(losing)
			.retry(BRISK, () -> List.of(new RetryListener() {

				@Override
				public void retrying(int run, RuntimeException conflict) {
					told.add(run);
					if (told.size() == 1) {
						throw new IllegalStateException("of no concern");
					}
				}

			}))
			.build();
		List<Note> notes = List.of(new Note("a"), new Note("b"), new Note("c"));
		UnitOfWork unit = operations.unitOfWork();
		Tracked<Note> added = unit.add(new Note("unit"));
		Map<String, Runnable> writes = Map.of("insert", () -> operations.insertAll(Note.class, notes), "update",
				() -> operations.updateAll(Note.class, notes), "save",
				() -> operations.saveAll(Note.class, List.of(notes.get(0), new Note("s"))), "upsert",
				() -> operations.upsertAll(Note.class, List.of(new Note("a"), new Note("u")))
					.by(Note::getName)
					.execute(),
				"patch",
				() -> operations.patchAll(Note.class,
						notes.stream()
							.map((note) -> operations.patch(Note.class, note.id).set(Note::getText).to("p"))
							.toList()),
				"unit", unit::saveChanges, "delete",
				() -> operations.deleteAllById(Note.class, notes.stream().map((note) -> note.id).toList()));
		for (String write : List.of("insert", "update", "save", "upsert", "patch", "unit", "delete")) {
			told.clear();
			losing.conflicts = 2;
			writes.get(write).run();
			assertThat(told).as(write).containsExactly(2, 3);
		}
		assertThat(operations.query(Note.class).pluck(Note::getName)).containsExactlyInAnyOrder("s", "u", "unit");
		assertThat(added.get().version).isOne();
		losing.conflicts = 3;
		assertThatExceptionOfType(CannotAcquireLockException.class)
			.isThrownBy(() -> operations.insertAll(Note.class, List.of(new Note("x"), new Note("y"))));
		assertThat(operations.query(Note.class).count()).isEqualTo(3);
	}

	@EngineTest
	void writesThatCallHooksOrBelongToSomebodyElseAreRunOnce(TestDatabase database) {
		WriteFixture fixture = WriteFixture.of(database, Note.class, Hooked.class);
		Losing losing = new Losing(fixture.transactions(), database.engine());
		EntityOperations operations = fixture.builder(fixture.gate())
			.transactions(losing)
			.retry(BRISK, List::of)
			.build();
		losing.conflicts = 1;
		assertThatExceptionOfType(CannotAcquireLockException.class)
			.isThrownBy(() -> operations.insertAll(Hooked.class, List.of(new Hooked(1), new Hooked(2))));
		losing.conflicts = 1;
		assertThatExceptionOfType(CannotAcquireLockException.class).isThrownBy(() -> fixture.transactions()
			.executeWithoutResult((status) -> operations.insertAll(Note.class, List.of(new Note("a"), new Note("b")))));
		assertThat(losing.conflicts).isZero();
		assertThat(operations.query(Hooked.class).exists()).isFalse();
		assertThat(operations.query(Note.class).exists()).isFalse();
	}

	@EngineTest
	void rowThatIsToBlameLeavesTheOtherInstancesAlone(TestDatabase database) {
		WriteFixture fixture = WriteFixture.of(database, Note.class);
		EntityOperations operations = fixture.operations();
		operations.insert(new Note("taken"));
		Note taken = new Note("free");
		taken.code = "code";
		operations.insert(taken);
		List<Note> notes = IntStream.range(0, 20).mapToObj((i) -> new Note("n" + i)).toList();
		notes.get(13).code = "code";
		assertThatExceptionOfType(DataIntegrityViolationException.class)
			.isThrownBy(() -> operations.upsertAll(Note.class, notes).by(Note::getName).execute())
			.withMessageContaining("13");
		assertThat(notes).allSatisfy((note) -> assertThat(note).hasToString("0 null null"));
	}

	@EngineTest
	void manyWhoSaveWhatMayBeThereSeeNoConflict(TestDatabase database) throws Exception {
		WriteFixture fixture = WriteFixture.of(database, Setting.class);
		EntityOperations operations = fixture.builder(fixture.gate()).retry(BRISK, List::of).build();
		ExecutorService executor = Executors.newFixedThreadPool(8);
		try {
			List<Future<?>> writers = new ArrayList<>();
			for (int thread = 0; thread < 8; thread++) {
				int first = thread * 100;
				writers.add(executor.submit(() -> {
					for (int round = 0; round < 4; round++) {
						String content = "round " + round;
						operations.saveAll(Setting.class,
								IntStream.range(first, first + 20)
									.mapToObj((i) -> new Setting("s" + i, content))
									.toList());
					}
				}));
			}
			for (Future<?> writer : writers) {
				writer.get(60, TimeUnit.SECONDS);
			}
		}
		finally {
			executor.shutdownNow();
		}
		assertThat(operations.query(Setting.class).where(Setting::content).eq("round 3").count()).isEqualTo(160);
	}

	/**
	 * Transactions of which some lose a conflict when they are to be committed.
	 */
	private static final class Losing implements TransactionOperations {

		private final TransactionOperations target;

		private final SQLException conflict;

		private int conflicts;

		Losing(TransactionOperations target, Engine engine) {
			this.target = target;
			this.conflict = new SQLException("[SQLITE_BUSY_SNAPSHOT] conflict", "40001",
					engine.isMySqlFamily() ? 1213 : 40001);
		}

		@Override
		public <T extends @Nullable Object> T execute(TransactionCallback<T> action) {
			return this.target.<T>execute((status) -> {
				T result = action.doInTransaction(status);
				if (this.conflicts > 0) {
					this.conflicts--;
					throw new CannotAcquireLockException("lost", this.conflict);
				}
				return result;
			});
		}

	}

	/**
	 * An object that gets what it does not bring along.
	 */
	@Table
	static class Note {

		@Id
		@GeneratedId
		private long id;

		@Unique
		private String name = "";

		private String text = "";

		@Unique
		private @Nullable String code;

		@LastModifiedDate
		private @Nullable Instant changed;

		@Version
		private @Nullable Integer version;

		Note() {
		}

		Note(String name) {
			this.name = name;
		}

		String getName() {
			return this.name;
		}

		String getText() {
			return this.text;
		}

		@Override
		public String toString() {
			return this.id + " " + this.version + " " + this.changed;
		}

	}

	record Hooked(@Id int id) {

		@BeforeSave
		void check() {
			// Something may happen here.
		}

	}

}
