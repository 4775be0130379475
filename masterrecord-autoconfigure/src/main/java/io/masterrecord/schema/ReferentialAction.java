package io.masterrecord.schema;

/**
 * What happens to a referencing row when the row that it refers to goes away or changes
 * its key.
 *
 * @since 0.1.0
 */
public enum ReferentialAction {

	/**
	 * The change is refused while there are referencing rows. It is written as no action
	 * at all, which is {@code NO ACTION} in standard SQL: the check waits for the end of
	 * the statement, and of the transaction where the key is deferred.
	 */
	RESTRICT,

	/** The referencing rows follow. */
	CASCADE,

	/** The referencing columns become NULL. */
	SET_NULL,

	/** The referencing columns get their default. */
	SET_DEFAULT

}
