package io.masterrecord.schema;

/**
 * When a foreign key that is broken for a while is refused.
 *
 * @since 0.1.0
 */
public enum Deferral {

	/** By the statement that breaks it. */
	NOT_DEFERRABLE,

	/** By the statement, unless the transaction asks for its end. */
	INITIALLY_IMMEDIATE,

	/** At the end of the transaction. */
	INITIALLY_DEFERRED

}
