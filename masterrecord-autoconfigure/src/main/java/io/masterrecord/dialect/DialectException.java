package io.masterrecord.dialect;

import io.masterrecord.MasterRecordException;

/**
 * Says what a database cannot do, and the way out.
 *
 * @since 0.1.0
 */
public class DialectException extends MasterRecordException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create an exception.
	 * @param message what cannot be done, naming the dialect and the thing, and the way
	 * out
	 */
	public DialectException(String message) {
		super(message);
	}

}
