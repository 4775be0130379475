package io.masterrecord.query;

/**
 * Thrown when a cursor or another position to go on from cannot be used: it was altered,
 * signed by somebody else, or belongs to another query, sort or filter. Nothing has been
 * sent to the database. The cursor is not repeated in the message.
 *
 * @since 0.1.0
 */
public class InvalidCursorException extends InvalidQueryException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create an exception.
	 * @param message what is wrong and what to do, without user input
	 */
	public InvalidCursorException(String message) {
		super(message);
	}

}
