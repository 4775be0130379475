package io.masterrecord.migration;

import io.masterrecord.MasterRecordException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when a step of a migration fails. The message names the migration, the step and
 * the error of the database, and says what became of what the migration had done before.
 *
 * @since 0.1.0
 */
public class MigrationFailedException extends MasterRecordException {

	private static final long serialVersionUID = 1L;

	private final transient @Nullable MigrationStep step;

	private final String migration;

	private final @Nullable String sqlState;

	private final int vendorCode;

	/**
	 * Create an exception.
	 * @param message what failed, where, and what to do
	 * @param migration the id of the migration
	 * @param step the step, or {@code null} if it was between steps
	 * @param error what the database says, or {@code null} if it was not the database
	 * @param cause what led here
	 */
	MigrationFailedException(String message, String migration, @Nullable MigrationStep step, @Nullable SqlError error,
			@Nullable Throwable cause) {
		super(message, cause);
		this.migration = migration;
		this.step = step;
		this.sqlState = (error != null) ? error.state() : null;
		this.vendorCode = (error != null) ? error.code() : 0;
	}

	/**
	 * Return the migration that failed.
	 * @return its id
	 */
	public String migration() {
		return this.migration;
	}

	/**
	 * Return the step that failed.
	 * @return the step, or {@code null} if it was between steps
	 */
	public @Nullable MigrationStep step() {
		return this.step;
	}

	/**
	 * Return the SQLState of the error.
	 * @return five characters, or {@code null} if the database or its driver gave none
	 */
	public @Nullable String sqlState() {
		return this.sqlState;
	}

	/**
	 * Return the code of the vendor for the error.
	 * @return the code, 0 if there is none
	 */
	public int vendorCode() {
		return this.vendorCode;
	}

}
