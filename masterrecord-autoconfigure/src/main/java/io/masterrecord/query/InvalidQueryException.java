package io.masterrecord.query;

import io.masterrecord.MasterRecordException;

/**
 * Thrown when a query is not right. Nothing has been sent to the database.
 *
 * @since 0.1.0
 */
public class InvalidQueryException extends MasterRecordException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create an exception.
	 * @param message what is wrong and what to do
	 */
	public InvalidQueryException(String message) {
		super(message);
	}

	/**
	 * Create an exception.
	 * @param message what is wrong and what to do
	 * @param cause what was found out first
	 */
	public InvalidQueryException(String message, Throwable cause) {
		super(message, cause);
	}

}
