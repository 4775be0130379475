package io.masterrecord.migration;

import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import io.masterrecord.migration.BackfillProgress.State;
import io.masterrecord.operation.Backfill;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.util.StringUtils;

/**
 * Runs a migration step by step: where each change of the schema commits by itself, and
 * where a step cannot be part of a transaction. The intent of each step is put on record
 * before it and its end after it, so that the next run goes on where this one ends,
 * however it ends. Steps that fit into a transaction are committed together with their
 * record.
 */
final class JournalledRunner extends MigrationRunner {

	private static final Log log = LogFactory.getLog(Migrator.class);

	/** Whether a change of the schema takes part in transactions. */
	private final boolean transactional;

	/** The last exception that a step itself ended with, and not its record. */
	private @Nullable Exception failureOfStep;

	/** How many statements of the present step cannot be taken back any more. */
	private int statementsDone;

	JournalledRunner(RunContext context) {
		super(context);
		this.transactional = context.session().dialect().transactionalDdl();
	}

	@Override
	void up(Target target) throws OutcomeUnknownException {
		long start = System.nanoTime();
		this.context.migrationStarted(target.definition(), Direction.UP);
		Progress progress = begin(target);
		runSteps(target, progress);
		Duration duration = Duration.ofNanos(System.nanoTime() - start);
		Map<String, @Nullable Object> end = new LinkedHashMap<>();
		end.put("state", HistoryState.APPLIED.word());
		end.put("finished_at", this.context.now());
		end.put("duration_ms", duration.toMillis());
		end.put("failure", null);
		record(target, () -> writeOwn(target.definition().id(), end));
		this.context.tally().applied(target.definition(), duration, progress.seeds);
		this.context.migrationFinished(target.definition(), Direction.UP, duration);
	}

	@Override
	void down(Target target) throws OutcomeUnknownException {
		HistoryRow row = target.row();
		if (row == null) {
			throw new IllegalArgumentException("Migration %s is not applied".formatted(target.definition()));
		}
		long start = System.nanoTime();
		boolean takenUp = row.state() == HistoryState.REVERTING;
		if (takenUp) {
			requireSameStep(target, row, Direction.DOWN);
		}
		this.context.migrationStarted(target.definition(), Direction.DOWN);
		Map<String, @Nullable Object> begin = process();
		begin.put("steps_total", target.steps().size());
		begin.put("down_operations", StoredOperations.of(target.definition()).down());
		if (!takenUp) {
			begin.put("state", HistoryState.REVERTING.word());
			begin.put("steps_done", 0);
		}
		record(target, () -> takeOver(row, begin));
		runSteps(target, new Progress(takenUp ? row : row.progressed(HistoryState.REVERTING, 0), takenUp));
		record(target, () -> {
			this.context.ledger().leaveAll(row.id(), target.tablesGone());
			this.context.history().delete(target);
		});
		Duration duration = Duration.ofNanos(System.nanoTime() - start);
		this.context.tally().reverted(target.definition(), duration);
		this.context.migrationFinished(target.definition(), Direction.DOWN, duration);
	}

	@Override
	String aftermath(@Nullable MigrationStep step) {
		String before = (this.transactional ? "This migration has a step that cannot be part of a transaction"
				: "This database cannot roll changes of the schema back")
				+ ": the steps before are applied and on record. ";
		return before + ((this.statementsDone > 0)
				? "So are the first %d statements of this step: leave it as it is, remove what is in its way, and start again; it goes on from there"
					.formatted(this.statementsDone)
				: "Correct this step, leave those before it as they are, and start again; the migration goes on from there");
	}

	/**
	 * Put on record that a migration is begun or taken up again.
	 */
	private Progress begin(Target target) {
		HistoryRow row = target.row();
		if (row == null) {
			HistoryRow begun = this.context.newRow(target, HistoryState.APPLYING, 0, this.context.now());
			record(target, () -> this.context.history().insert(begun, StoredOperations.of(target.definition())));
			return new Progress(begun, false);
		}
		requireSameStep(target, row, Direction.UP);
		MigrationDefinition definition = target.definition();
		log.info("Taking up migration %s again after %d of its %d steps".formatted(definition, row.stepsDone(),
				target.steps().size()));
		this.context.tally().begun(row.runId());
		Map<String, @Nullable Object> again = process();
		again.put("state",
				(row.state() == HistoryState.FAILED) ? HistoryState.FAILED.word() : HistoryState.APPLYING.word());
		again.put("steps_total", target.steps().size());
		if (!definition.checksum().equals(row.checksum())) {
			StoredOperations operations = StoredOperations.of(definition);
			again.put("checksum", definition.checksum());
			again.put("chain_checksum", target.chainChecksum());
			again.put("up_operations", operations.up());
			again.put("down_operations", operations.down());
		}
		record(target, () -> takeOver(row, again));
		return new Progress(row, true);
	}

	/**
	 * Write to the row of a migration that another process wrote last, unless a third one
	 * was faster.
	 */
	private void takeOver(HistoryRow row, Map<String, @Nullable Object> values) {
		require(row.id(), this.context.history().update(row.id(), row.host(), row.pid(), values));
	}

	/**
	 * Write to the row of a migration that this process works on, and no other one.
	 */
	private void writeOwn(String id, Map<String, @Nullable Object> values) {
		require(id, this.context.history().update(id, this.context.host(), RunContext.pid(), values));
	}

	private static void require(String id, boolean written) {
		if (!written) {
			throw new MigrationLockException(
					("Another process works on migration '%s' too, though this one has the lock; "
							+ "this one stops. Either the lock keeps nobody out, as behind a pooler or in a cluster, or this "
							+ "process stood still for so long that the server gave its session up")
						.formatted(id),
					null, null);
		}
	}

	/**
	 * Refuse to go on within a step that is another one by now, before anything of it is
	 * put on record: the next start could not tell any more.
	 */
	private void requireSameStep(Target target, HistoryRow row, Direction direction) {
		int number = row.stepsDone() + 1;
		PlannedStep step = (number <= target.steps().size()) ? target.steps().get(number - 1) : null;
		Journal.Entry entry = this.context.journal().find(row.runId(), direction, number).orElse(null);
		if (entry == null || entry.statementsDone() == 0
				|| step != null && (fitsIntoATransaction(step) || this.executor.hasLeftovers(step))) {
			return;
		}
		StoredOperations stored = this.context.history().operations(row.id());
		StoredOperations present = StoredOperations.of(target.definition());
		List<StoredOperation> then = (direction == Direction.UP) ? stored.upList() : stored.downList();
		List<StoredOperation> now = (direction == Direction.UP) ? present.upList() : present.downList();
		if (step == null || entry.statementsTotal() != step.commands().size()
				|| OperationChange.samePrefix(then, now) < number) {
			throw new MigrationHistoryException(target.definition(), MigrationState.EDITED,
					("%s stopped in the middle of step %d, '%s', after %d of its %d statements, so that this step cannot "
							+ "be changed any more. Put it back as it was")
						.formatted(
								(direction == Direction.UP) ? "Migration " + target.definition()
										: "Undoing migration " + target.definition(),
								number, then.get(number - 1).description(), entry.statementsDone(),
								entry.statementsTotal()));
		}
	}

	private Map<String, @Nullable Object> process() {
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		values.put("host", this.context.host());
		values.put("pid", RunContext.pid());
		values.put("database_user", this.context.databaseUser());
		return values;
	}

	private void runSteps(Target target, Progress progress) throws OutcomeUnknownException {
		keepGrants(target);
		for (PlannedStep step : target.steps()) {
			if (step.step().number() > progress.row.stepsDone()) {
				this.context.lock().verify();
				runStep(target, step, progress);
				progress.takenUp = false;
			}
		}
	}

	private void runStep(Target target, PlannedStep step, Progress progress) throws OutcomeUnknownException {
		Resumption resumption = progress.takenUp ? resumption(target, step, progress.row) : Resumption.FRESH;
		this.statementsDone = 0;
		try {
			if (resumption.intend()) {
				this.context.journal()
					.intend(progress.row.runId(), step.step(), step.commands().size(), this.context.now(),
							progress.takenUp);
			}
			if (progress.takenUp && progress.row.isRefused()) {
				takeUp(progress.row);
			}
			this.context.stepStarted(step.step());
			if (step.operation() instanceof Backfill backfill && !step.outcome().isSkipped()) {
				fill(target, step, backfill, progress);
			}
			else if (step.isApart() && !resumption.done()) {
				performApart(step, progress);
			}
			else if (fitsIntoATransaction(step) && !resumption.done()) {
				performAtOnce(step, progress);
			}
			else {
				perform(target, step, progress, resumption);
			}
		}
		catch (MigrationLockException ex) {
			rollback();
			throw ex;
		}
		catch (SQLException | RuntimeException ex) {
			rollback();
			MigrationFailedException failure = (ex instanceof MigrationFailedException failed) ? failed
					: failure(target.definition(), step.step(), ex);
			if (step.rows() || fitsIntoATransaction(step) || hasRefused(ex)) {
				recordFailure(step.step(), failure);
			}
			throw failure;
		}
		commit(target, step.step());
		progress.seeds += step.seeds();
		this.context.stepFinished(step.step(), step.outcome());
	}

	// A record that is refused tells nothing about the step.
	private boolean hasRefused(Exception failure) {
		return failure == this.failureOfStep && this.context.session().isRefusal(failure);
	}

	// What failed has had no effect. Now that it is tried again it may have one, whatever
	// becomes of this process.
	private void takeUp(HistoryRow row) {
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		if (row.state() == HistoryState.REVERTING) {
			values.put("failure", null);
		}
		else {
			values.put("state", HistoryState.APPLYING.word());
		}
		writeOwn(row.id(), values);
	}

	private boolean fitsIntoATransaction(PlannedStep step) {
		return this.transactional && !step.isApart();
	}

	/**
	 * Run the statements of a step one by one, each once more if another session is in
	 * its way, and end in a transaction for the record.
	 */
	private void performApart(PlannedStep step, Progress progress) throws SQLException {
		try {
			if (progress.takenUp) {
				this.executor.removeLeftovers(step);
			}
			for (int i = 0; i < step.commands().size(); i++) {
				int index = i;
				new LockRetry(this.context).run(name(step), (again) -> runApart(step, index, again));
			}
		}
		catch (DataAccessException ex) {
			this.failureOfStep = ex;
			this.context.session().resetSettings();
			leaveNothing(step, ex);
			throw ex;
		}
		this.context.stepExecuted(step.step());
		this.transactions.begin();
		finish(step, progress);
	}

	/**
	 * Fill rows in batches, each in one transaction with the record of how far they are,
	 * and end in a transaction for the record of the step.
	 */
	private void fill(Target target, PlannedStep step, Backfill backfill, Progress progress)
			throws SQLException, OutcomeUnknownException {
		String runId = progress.row.runId();
		BackfillProgress record = this.context.progress();
		record.createMissing(this.context.session());
		BackfillBatches batches = new BackfillBatches(this.context.session().gate(), step, backfill);
		State state = record.find(runId, step.step().direction(), step.step().number());
		if (state.filled() > 0) {
			log.info("%s goes on after %d rows".formatted(StringUtils.capitalize(name(step)), state.filled()));
		}
		while (true) {
			State before = state;
			AtomicReference<@Nullable State> after = new AtomicReference<>();
			new LockRetry(this.context).run(name(step), (again) -> {
				this.transactions.begin();
				try {
					State next = batches.next(before);
					if (next != null) {
						record.save(runId, step.step(), next, before.last() == null);
					}
					after.set(next);
				}
				catch (DataAccessException ex) {
					this.failureOfStep = ex;
					rollback();
					throw ex;
				}
			});
			State next = after.get();
			if (next == null) {
				break;
			}
			commit(target, step.step());
			this.context.stepProgressed(step.step(), next.filled());
			state = next;
			Pause.of(backfill.pause().toMillis());
			this.context.lock().verify();
		}
		log.info("%s filled %d rows".formatted(StringUtils.capitalize(name(step)), state.filled()));
		this.context.stepExecuted(step.step());
		finish(step, progress);
	}

	/**
	 * Run a statement. A build that was cut off leaves its beginning behind, and is begun
	 * anew with the statements before it; what was done before any other one stays.
	 */
	private void runApart(PlannedStep step, int index, boolean again) {
		int first = index;
		if (again && index == step.change().building()) {
			this.context.session().resetSettings();
			this.executor.removeLeftovers(step);
			first = 0;
		}
		for (int i = first; i <= index; i++) {
			this.executor.runCommand(step, i);
		}
	}

	// An index that is invalid would still be kept up to date, and refuse rows.
	private void leaveNothing(PlannedStep step, DataAccessException failure) {
		try {
			this.executor.removeLeftovers(step);
		}
		catch (DataAccessException ex) {
			failure.addSuppressed(ex);
		}
	}

	/**
	 * Run a step in one transaction with its record, once more if another session is in
	 * the way.
	 */
	private void performAtOnce(PlannedStep step, Progress progress) throws SQLException {
		new LockRetry(this.context).run(name(step), (again) -> {
			this.transactions.begin();
			try {
				this.executor.run(step);
			}
			catch (DataAccessException ex) {
				rollback();
				throw ex;
			}
		});
		this.context.stepExecuted(step.step());
		finish(step, progress);
	}

	private static String name(PlannedStep step) {
		return step.step().position() + " of migration '" + step.step().migration() + "'";
	}

	/**
	 * Run the statements of a step, up to the commit of the last transaction. Statements
	 * that change rows share a transaction with their record; all others commit by
	 * themselves and are put on record afterwards.
	 */
	private void perform(Target target, PlannedStep step, Progress progress, Resumption resumption)
			throws SQLException, OutcomeUnknownException {
		boolean open = false;
		progress.presumed = false;
		this.statementsDone = resumption.from();
		if (resumption.done()) {
			log.info("%s of migration %s had taken effect before its process ended"
				.formatted(StringUtils.capitalize(step.step().position()), target.definition()));
		}
		else if (step.commands().isEmpty()) {
			open = step.rows();
			if (open) {
				this.transactions.begin();
			}
			runCode(step);
		}
		for (int i = resumption.done() ? step.commands().size() : resumption.from(); i < step.commands().size(); i++) {
			boolean rows = step.rows() && StepPlanner.changesRows(step.commands().get(i).sql());
			if (rows && !open) {
				this.transactions.begin();
			}
			else if (!rows && open) {
				this.context.journal().statementDone(progress.row.runId(), step.step(), i);
				this.statementsDone = i;
				commit(target, step.step());
			}
			open = rows;
			int index = i;
			boolean doubtful = resumption.doubtful() && i == resumption.from();
			if (rows) {
				runCommand(step, index, doubtful, progress);
			}
			else {
				new LockRetry(this.context).run(name(step), (again) -> runCommand(step, index, doubtful, progress));
			}
			if (!rows && step.commands().size() > 1) {
				this.context.journal().statementDone(progress.row.runId(), step.step(), i + 1);
				this.statementsDone = i + 1;
			}
		}
		if (progress.presumed) {
			EffectProbe.of(this.context.session()).requireDone(target, step);
		}
		this.context.stepExecuted(step.step());
		if (!open) {
			this.transactions.begin();
		}
		finish(step, progress);
	}

	private void runCode(PlannedStep step) throws SQLException {
		try {
			this.executor.runCode(step);
		}
		catch (SQLException | RuntimeException ex) {
			this.failureOfStep = ex;
			throw ex;
		}
	}

	/**
	 * Run a statement. One that may have taken effect before is presumed to have done so
	 * if it is refused as it would be then.
	 */
	private void runCommand(PlannedStep step, int index, boolean doubtful, Progress progress) {
		try {
			this.executor.runCommand(step, index);
		}
		catch (DataAccessException ex) {
			if (!doubtful || !isRepetition(ex)) {
				this.failureOfStep = ex;
				throw ex;
			}
			log.debug("Statement %d of %s seems to have taken effect before its process ended".formatted(index + 1,
					step.step().position()), ex);
			progress.presumed = true;
		}
	}

	private boolean isRepetition(DataAccessException failure) {
		SqlError error = SqlError.of(failure);
		return error != null && error.mayBeRepetition() && !(failure instanceof PessimisticLockingFailureException)
				&& this.context.session().isRefusal(failure);
	}

	private void finish(PlannedStep step, Progress progress) {
		follow(step);
		this.context.journal()
			.finish(progress.row.runId(), step.step().direction(), step.step().number(), step.outcome(),
					this.context.now());
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		values.put("steps_done", step.step().number());
		if (step.step().direction() == Direction.UP) {
			values.put("state", HistoryState.APPLYING.word());
			ConditionalOutcome condition = step.condition();
			if (condition != null) {
				progress.conditions = progress.conditions.with(condition);
				values.put("conditions", progress.conditions.json());
			}
		}
		writeOwn(progress.row.id(), values);
	}

	/**
	 * Find out how far the step got at which an earlier run ended.
	 */
	private Resumption resumption(Target target, PlannedStep step, HistoryRow row) {
		Optional<Journal.Entry> entry = this.context.journal()
			.find(row.runId(), step.step().direction(), step.step().number());
		if (entry.isEmpty()) {
			return Resumption.FRESH;
		}
		if (fitsIntoATransaction(step) || this.executor.hasLeftovers(step)) {
			return Resumption.FRESH;
		}
		int done = entry.get().statementsDone();
		if (step.outcome().isSkipped() || done == 0 && (step.rows() || row.isRefused())) {
			return Resumption.FRESH;
		}
		if (step.rows() || row.isRefused()) {
			return Resumption.after(done);
		}
		return EffectProbe.of(this.context.session()).resumption(target, step, done);
	}

	private void recordFailure(MigrationStep step, MigrationFailedException failure) {
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		String message = String.valueOf(failure.getMessage());
		SqlError error = SqlError.of(failure);
		values.put("failure", shortened((error != null) ? error.withoutValues(message) : message));
		if (step.direction() == Direction.UP) {
			values.put("state", HistoryState.FAILED.word());
		}
		try {
			this.context.history().update(step.migration(), this.context.host(), RunContext.pid(), values);
		}
		catch (DataAccessException ex) {
			failure.addSuppressed(ex);
		}
	}

	private void record(Target target, Runnable write) {
		try {
			write.run();
		}
		catch (DataAccessException ex) {
			throw failure(target.definition(), null, ex);
		}
	}

	/**
	 * How far a migration has come.
	 */
	private static final class Progress {

		private final HistoryRow row;

		private boolean takenUp;

		/** Whether a statement of the step is presumed to have taken effect before. */
		private boolean presumed;

		private ConditionalOutcomes conditions;

		private int seeds;

		Progress(HistoryRow row, boolean takenUp) {
			this.row = row;
			this.takenUp = takenUp;
			this.conditions = row.conditions();
		}

	}

}
