package io.masterrecord.command;

import io.masterrecord.MasterRecordException;

/**
 * Thrown when a command can not go on before a person has decided or done something.
 *
 * @since 0.1.0
 */
public final class CommandRefusedException extends MasterRecordException {

	private final String action;

	CommandRefusedException(String description, String action) {
		super(description);
		this.action = action;
	}

	/**
	 * Return what to do.
	 * @return an imperative sentence
	 */
	public String getAction() {
		return this.action;
	}

}
