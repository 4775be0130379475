package io.masterrecord.migration;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MigrationPlan}.
 */
class MigrationPlanTests {

	private static final TestMigrations THREE = TestMigrations.five().first(3);

	private final List<HistoryRow> history = new ArrayList<>();

	@Test
	void hasEverythingPendingWithoutHistory() {
		MigrationPlan plan = plan(THREE);
		assertThat(states(plan)).containsExactly("1 PENDING", "2 PENDING", "3 PENDING");
		assertThat(plan.hasNothingToDo()).isFalse();
		assertThat(plan.nextPosition()).isOne();
		assertThat(plan.problems()).isEmpty();
	}

	@Test
	void hasNothingToDoWhenAllIsApplied() {
		applied("1", "2", "3");
		MigrationPlan plan = plan(THREE);
		assertThat(states(plan)).containsExactly("1 APPLIED", "2 APPLIED", "3 APPLIED");
		assertThat(plan.hasNothingToDo()).isTrue();
		assertThat(plan.nextPosition()).isEqualTo(4);
		assertThat(plan.appliedNewestFirst()).extracting(PlannedMigration::id).containsExactly("3", "2", "1");
	}

	@Test
	void takesUpWhatWasInterruptedOrFailed() {
		applied("1");
		row("2", HistoryState.APPLYING, 1);
		assertThat(states(plan(THREE))).containsExactly("1 APPLIED", "2 INTERRUPTED", "3 PENDING");
		assertThat(plan(THREE).pending()).extracting(PlannedMigration::id).containsExactly("2", "3");
		this.history.remove(1);
		row("2", HistoryState.FAILED, 1);
		assertThat(states(plan(THREE))).containsExactly("1 APPLIED", "2 FAILED", "3 PENDING");
		assertThat(plan(THREE).problems()).isEmpty();
	}

	@Test
	void letsTheStepThatFailedBeRepaired() {
		applied("1");
		row("2", HistoryState.FAILED, 1);
		TestMigrations repaired = TestMigrations.five().first(1).add("2", (schema) -> {
			schema.createTable("plan", (table) -> {
				table.bigint("id").notNull().primaryKey();
				table.varchar("title", 40).notNull();
			});
			schema.insert("marker").row((row) -> row.set("step", "repaired"));
		});
		assertThat(plan(repaired).problems()).isEmpty();
		this.history.remove(1);
		row("2", HistoryState.APPLYING, 1);
		assertThat(plan(repaired).problems()).singleElement()
			.extracting(MigrationProblem::message)
			.asString()
			.contains("stopped at step 2 of 2, and was changed before that step");
	}

	@Test
	void findsAnUnfinishedRollback() {
		applied("1", "2");
		row("3", HistoryState.REVERTING, 1);
		assertThat(plan(THREE).reverting()).map(PlannedMigration::id).hasValue("3");
		assertThat(plan(THREE).hasNothingToDo()).isFalse();
	}

	@Test
	void collectsAllProblems() {
		applied("1", "4", "3");
		this.history.set(0, edited(this.history.get(0)));
		MigrationPlan plan = plan(THREE);
		assertThat(plan.problems()).extracting((problem) -> problem.migration() + " " + problem.state())
			.containsExactly("1 EDITED", "2 OUT_OF_ORDER", "4 MISSING");
		assertThat(states(plan)).containsExactly("1 EDITED", "4 MISSING", "2 OUT_OF_ORDER", "3 APPLIED");
		assertThat(new MigrationHistoryException(plan.problems())).hasMessageContaining("in 3 ways");
	}

	@Test
	void isAheadOnlyOfWhatIsKnown() {
		applied("1", "2", "3", "4");
		MigrationPlan plan = plan(THREE);
		assertThat(states(plan)).containsExactly("1 APPLIED", "2 APPLIED", "3 APPLIED", "4 AHEAD");
		assertThat(plan.isAhead()).isTrue();
		assertThat(plan.problems()).isEmpty();
		assertThat(plan.warnings()).hasSize(1);
	}

	@Test
	void seesAForkOfApplicationAndDatabase() {
		applied("1", "2", "4");
		MigrationPlan plan = plan(THREE);
		assertThat(plan.problems()).singleElement()
			.extracting(MigrationProblem::message)
			.isEqualTo("The database has migration 'M4' (4), which the application does not have, while migration 'M3' "
					+ "(3) of the application is not applied: they come from two branches. Bring the class of the first "
					+ "here, and put the second after it");
		assertThat(plan.warnings()).isEmpty();
	}

	@Test
	void warnsOfAnotherParentAndNothingMore() {
		applied("1", "2", "3");
		TestMigrations reordered = TestMigrations.of();
		THREE.chain().migrations().forEach((migration) -> {
			String parent = switch (migration.id()) {
				case "2" -> "1";
				case "3" -> "2";
				default -> "";
			};
			reordered.add(MigrationDefinition.of(migration.id(), migration.name(),
					parent.isEmpty() ? List.of() : List.of(parent), migration.up(), migration.down()));
		});
		assertThat(plan(reordered).warnings()).isEmpty();
		this.history.set(2, withParent(this.history.get(2), "1"));
		assertThat(plan(reordered).problems()).isEmpty();
		assertThat(plan(reordered).warnings())
			.containsExactly("Migration 'M3' (3) was applied after '1', and has '2' as its parent now");
	}

	@Test
	void saysOfANewerReleaseWhatItHasNotFinished() {
		applied("1", "2", "3");
		row("4", HistoryState.FAILED, 1);
		MigrationPlan plan = plan(THREE);
		assertThat(plan.problems()).isEmpty();
		assertThat(plan.warnings()).singleElement()
			.asString()
			.contains("does not know migration 'M4' (4), which failed (at step 2 of 2), applied last on");
	}

	@Test
	void seesThatARowWasDeleted() {
		applied("1", "2", "3");
		this.history.remove(1);
		assertThat(plan(THREE).problems()).extracting(MigrationProblem::message)
			.contains(
					"The history is not as runs leave it: migration 'M3' (3) is at position 3, and 1 is before it, so that "
							+ "rows were deleted or changed by hand. Put them back as they were");
	}

	@Test
	void seesThatARowWasChanged() {
		applied("1", "2", "3");
		HistoryRow row = this.history.get(1);
		assertThat(plan(THREE).warnings()).isEmpty();
		this.history.set(1,
				new HistoryRow(row.id(), row.name(), row.parent(), row.position(), row.checksum(), "another",
						row.state(), row.stepsDone(), row.stepsTotal(), row.runId(), row.startedAt(), null, null,
						row.host(), row.pid(), row.databaseUser(), null, null, row.conditions(), null));
		assertThat(plan(THREE).problems()).isEmpty();
		assertThat(plan(THREE).warnings()).singleElement()
			.asString()
			.startsWith("The row of migration 'M2' (2) in the history, or one before it, was changed by hand");
	}

	private MigrationPlan plan(TestMigrations migrations) {
		return MigrationPlan.of(migrations.chain(), this.history, OrderPolicy.WARN,
				(row) -> StoredOperations.of(TestMigrations.five().chain().find(row.id()).orElseThrow()));
	}

	private static Stream<String> states(MigrationPlan plan) {
		return plan.migrations().stream().map((planned) -> planned.id() + " " + planned.state());
	}

	private void applied(String... ids) {
		for (String id : ids) {
			row(id, HistoryState.APPLIED, 2);
		}
	}

	private void row(String id, HistoryState state, int stepsDone) {
		MigrationDefinition definition = TestMigrations.five().chain().find(id).orElseThrow();
		String before = this.history.isEmpty() ? "" : this.history.get(this.history.size() - 1).chainChecksum();
		this.history.add(new HistoryRow(id, definition.name(), definition.parent(), this.history.size() + 1,
				definition.checksum(), Checksums.chain(definition.checksum(), before), state, stepsDone,
				definition.up().size(), "run", Instant.EPOCH, null, null, "host", 1, "sa", null, null,
				ConditionalOutcomes.NONE, null));
	}

	private static HistoryRow edited(HistoryRow row) {
		return copy(row, row.parent(), "other");
	}

	private static HistoryRow withParent(HistoryRow row, String parent) {
		return copy(row, parent, row.checksum());
	}

	private static HistoryRow copy(HistoryRow row, String parent, String checksum) {
		return new HistoryRow(row.id(), row.name(), parent, row.position(), checksum, row.chainChecksum(), row.state(),
				row.stepsDone(), row.stepsTotal(), row.runId(), row.startedAt(), null, null, row.host(), row.pid(),
				row.databaseUser(), null, null, row.conditions(), null);
	}

}
