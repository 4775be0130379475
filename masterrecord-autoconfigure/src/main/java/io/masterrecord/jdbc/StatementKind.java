package io.masterrecord.jdbc;

/**
 * What a statement does.
 *
 * @since 0.1.0
 */
public enum StatementKind {

	/** Reads rows. */
	SELECT,

	/** Adds rows, or adds and replaces them. */
	INSERT,

	/** Changes rows. */
	UPDATE,

	/** Removes rows. */
	DELETE,

	/** Changes the schema. */
	DDL,

	/** Anything else, such as a lock or a setting of the session. */
	OTHER

}
