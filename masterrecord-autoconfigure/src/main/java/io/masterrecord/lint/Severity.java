package io.masterrecord.lint;

/**
 * How much a finding matters.
 *
 * @since 0.1.0
 */
public enum Severity {

	/** Worth knowing. */
	INFO,

	/** To be looked at before it runs on a large or busy database. */
	WARNING,

	/** Not to be run as it is. */
	ERROR

}
