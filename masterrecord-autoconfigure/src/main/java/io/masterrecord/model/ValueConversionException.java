package io.masterrecord.model;

import io.masterrecord.MasterRecordException;
import org.jspecify.annotations.Nullable;

/**
 * Tells that a value does not fit its property: what a column holds has no counterpart in
 * Java, or the other way round.
 *
 * @since 0.1.0
 */
public final class ValueConversionException extends MasterRecordException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create an exception.
	 * @param message the value that does not fit, where, and why
	 * @param cause what failed, or {@code null}
	 */
	public ValueConversionException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
