package io.masterrecord.migration;

import java.sql.SQLException;

import io.masterrecord.MasterRecordException;
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
			if (SqlError.isRefusal(ex)) {
				rollback();
				throw failure(target.definition(), step, ex);
			}
			throw new OutcomeUnknownException(target.definition().id(), ex);
		}
	}

	/**
	 * Let what is known of rows follow the renames of a step.
	 */
	final void follow(PlannedStep step) {
		if (!step.outcome().isSkipped()) {
			this.context.ledger().follow(step.operation());
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
