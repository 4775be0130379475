package io.masterrecord.dialect;

/**
 * What an error of a database means, whatever its vendor calls it.
 *
 * @since 0.1.0
 */
public enum SqlErrorKind {

	/** A value is taken which a primary key or unique constraint wants only once. */
	DUPLICATE_KEY,

	/** A foreign key, a check or NOT NULL does not allow it. */
	INTEGRITY,

	/** A lock is held by somebody else, and was not to be had in time. */
	LOCKED,

	/**
	 * A deadlock, or a conflict with another transaction, as there would be none had one
	 * run after the other: the whole transaction may be run again.
	 */
	CONFLICT,

	/** The statement took longer than it may. */
	TIMEOUT

}
