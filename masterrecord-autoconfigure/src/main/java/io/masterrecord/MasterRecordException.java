package io.masterrecord;

import org.jspecify.annotations.Nullable;

/**
 * Base of the exceptions MasterRecord throws about its own matters: a model, a migration,
 * a seed or a query which is not right. Failed data access is reported with Spring's
 * {@code DataAccessException} instead.
 *
 * @since 0.1.0
 */
public class MasterRecordException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create an exception without a cause.
	 * @param message what is wrong, naming the thing in single quotes, and what to do
	 */
	public MasterRecordException(String message) {
		super(message);
	}

	/**
	 * Create an exception with a cause.
	 * @param message what is wrong, naming the thing in single quotes, and what to do
	 * @param cause what led here, or {@code null} when nothing did
	 */
	public MasterRecordException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
