package io.masterrecord.generate;

import io.masterrecord.MasterRecordException;

/**
 * Thrown when a migration can not be called what somebody wants to call it.
 *
 * @since 0.1.0
 */
public final class InvalidMigrationNameException extends MasterRecordException {

	InvalidMigrationNameException(String name, String reason) {
		super("A migration can not be called '%s': %s. Use a name such as 'AddCreditLedger'."
			.formatted((name.length() > 100) ? name.substring(0, 100) + "…" : name, reason));
	}

}
