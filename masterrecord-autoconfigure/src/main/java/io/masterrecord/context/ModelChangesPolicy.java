package io.masterrecord.context;

/**
 * What happens at start-up where the entities say something that no migration does.
 *
 * @since 0.1.0
 */
public enum ModelChangesPolicy {

	/** Nothing: the two are not compared. */
	IGNORE,

	/** A warning lists the changes, and the application starts. */
	WARN,

	/** The application does not start, and the database is not touched. */
	FAIL

}
