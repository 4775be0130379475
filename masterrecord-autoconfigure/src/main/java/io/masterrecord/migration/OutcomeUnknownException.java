package io.masterrecord.migration;

/**
 * Thrown inside a run when the answer to a commit got lost: whether it took effect has to
 * be looked up in the history, on a new connection.
 */
final class OutcomeUnknownException extends Exception {

	private static final long serialVersionUID = 1L;

	private final String migration;

	OutcomeUnknownException(String migration, Throwable cause) {
		super(cause);
		this.migration = migration;
	}

	String migration() {
		return this.migration;
	}

}
