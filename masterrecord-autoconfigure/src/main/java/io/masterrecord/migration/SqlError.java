package io.masterrecord.migration;

import java.sql.SQLException;
import java.util.Set;
import java.util.regex.Pattern;

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
	 * The classes with which a server refuses a statement because of rows, transactions
	 * or rights, and never because it has been run before.
	 */
	private static final Set<String> NOT_BY_REPETITION = Set.of("21", "22", "23", "25", "28", "2B", "40", "44");

	private static final String COMPLETION_UNKNOWN = "40003";

	/** Where MySQL, MariaDB, PostgreSQL and H2 put values of rows into a message. */
	private static final Pattern VALUE = Pattern
		.compile("(?<=entry ').*(?=' for )|(?<=value: ').*(?='(?: for |$))|(?<=: \").*(?=\"(?:;|$))"
				+ "|(?<=(?:converting|constant) \").*(?=\")|(?<=VALUES \\().*(?=\\))");

	/** MySQL's code for a value that a function refuses. */
	private static final int WRONG_VALUE = 1411;

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
	boolean isRefusal() {
		return REFUSALS.contains(stateClass()) && !COMPLETION_UNKNOWN.equals(this.state);
	}

	/**
	 * Tell whether this is a state that a server gives to errors of its own kind. If it
	 * is still there afterwards, it has refused what it was asked.
	 */
	boolean isAnswer() {
		return !Set.of("", "08").contains(stateClass()) && !COMPLETION_UNKNOWN.equals(this.state);
	}

	/**
	 * Tell whether a refusal may be due to the statement having been run before: what it
	 * creates is there, or what it drops is gone.
	 */
	boolean mayBeRepetition() {
		return !NOT_BY_REPETITION.contains(stateClass()) && this.code != WRONG_VALUE;
	}

	/**
	 * Return a text without the values of rows that this error brought into it, for where
	 * it is kept or shown to others.
	 */
	String withoutValues(String text) {
		return text.replace(toString(), new SqlError(this.state, this.code, withoutValues()).toString());
	}

	/** What follows the first line are details and the statement. */
	private String withoutValues() {
		String line = this.message.strip().lines().findFirst().orElse("");
		return VALUE.matcher(line).replaceAll("…");
	}

	private String stateClass() {
		return (this.state != null && this.state.length() == 5) ? this.state.substring(0, 2) : "";
	}

	@Override
	public String toString() {
		return "%s [SQLState %s, code %d]".formatted(MigrationRunner.shortened(this.message), this.state, this.code);
	}

}
