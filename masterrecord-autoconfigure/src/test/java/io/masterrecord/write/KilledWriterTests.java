package io.masterrecord.write;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

import io.masterrecord.testing.Engine;
import io.masterrecord.testing.SecondJvm;
import io.masterrecord.testing.TestDatabase;
import io.masterrecord.write.WritingProcess.Kind;
import io.masterrecord.write.WritingProcess.Piece;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests for writes of many rows by processes that die meanwhile. The system property
 * {@code masterrecord.test.thorough} tries every kind of write on every engine.
 */
class KilledWriterTests {

	private static final Duration PATIENCE = Duration.ofSeconds(90);

	private static final boolean THOROUGH = Boolean.getBoolean("masterrecord.test.thorough");

	@ParameterizedTest
	@EnumSource(Engine.class)
	void ofAWriteThatDiesInTheMiddleNothingStays(Engine engine) {
		assumeThat(THOROUGH || engine == Engine.SQLITE || engine == Engine.POSTGRESQL)
			.as("-Dmasterrecord.test.thorough=true tries this on %s too", engine)
			.isTrue();
		for (Kind kind : THOROUGH ? Kind.values() : new Kind[] { Kind.INSERT, Kind.LOAD, Kind.UPSERT }) {
			try (TestDatabase database = TestDatabase.createShared(engine)) {
				WriteFixture.of(database, Piece.class);
				assertThat(dies(database, kind, 1)).as("%s dies after its first statement", kind).isTrue();
				int statements = 1;
				boolean died = THOROUGH;
				while (died) {
					statements *= 2;
					database.jdbc().sql("DELETE FROM piece").update();
					died = dies(database, kind, statements);
				}
			}
		}
	}

	/**
	 * Tell whether a process died in the middle of a write, which left nothing.
	 */
	private static boolean dies(TestDatabase database, Kind kind, int statements) {
		EntityOperations operations = WritingProcess.operations(database.dataSource(), UnaryOperator.identity());
		try (SecondJvm process = WritingProcess.dying(database, kind, statements)) {
			int exitCode = process.exitCode(PATIENCE);
			assertThat(process.output()).contains(WritingProcess.WRITTEN + WritingProcess.ROWS);
			if (exitCode == 0) {
				return false;
			}
			assertThat(exitCode).as(process.output()).isEqualTo(137);
		}
		assertThat(operations.query(Piece.class).count()).as("%s, %d", kind, statements).isEqualTo(WritingProcess.ROWS);
		assertThat(operations.query(Piece.class).where(Piece::note).eq("stays").count()).as("%s, %d", kind, statements)
			.isEqualTo(WritingProcess.ROWS);
		// What the dead process had locked is free.
		kind.write(operations);
		return true;
	}

	@ParameterizedTest
	@EnumSource(Engine.class)
	void writersThatAreKilledAtAnyMomentLeaveWholeTransactionsAndDisturbNoOther(Engine engine) {
		assumeThat(THOROUGH || engine == Engine.SQLITE)
			.as("-Dmasterrecord.test.thorough=true tries this on %s too", engine)
			.isTrue();
		int writers = THOROUGH ? 16 : 4;
		int times = THOROUGH ? 200 : 40;
		try (TestDatabase database = TestDatabase.createShared(engine)) {
			WriteFixture.of(database, Piece.class);
			List<SecondJvm> processes = new ArrayList<>();
			try {
				for (int i = 0; i < writers; i++) {
					processes.add(WritingProcess.repeating(database, i, times));
				}
				SecondJvm.startTogether(processes.toArray(SecondJvm[]::new));
				SecondJvm killed = processes.get(0);
				killed.awaitLine(WritingProcess.WRITTEN + times / 4, PATIENCE);
				killed.kill();
				for (SecondJvm process : processes.subList(1, writers)) {
					assertThat(process.exitCode(PATIENCE)).as(process.output()).isZero();
					assertThat(process.output()).contains(WritingProcess.DONE);
				}
				Map<String, Integer> rows = new TreeMap<>();
				WritingProcess.operations(database.dataSource(), UnaryOperator.identity())
					.query(Piece.class)
					.list()
					.forEach((piece) -> rows.merge(String.valueOf(piece.note()), 1, Integer::sum));
				long told = killed.output().lines().filter((line) -> line.startsWith(WritingProcess.WRITTEN)).count();
				int left = rows.getOrDefault("process 0", 0);
				assertThat(left % 10).as("whole transactions").isZero();
				assertThat(left / 10).isBetween((int) told, times - 1);
				for (int i = 1; i < writers; i++) {
					assertThat(rows).containsEntry("process " + i, 10 * times);
				}
			}
			finally {
				processes.forEach(SecondJvm::close);
			}
		}
	}

}
