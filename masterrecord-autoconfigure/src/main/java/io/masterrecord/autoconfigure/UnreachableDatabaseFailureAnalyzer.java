package io.masterrecord.autoconfigure;

import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

/**
 * Explains that the database cannot be reached.
 */
class UnreachableDatabaseFailureAnalyzer extends AbstractFailureAnalyzer<CannotGetJdbcConnectionException> {

	/** What follows the place of the database may hold a password. */
	private static final Pattern PLACE = Pattern.compile("(jdbc:[^?;@]*)(.*@)?([^?;]*).*", Pattern.DOTALL);

	private static final String NO_SUCH_DATABASE = "3D000";

	private static final String NOT_AUTHORIZED = "28";

	private static final Pattern CREDENTIALS = Pattern.compile("\\S+@");

	private final Environment environment;

	UnreachableDatabaseFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, CannotGetJdbcConnectionException cause) {
		String database = database();
		SQLException error = findCause(cause, SQLException.class);
		StringBuilder description = new StringBuilder("The database%s cannot be reached: %s"
			.formatted((database != null) ? " '" + database + "'" : "", reason(cause)));
		if (error != null && error.getSQLState() != null) {
			description.append(" (SQLState %s)".formatted(error.getSQLState()));
		}
		return new FailureAnalysis(FailureText.sentence(description.toString()),
				action((error != null) ? String.valueOf(error.getSQLState()) : ""), cause);
	}

	private static String action(String sqlState) {
		if (sqlState.equals(NO_SUCH_DATABASE)) {
			return "Create the database, or correct 'spring.datasource.url'. MasterRecord creates tables, not databases.";
		}
		if (sqlState.startsWith(NOT_AUTHORIZED)) {
			return "Correct 'spring.datasource.username' and 'spring.datasource.password', or create this user.";
		}
		return "Start the database, or correct 'spring.datasource.url', 'spring.datasource.username' and "
				+ "'spring.datasource.password'.";
	}

	private static String reason(CannotGetJdbcConnectionException cause) {
		String message = String.valueOf(NestedExceptionUtils.getMostSpecificCause(cause).getMessage()).strip();
		return CREDENTIALS.matcher(message).replaceAll("…@");
	}

	private @Nullable String database() {
		String url = this.environment.getProperty("spring.datasource.url");
		return (url != null) ? place(url) : null;
	}

	static String place(String url) {
		Matcher matcher = PLACE.matcher(url);
		if (!matcher.matches()) {
			return "jdbc:…";
		}
		if (matcher.group(2) == null) {
			return matcher.group(1);
		}
		String start = matcher.group(1);
		return start.substring(0, start.lastIndexOf('/') + 1) + matcher.group(3);
	}

}
