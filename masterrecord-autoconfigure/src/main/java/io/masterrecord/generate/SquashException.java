package io.masterrecord.generate;

import io.masterrecord.MasterRecordException;

/**
 * Thrown when no migration can be generated that stands for others.
 *
 * @since 0.1.0
 */
public final class SquashException extends MasterRecordException {

	SquashException(String message) {
		super(message);
	}

}
