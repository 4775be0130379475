package io.masterrecord.migration;

/**
 * How one migration stands, seen from this application.
 *
 * @since 0.1.0
 */
public enum MigrationState {

	/** It is applied, as it stands in the application. */
	APPLIED,

	/** It is to be applied next, or after others that are. */
	PENDING,

	/** A process is working on it, or ended in the middle of it; it is taken up again. */
	INTERRUPTED,

	/**
	 * A process ended in the middle of one of its steps, and the database does not tell
	 * whether that step took effect: a person has to.
	 */
	UNCLEAR,

	/** One of its statements failed; it is taken up again at that statement. */
	FAILED,

	/** It is being undone, or a process ended in the middle of that. */
	REVERTING,

	/** It says something else than when it was applied. */
	EDITED,

	/** It was applied, but the application does not have it, though it has later ones. */
	MISSING,

	/** It is not applied, though one that comes after it is. */
	OUT_OF_ORDER,

	/** It was applied by a newer release: it comes after everything known here. */
	AHEAD,

	/** It is applied, and another one stands for it by now. */
	REPLACED,

	/**
	 * It stands for others of which some or all are applied: it is not run here, but put
	 * on record as soon as all of them are.
	 */
	REPLACING

}
