package io.masterrecord.migration;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What the history remembers of a migration, except its operations.
 *
 * @param position the how-manieth it was in this database, from 1
 * @param checksum the hash of its own operations
 * @param chainChecksum the hash of its own checksum and that of its parent's chain
 * @param stepsDone how many steps are on record, in the direction of the state
 * @param runId the attempt to apply it that its journal belongs to
 * @param conditions what became of the steps that are not meant for every environment
 * @param failure the error that ended it, if it failed
 */
record HistoryRow(String id, String name, String parent, int position, String checksum, String chainChecksum,
		HistoryState state, int stepsDone, int stepsTotal, String runId, Instant startedAt,
		@Nullable Instant finishedAt, @Nullable Long durationMillis, String host, long pid, String databaseUser,
		@Nullable String libraryVersion, @Nullable String applicationVersion, ConditionalOutcomes conditions,
		@Nullable String failure) {

	/**
	 * Tell whether the step behind those which are done was refused, so that it had no
	 * effect.
	 */
	boolean isRefused() {
		return this.state == HistoryState.FAILED || this.state == HistoryState.REVERTING && this.failure != null;
	}

	/**
	 * Tell whether all of its steps are done, and none is being undone.
	 */
	boolean isApplied() {
		return this.state == HistoryState.APPLIED || this.state == HistoryState.REPLACED;
	}

	/**
	 * Tell whether it failed before anything of it was done.
	 * @param journal the journal of the database
	 */
	boolean hasDoneNothing(Journal journal) {
		return this.state == HistoryState.FAILED && this.stepsDone == 0
				&& journal.find(this.runId, Direction.UP, 1).map(Journal.Entry::statementsDone).orElse(0) == 0;
	}

	/**
	 * Name the process that wrote the row.
	 */
	String process() {
		return this.pid + "@" + this.host;
	}

	/**
	 * Return this row as it is when all steps are done at once.
	 */
	HistoryRow finished(ConditionalOutcomes outcomes, Instant at, long millis) {
		return new HistoryRow(this.id, this.name, this.parent, this.position, this.checksum, this.chainChecksum,
				this.state, this.stepsDone, this.stepsTotal, this.runId, this.startedAt, at, millis, this.host,
				this.pid, this.databaseUser, this.libraryVersion, this.applicationVersion, outcomes, this.failure);
	}

	HistoryRow progressed(HistoryState newState, int done) {
		return new HistoryRow(this.id, this.name, this.parent, this.position, this.checksum, this.chainChecksum,
				newState, done, this.stepsTotal, this.runId, this.startedAt, this.finishedAt, this.durationMillis,
				this.host, this.pid, this.databaseUser, this.libraryVersion, this.applicationVersion, this.conditions,
				this.failure);
	}

}
