package io.masterrecord.schema;

/**
 * What happens to a referencing row when the row that it refers to goes away or changes
 * its key.
 *
 * @since 0.1.0
 */
public enum ReferentialAction {

	/** The change is refused while there are referencing rows. */
	RESTRICT,

	/** The referencing rows follow. */
	CASCADE,

	/** The referencing columns become NULL. */
	SET_NULL

}
