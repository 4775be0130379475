package io.masterrecord.write;

/**
 * How an instance of a unit of work stands to its row.
 *
 * @since 0.1.0
 */
public enum TrackedState {

	/** It has no row yet and gets one. */
	ADDED,

	/** It is what the row is, or has been changed since: that is found out by looking. */
	STORED,

	/** Its row is to be deleted. */
	REMOVED,

	/** It has nothing to do with the unit any more. */
	DETACHED

}
