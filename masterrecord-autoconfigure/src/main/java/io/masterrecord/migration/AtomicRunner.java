package io.masterrecord.migration;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Runs a migration in one transaction, together with its history and its journal: it is
 * there as a whole or not at all.
 */
final class AtomicRunner extends MigrationRunner {

	private final List<Map<String, @Nullable Object>> entries = new ArrayList<>();

	private @Nullable MigrationStep current;

	AtomicRunner(RunContext context) {
		super(context);
	}

	@Override
	void up(Target target) throws OutcomeUnknownException {
		Instant started = this.context.now();
		HistoryRow row = this.context.newRow(target, HistoryState.APPLIED, target.steps().size(), started);
		long start = System.nanoTime();
		inTransaction(target, Direction.UP, row.runId(), () -> {
			Duration duration = Duration.ofNanos(System.nanoTime() - start);
			this.context.history()
				.insert(row.finished(conditions(target), this.context.now(), duration.toMillis()),
						StoredOperations.of(target.definition()));
		});
		Duration duration = Duration.ofNanos(System.nanoTime() - start);
		int seeds = target.steps().stream().mapToInt(PlannedStep::seeds).sum();
		this.context.tally().applied(target.definition(), duration, seeds);
		this.context.migrationFinished(target.definition(), Direction.UP, duration);
	}

	@Override
	void down(Target target) throws OutcomeUnknownException {
		HistoryRow row = target.row();
		long start = System.nanoTime();
		inTransaction(target, Direction.DOWN, (row != null) ? row.runId() : "", () -> {
			this.context.ledger().leaveAll(target.definition().id(), target.tablesGone());
			this.context.history().delete(target);
		});
		Duration duration = Duration.ofNanos(System.nanoTime() - start);
		this.context.tally().reverted(target.definition(), duration);
		this.context.migrationFinished(target.definition(), Direction.DOWN, duration);
	}

	@Override
	String aftermath(@Nullable MigrationStep step) {
		return "Everything that this migration had changed was rolled back; correct it and start again";
	}

	private void inTransaction(Target target, Direction direction, String runId, Runnable record)
			throws OutcomeUnknownException {
		this.context.migrationStarted(target.definition(), direction);
		new LockRetry(this.context).run("migration " + target.definition(), (again) -> runSteps(target, runId, record));
		commit(target, null);
	}

	/**
	 * Run all steps up to the commit, or none of them.
	 */
	private void runSteps(Target target, String runId, Runnable record) {
		this.entries.clear();
		this.current = null;
		try {
			this.transactions.begin();
			keepGrants(target);
			this.context.session().noteBrokenForeignKeys();
			for (PlannedStep step : target.steps()) {
				this.current = step.step();
				run(step, runId);
			}
			this.current = null;
			checkForeignKeys();
			record.run();
			this.context.journal().recordAll(this.entries);
		}
		catch (SQLException | RuntimeException ex) {
			rollback();
			throw failure(target.definition(), this.current, ex);
		}
	}

	private void run(PlannedStep step, String runId) throws SQLException {
		Instant started = this.context.now();
		this.context.stepStarted(step.step());
		this.executor.run(step);
		follow(step);
		this.context.stepExecuted(step.step());
		this.entries
			.add(Journal.done(runId, step.step(), step.commands().size(), started, this.context.now(), step.outcome()));
		this.context.stepFinished(step.step(), step.outcome());
	}

	private static ConditionalOutcomes conditions(Target target) {
		ConditionalOutcomes outcomes = ConditionalOutcomes.NONE;
		for (PlannedStep step : target.steps()) {
			ConditionalOutcome condition = step.condition();
			outcomes = (condition != null) ? outcomes.with(condition) : outcomes;
		}
		return outcomes;
	}

	/**
	 * Look for broken foreign keys where the database was told not to.
	 */
	private void checkForeignKeys() {
		String table = this.context.session().newlyBrokenForeignKey();
		if (table != null) {
			throw new IllegalStateException(
					("table '%s' has rows that refer to rows which do not exist. Foreign keys do not act on this database while "
							+ "migrations run: delete or change such rows before what they refer to")
						.formatted(table));
		}
	}

}
