package io.masterrecord.write;

import java.util.ArrayList;
import java.util.List;

import io.masterrecord.testing.Engine;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import io.masterrecord.write.WriteEntities.PlanNote;
import io.masterrecord.write.WriteEntities.Setting;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for listeners of writes.
 */
class WriteListenerTests {

	@EngineTest
	void everyWriteOfInstancesIsToldOnce(TestDatabase database) {
		Told told = new Told();
		EntityOperations operations = operations(database, told);
		List<PlanNote> notes = operations.insertAll(PlanNote.class,
				List.of(new PlanNote(null, "a"), new PlanNote(null, "b")));
		operations.update(new PlanNote(notes.get(0).id(), "c"));
		operations.save(new PlanNote(null, "d"));
		operations.load(PlanNote.class, List.of(new PlanNote(null, "e")));
		operations.deleteAllById(PlanNote.class, List.of(1_000_000L));
		operations.upsert(new Setting("s", "a")).execute();
		operations.patch(Setting.class, "s").set(Setting::content).to("b").execute();
		operations.delete(new Setting("s", "b"));
		assertThat(told.lines).containsExactly("writing INSERT of 2 'PlanNote'", "written INSERT of 2 'PlanNote'",
				"writing UPDATE of 1 'PlanNote'", "written UPDATE of 1 'PlanNote'", "writing SAVE of 1 'PlanNote'",
				"written SAVE of 1 'PlanNote'", "writing INSERT of 1 'PlanNote'", "written INSERT of 1 'PlanNote'",
				"writing DELETE of 1 'PlanNote'", "written DELETE of 1 'PlanNote'", "writing UPSERT of 1 'Setting'",
				"written UPSERT of 1 'Setting'", "writing UPDATE of 1 'Setting'", "written UPDATE of 1 'Setting'",
				"writing DELETE of 1 'Setting'", "written DELETE of 1 'Setting'");
		assertThat(told.first).isEqualTo(notes);
	}

	@EngineTest
	void failureIsToldAndWhatAListenerWroteIsTakenBackWithIt(TestDatabase database) {
		Told told = new Told();
		EntityOperations operations = operations(database, told);
		operations.insert(new Setting("s", "a"));
		told.lines.clear();
		told.writes = operations;
		assertThatExceptionOfType(DuplicateRowException.class).isThrownBy(
				() -> operations.insertAll(Setting.class, List.of(new Setting("r", "a"), new Setting("s", "b"))));
		assertThat(told.lines).containsExactly("writing INSERT of 2 'Setting'", "writing INSERT of 1 'PlanNote'",
				"written INSERT of 1 'PlanNote'", "failed INSERT of 2 'Setting'");
		assertThat(operations.query(PlanNote.class).count()).isZero();
	}

	@EngineTest(only = Engine.H2)
	void listenerThatThrowsEndsTheWrite(TestDatabase database) {
		EntityOperations operations = operations(database, new WriteListener() {

			@Override
			public void writing(WriteEvent event) {
				throw new IllegalStateException("closed");
			}

		});
		assertThatIllegalStateException().isThrownBy(() -> operations.insert(new Setting("s", "a")))
			.withMessage("closed");
		assertThat(operations.query(Setting.class).count()).isZero();
	}

	@EngineTest
	void writeOfOneRowIsTakenBackWithWhatItsListenerWrote(TestDatabase database) {
		Told told = new Told();
		EntityOperations operations = operations(database, told);
		operations.insert(new Setting("s", "a"));
		told.writes = operations;
		List<Runnable> writes = List.of(() -> operations.insert(new Setting("s", "b")),
				() -> operations.update(new Setting("missing", "b")),
				() -> operations.patch(Setting.class, "missing").set(Setting::content).to("b").execute());
		assertThat(writes)
			.allSatisfy((write) -> assertThatExceptionOfType(DataAccessException.class).isThrownBy(write::run));
		told.throwing = true;
		writes = List.of(() -> operations.insert(new Setting("t", "b")), () -> operations.update(new Setting("s", "b")),
				() -> operations.save(new Setting("u", "b")),
				() -> operations.patch(Setting.class, "s").set(Setting::content).to("b").execute(),
				() -> operations.delete(new Setting("s", "b")), () -> operations.deleteById(Setting.class, "s"));
		assertThat(writes).allSatisfy((write) -> assertThatIllegalStateException().isThrownBy(write::run));
		assertThat(operations.query(PlanNote.class).count()).isZero();
		assertThat(operations.query(Setting.class).list()).containsExactly(new Setting("s", "a"));
	}

	@EngineTest(only = Engine.H2)
	void listenerThatThrowsHidesNoFailure(TestDatabase database) {
		EntityOperations operations = operations(database, new WriteListener() {

			@Override
			public void failed(WriteEvent event, RuntimeException failure) {
				throw new IllegalStateException("of no concern");
			}

		});
		operations.insert(new Setting("s", "a"));
		assertThatExceptionOfType(DuplicateRowException.class)
			.isThrownBy(() -> operations.insert(new Setting("s", "b")));
	}

	private static EntityOperations operations(TestDatabase database, WriteListener listener) {
		WriteFixture fixture = WriteFixture.of(database, PlanNote.class, Setting.class);
		return fixture.builder(fixture.gate()).listeners(() -> List.of(listener)).build();
	}

	/**
	 * Notes what it is told.
	 */
	private static final class Told implements WriteListener {

		private final List<String> lines = new ArrayList<>();

		private @Nullable List<?> first;

		private @Nullable EntityOperations writes;

		private boolean throwing;

		@Override
		public void writing(WriteEvent event) {
			this.lines.add("writing " + event);
			if (this.writes != null && event.entity() == Setting.class) {
				this.writes.insert(new PlanNote(null, "from the listener"));
			}
		}

		@Override
		public void written(WriteEvent event) {
			this.lines.add("written " + event);
			if (this.throwing && event.entity() == Setting.class) {
				throw new IllegalStateException("not this one");
			}
			if (this.first == null) {
				this.first = event.subjects();
			}
		}

		@Override
		public void failed(WriteEvent event, RuntimeException failure) {
			this.lines.add("failed " + event);
		}

	}

}
