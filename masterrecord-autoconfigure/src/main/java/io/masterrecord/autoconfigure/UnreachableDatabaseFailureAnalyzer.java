package io.masterrecord.autoconfigure;

import java.sql.SQLException;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.masterrecord.migration.MigrationConnectionException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanWrapper;
import org.springframework.beans.PropertyAccessorFactory;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.Environment;

/**
 * Explains that the database of the migrations cannot be reached.
 */
class UnreachableDatabaseFailureAnalyzer extends AbstractFailureAnalyzer<MigrationConnectionException> {

	/** The hosts of a URL, after what may be a user and a password. */
	private static final Pattern SERVER = Pattern.compile("(jdbc:[^/]*//)(.*@)?(.*)", Pattern.DOTALL);

	/** What cannot be a part of a password. */
	private static final Pattern HOSTS = Pattern.compile("([\\w.%-]|\\[[\\w:.%]+]|:\\d+(?=[,/]|$)|,)*(/.*)?");

	private static final Pattern URL = Pattern.compile("jdbc:\\S+");

	private static final String NO_SUCH_DATABASE = "3D000";

	private static final String NOT_AUTHORIZED = "28";

	private static final Pattern CREDENTIALS = Pattern.compile("\\S+@");

	private final Environment environment;

	UnreachableDatabaseFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, MigrationConnectionException cause) {
		String url = url(cause.dataSource());
		String database = (url != null) ? place(url) : null;
		SQLException error = findCause(cause, SQLException.class);
		StringBuilder description = new StringBuilder("The database%s cannot be reached: %s"
			.formatted((database != null) ? " '" + database + "'" : "", reason(cause)));
		if (error != null && error.getSQLState() != null) {
			description.append(" (SQLState %s)".formatted(error.getSQLState()));
		}
		return new FailureAnalysis(FailureText.sentence(description.toString()),
				action((error != null) ? String.valueOf(error.getSQLState()) : "", url), cause);
	}

	private String action(String sqlState, @Nullable String url) {
		if (sqlState.equals(NO_SUCH_DATABASE)) {
			return "Create the database, or correct %s. MasterRecord creates tables, not databases."
				.formatted(property("url", url));
		}
		if (sqlState.startsWith(NOT_AUTHORIZED)) {
			return "Correct %s and %s, or create this user.".formatted(property("username", url),
					property("password", url));
		}
		return "Start the database, or correct %s, %s and %s.".formatted(property("url", url),
				property("username", url), property("password", url));
	}

	/**
	 * Return the name of the property that the migrations go by, if it is one: a data
	 * source may come from elsewhere.
	 */
	private String property(String name, @Nullable String url) {
		String user = "masterrecord.migrations.username";
		String own = "masterrecord.migrations." + name;
		boolean isOwn = this.environment.containsProperty(own)
				|| name.equals("password") && this.environment.containsProperty(user);
		if (isOwn) {
			return "'%s'".formatted(own);
		}
		boolean isBoots = url != null && url.equals(this.environment.getProperty("spring.datasource.url"));
		return isBoots ? "'spring.datasource.%s'".formatted(name)
				: "the " + (name.equals("url") ? "URL of the data source" : name);
	}

	private static String reason(MigrationConnectionException cause) {
		String message = String.valueOf(NestedExceptionUtils.getMostSpecificCause(cause).getMessage()).strip();
		String text = URL.matcher(message).replaceAll((url) -> Matcher.quoteReplacement(place(url.group())));
		return CREDENTIALS.matcher(text).replaceAll("…@");
	}

	private static @Nullable String url(DataSource dataSource) {
		BeanWrapper properties = PropertyAccessorFactory
			.forBeanPropertyAccess(DataSourceUnwrapper.unwrapRoot(dataSource));
		return Stream.of("jdbcUrl", "url")
			.filter(properties::isReadableProperty)
			.map(properties::getPropertyValue)
			.filter(Objects::nonNull)
			.map(String::valueOf)
			.findFirst()
			.orElse(null);
	}

	/**
	 * Return where the database is, without what may hold a password.
	 */
	static String place(String url) {
		String place = url.split("[?;&]", 2)[0];
		Matcher server = SERVER.matcher(place);
		if (server.matches()) {
			String hosts = server.group(3);
			return server.group(1) + (HOSTS.matcher(hosts).matches() ? hosts : "…");
		}
		boolean isPlain = place.startsWith("jdbc:") && place.indexOf('@') < 0;
		return isPlain ? place : "jdbc:…";
	}

}
