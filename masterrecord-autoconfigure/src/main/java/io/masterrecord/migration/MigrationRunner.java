package io.masterrecord.migration;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

import io.masterrecord.MasterRecordException;
import io.masterrecord.schema.Row;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;

/**
 * Applies or undoes one migration.
 */
abstract class MigrationRunner {

	private static final Log log = LogFactory.getLog(Migrator.class);

	private static final int LONGEST_DETAIL = 600;

	final RunContext context;

	final StepExecutor executor;

	final Transactions transactions;

	private KeptGrants grants = KeptGrants.NONE;

	MigrationRunner(RunContext context) {
		this.context = context;
		this.executor = new StepExecutor(context);
		this.transactions = context.lock().transactions();
	}

	/**
	 * Return the runner for what the database of a run is able to undo.
	 */
	static MigrationRunner of(RunContext context) {
		return context.session().dialect().transactionalDdl() ? new AtomicRunner(context)
				: new JournalledRunner(context);
	}

	/**
	 * Return the runner of a migration: step by step where it was begun so, or has a step
	 * that cannot be part of a transaction.
	 */
	static MigrationRunner of(RunContext context, Target target) {
		HistoryRow row = target.row();
		boolean begun = row != null && row.state() != HistoryState.APPLIED;
		return (begun || target.hasStepApart()) ? new JournalledRunner(context) : of(context);
	}

	abstract void up(Target target) throws OutcomeUnknownException;

	abstract void down(Target target) throws OutcomeUnknownException;

	/**
	 * Say what a migration left behind when a step failed.
	 */
	abstract String aftermath(@Nullable MigrationStep step);

	/**
	 * Commit, or find out that nobody knows whether the commit took effect.
	 */
	final void commit(Target target, @Nullable MigrationStep step) throws OutcomeUnknownException {
		try {
			this.transactions.commit();
		}
		catch (SQLException | DataAccessException ex) {
			if (this.context.session().isRefusal(ex)) {
				rollback();
				throw failure(target.definition(), step, ex);
			}
			throw new OutcomeUnknownException(target.definition().id(), ex);
		}
	}

	/**
	 * Write rows that were left out when their migration was applied, each step together
	 * with its record.
	 * @param definition the migration
	 * @param row what the history says about it
	 * @param steps its late steps, and what becomes of the rows of their files
	 */
	final void late(MigrationDefinition definition, HistoryRow row, Map<PlannedStep, UnaryOperator<Row>> steps)
			throws OutcomeUnknownException {
		Target target = new Target(definition, row, row.position(), row.chainChecksum(), List.copyOf(steps.keySet()));
		ConditionalOutcomes outcomes = row.conditions();
		for (PlannedStep step : target.steps()) {
			this.context.lock().verify();
			outcomes = outcomes.with(Objects.requireNonNull(step.condition()));
			late(target, step, Objects.requireNonNull(steps.get(step)), outcomes);
			this.context.tally().late(step.step(), step.seeds());
			log.info("Wrote the rows that %s of migration %s had left out, for they are meant for %s: %s".formatted(
					step.step().position(), definition, String.join(", ", this.context.settings().environments()),
					step.step().description()));
		}
	}

	/**
	 * Where changes of the schema commit by themselves, the numbering that goes on behind
	 * the rows does so before the record; repeated, the step writes nothing twice.
	 */
	private void late(Target target, PlannedStep step, UnaryOperator<Row> translation, ConditionalOutcomes outcomes)
			throws OutcomeUnknownException {
		boolean apart = step.commands().size() > 1 && !this.context.session().dialect().transactionalDdl();
		try {
			this.transactions.begin();
			if (!step.commands().isEmpty()) {
				this.executor.writeRows(step, translation);
			}
			if (apart) {
				commit(target, step.step());
			}
			for (int i = 1; i < step.commands().size(); i++) {
				this.executor.runCommand(step, i);
			}
			if (apart) {
				this.transactions.begin();
			}
			HistoryRow row = Objects.requireNonNull(target.row());
			Map<String, @Nullable Object> values = new LinkedHashMap<>();
			values.put("conditions", outcomes.json());
			this.context.history().update(row.id(), values);
			this.context.journal()
				.finish(row.runId(), Direction.UP, step.step().number(), StepOutcome.APPLIED, this.context.now());
		}
		catch (SQLException | RuntimeException ex) {
			rollback();
			throw failure(target.definition(), step.step(), ex);
		}
		commit(target, step.step());
	}

	/**
	 * Change what is on record, in one transaction.
	 * @param target the migration that it is about
	 * @param record what is to be written
	 */
	final void inOneTransaction(Target target, Runnable record) throws OutcomeUnknownException {
		this.context.lock().verify();
		try {
			this.transactions.begin();
			record.run();
		}
		catch (SQLException | RuntimeException ex) {
			rollback();
			throw failure(target.definition(), null, ex);
		}
		commit(target, null);
	}

	/**
	 * Note what would be lost of what others may do, before the first step.
	 */
	final void keepGrants(Target target) {
		this.grants = KeptGrants.read(this.context.session(), target.steps());
	}

	/**
	 * Let what is known of rows follow the renames of a step, and grant again what was
	 * lost.
	 */
	final void follow(PlannedStep step) {
		if (!step.outcome().isSkipped()) {
			this.context.ledger().follow(step.operation());
			this.grants.restore(this.context.session(), step);
		}
	}

	final void rollback() {
		try {
			this.transactions.rollback();
		}
		catch (SQLException | DataAccessException ex) {
			log.debug("The rollback was left to the database", ex);
		}
	}

	final MigrationFailedException failure(MigrationDefinition definition, @Nullable MigrationStep step,
			Throwable cause) {
		SqlError error = SqlError.of(cause);
		String what = (step != null) ? "Migration %s failed %sat %s, '%s'".formatted(definition,
				(step.direction() == Direction.DOWN) ? "to be undone " : "", step.position(), step.description())
				: "Migration %s failed".formatted(definition);
		String why = (error != null) ? error + this.executor.lastStatement(error.message())
				: shortened((cause instanceof MasterRecordException || cause instanceof DataAccessException)
						? String.valueOf(cause.getMessage()) : cause.toString());
		return new MigrationFailedException("%s: %s. %s".formatted(what, why, aftermath(step)), definition.id(), step,
				error, cause);
	}

	static String shortened(String text) {
		String line = text.strip();
		return (line.length() <= LONGEST_DETAIL) ? line : line.substring(0, LONGEST_DETAIL) + "...";
	}

}
