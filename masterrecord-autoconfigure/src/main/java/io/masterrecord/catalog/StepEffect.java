package io.masterrecord.catalog;

/**
 * What a live database tells about an operation that was begun.
 *
 * @since 0.1.0
 */
public enum StepEffect {

	/** It took effect as a whole. */
	YES,

	/** It took no effect, or it may be run again from its start without harm. */
	NO,

	/** The database looks neither as before nor as after it. */
	UNKNOWN

}
