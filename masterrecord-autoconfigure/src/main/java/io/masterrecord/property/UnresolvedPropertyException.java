package io.masterrecord.property;

import org.jspecify.annotations.Nullable;

import io.masterrecord.MasterRecordException;

/**
 * A property reference which does not refer to a property. The message says where the
 * reference was written, why it is not understood and what to write instead.
 *
 * @since 0.1.0
 */
public final class UnresolvedPropertyException extends MasterRecordException {

	private static final long serialVersionUID = 1L;

	UnresolvedPropertyException(String message) {
		this(message, null);
	}

	UnresolvedPropertyException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
