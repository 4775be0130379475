package io.masterrecord.command;

/**
 * How a command ended, for scripts. The numbers never change.
 *
 * @since 0.1.0
 */
public enum ExitCode {

	/** It did what was asked, or there was nothing to do. */
	OK(0),

	/** It failed in a way that no other code tells. */
	FAILED(1),

	/** The command line is not right. */
	USAGE(2),

	/**
	 * The model says something that the migrations do not: a migration is to be added.
	 */
	MODEL_CHANGED(3),

	/** The model, the seeds or the migration classes are not right. */
	INVALID(4),

	/** The history of the database and the migrations contradict each other. */
	HISTORY(5),

	/** A migration failed. */
	MIGRATION_FAILED(6),

	/** Another process is migrating, and did not end in time. */
	LOCKED(7),

	/** The database can not be reached. */
	UNREACHABLE(8),

	/** It was refused, because a person has to decide or to do something first. */
	REFUSED(9),

	/** Something severe was found in the migrations. */
	LINT(10),

	/** The tables are not as the migrations made them. */
	DRIFT(11);

	private final int code;

	ExitCode(int code) {
		this.code = code;
	}

	/**
	 * Return the code of the process.
	 * @return a number from 0 to 11
	 */
	public int code() {
		return this.code;
	}

}
