package io.masterrecord.migration;

import java.util.List;

import io.masterrecord.MasterRecordException;

/**
 * Thrown when undoing migrations would lose rows or values that nobody said may be lost.
 * Nothing was undone. The message names the tables and columns, and how much is in them.
 *
 * @since 0.1.0
 */
public final class DataLossException extends MasterRecordException {

	private static final long serialVersionUID = 1L;

	private final List<String> losses;

	DataLossException(List<String> losses) {
		super("Undoing these migrations would lose data that no migration brings back; nothing was undone:\n- %s\nKeep what is still needed elsewhere, then say why the rest may go: 'masterrecord rollback --accept-data-loss \"…\"', or as the second argument of Migrator.rollback"
			.formatted(String.join("\n- ", losses)));
		this.losses = List.copyOf(losses);
	}

	/**
	 * Return what would be lost.
	 * @return for each table or column that would be dropped with something in it, by
	 * undoing which migration, and how much it is
	 */
	public List<String> losses() {
		return this.losses;
	}

}
