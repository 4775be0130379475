package io.masterrecord.dialect;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The dialects there are.
 *
 * @since 0.1.0
 */
public final class Dialects {

	private static final List<StandardDialect> ALL = List.of(new PostgreSqlDialect(), new MariaDbDialect(),
			new MySqlDialect(), new SqliteDialect(), new H2Dialect());

	private Dialects() {
	}

	/**
	 * Return the names of all dialects.
	 * @return the names
	 */
	public static List<String> ids() {
		return ALL.stream().map(Dialect::id).toList();
	}

	/**
	 * Return the dialect of a name.
	 * @param id the name
	 * @return the dialect
	 * @throws UnsupportedDatabaseException if there is no such dialect
	 */
	public static Dialect of(String id) {
		return find(id).orElseThrow(() -> unknown("dialect", id));
	}

	/**
	 * Return the dialect of a connection.
	 * @param connection the connection
	 * @return the dialect
	 * @throws SQLException if the connection does not tell
	 * @throws UnsupportedDatabaseException if the product is not supported
	 */
	public static Dialect of(Connection connection) throws SQLException {
		return of(connection.getMetaData());
	}

	/**
	 * Return the dialect of a server. What the server says of itself decides, not the
	 * driver: the drivers of MySQL and MariaDB connect to either.
	 * @param metaData what the driver tells about the server
	 * @return the dialect
	 * @throws SQLException if the driver does not tell
	 * @throws UnsupportedDatabaseException if the product is not supported
	 */
	public static Dialect of(DatabaseMetaData metaData) throws SQLException {
		String server = metaData.getDatabaseProductName() + " " + metaData.getDatabaseProductVersion();
		String lowerCase = server.toLowerCase(Locale.ROOT);
		return ALL.stream()
			.filter((dialect) -> dialect.serves(lowerCase))
			.findFirst()
			.orElseThrow(() -> unknown("database", server));
	}

	/**
	 * Return the dialect that a JDBC URL speaks of, without a connection. Wrappers such
	 * as {@code jdbc:tc:postgresql:} are looked through.
	 * @param url the URL
	 * @return the dialect
	 * @throws UnsupportedDatabaseException if the URL names no supported database
	 */
	public static Dialect ofUrl(String url) {
		String[] parts = url.toLowerCase(Locale.ROOT).split(":");
		for (int index = 1; index < parts.length && !parts[index].startsWith("//"); index++) {
			Optional<StandardDialect> dialect = find(parts[index]);
			if (dialect.isPresent()) {
				return dialect.get();
			}
		}
		// The rest of the URL may hold a password.
		throw unknown("database URL", (parts.length > 1) ? parts[0] + ":" + parts[1] + ":…" : "…");
	}

	private static Optional<StandardDialect> find(String id) {
		return ALL.stream().filter((dialect) -> dialect.id().equals(id)).findFirst();
	}

	private static UnsupportedDatabaseException unknown(String what, String name) {
		String known = ALL.stream().map(Dialect::id).collect(Collectors.joining(", "));
		return new UnsupportedDatabaseException(
				"The %s '%s' is not supported: use one of %s".formatted(what, name, known));
	}

}
