package io.masterrecord.migration;

import java.time.Duration;

/**
 * Is told what a run of migrations does, while it does it: for meters, traces and
 * progress. It is called on the thread of the run; what it throws ends the run as a
 * failed step does. A migration that is reported as finished can still be lost with its
 * transaction: what counts is the {@link MigrationReport}.
 *
 * @since 0.1.0
 */
public interface MigrationListener {

	/**
	 * Learn that this process has the lock, so that no other runs migrations. A run that
	 * finds nothing to do asks for no lock.
	 * @param waited how long it waited for it
	 */
	default void lockAcquired(Duration waited) {
	}

	/**
	 * Learn that a migration begins, or is taken up again.
	 * @param id its id
	 * @param name its name
	 * @param direction whether it is applied or undone
	 */
	default void migrationStarted(String id, String name, Direction direction) {
	}

	/**
	 * Learn that a step begins. Where changes of the schema are no part of transactions,
	 * the intent is on record by now.
	 * @param step the step
	 */
	default void stepStarted(MigrationStep step) {
	}

	/**
	 * Learn how far a step has come that fills rows in batches. That is on record by now.
	 * @param step the step
	 * @param rows how many rows it has filled, also in earlier runs
	 */
	default void stepProgressed(MigrationStep step, long rows) {
	}

	/**
	 * Learn that the statements of a step have run. Where changes of the schema are no
	 * part of transactions, that is not on record yet.
	 * @param step the step
	 */
	default void stepExecuted(MigrationStep step) {
	}

	/**
	 * Learn that a step is done or was left out.
	 * @param step the step
	 * @param outcome what became of it
	 */
	default void stepFinished(MigrationStep step, StepOutcome outcome) {
	}

	/**
	 * Learn that a migration is done.
	 * @param id its id
	 * @param name its name
	 * @param direction whether it was applied or undone
	 * @param duration how long it took in this process
	 */
	default void migrationFinished(String id, String name, Direction direction, Duration duration) {
	}

}
