package io.masterrecord.migration;

import java.sql.SQLException;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What a database says about an error.
 *
 * @param state the SQLState, or {@code null} if there is none
 * @param code the code of the vendor
 * @param message what happened, in the words of the vendor
 */
record SqlError(@Nullable String state, int code, String message) {

	/** The classes of SQLStates with which a server refuses a statement for good. */
	private static final Set<String> REFUSALS = Set.of("0A", "21", "22", "23", "25", "28", "2B", "3D", "3F", "40", "42",
			"44");

	/**
	 * Find the error of the database behind an exception, if there is one.
	 */
	static @Nullable SqlError of(Throwable exception) {
		for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
			if (cause instanceof SQLException error) {
				return new SqlError(error.getSQLState(), error.getErrorCode(), String.valueOf(error.getMessage()));
			}
		}
		return null;
	}

	/**
	 * Tell whether the server refused what it was asked, so that it surely did not do it.
	 * Otherwise the connection may have been lost on the way back.
	 */
	static boolean isRefusal(Throwable exception) {
		SqlError error = of(exception);
		return error != null && error.state() != null && error.state().length() == 5
				&& REFUSALS.contains(error.state().substring(0, 2));
	}

	@Override
	public String toString() {
		return "%s [SQLState %s, code %d]".formatted(MigrationRunner.shortened(this.message), this.state, this.code);
	}

}
