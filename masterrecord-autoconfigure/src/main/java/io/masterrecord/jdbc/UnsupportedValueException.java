package io.masterrecord.jdbc;

import io.masterrecord.MasterRecordException;

/**
 * Thrown when a value cannot travel to the database exactly as it is. Nothing has been
 * sent. The message tells the type and the reason, never the value.
 *
 * @since 0.1.0
 */
public class UnsupportedValueException extends MasterRecordException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create an exception.
	 * @param message what cannot travel and why, without the value
	 */
	public UnsupportedValueException(String message) {
		super(message);
	}

}
