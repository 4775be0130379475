package io.masterrecord.query;

/**
 * How a request filters by a name.
 *
 * @since 0.1.0
 */
public enum FilterOperator {

	/** By a value, or by one of several. */
	EQUAL,

	/** By any other value than one, or than any of several. NULL is no other value. */
	NOT_EQUAL,

	/** By values less than one. */
	LESS,

	/** By a value and lesser ones. */
	AT_MOST,

	/** By values greater than one. */
	GREATER,

	/** By a value and greater ones. */
	AT_LEAST,

	/** By texts that contain one, without regard to case. */
	CONTAINS,

	/** By texts that start with one, without regard to case. */
	STARTS_WITH,

	/** By whether there is a value: {@code true} or {@code false}. */
	PRESENT

}
