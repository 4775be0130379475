package io.masterrecord.dialect;

/**
 * Thrown when there is no dialect for a database.
 *
 * @since 0.1.0
 */
public class UnsupportedDatabaseException extends DialectException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create an exception.
	 * @param message what is not supported, and what is
	 */
	public UnsupportedDatabaseException(String message) {
		super(message);
	}

}
