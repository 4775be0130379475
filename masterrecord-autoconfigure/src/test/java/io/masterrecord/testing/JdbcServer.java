package io.masterrecord.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A server that listens on a port: PostgreSQL, MariaDB or MySQL.
 */
final class JdbcServer implements TestServer {

	private static final Pattern URL = Pattern.compile("(jdbc:[a-z]+://[^/?]+)(?:/[^?]*)?(\\?.*)?");

	private final Engine engine;

	private final String beforeDatabase;

	private final String afterDatabase;

	private final String user;

	private final String password;

	private final AutoCloseable process;

	private final JdbcTemplate jdbc;

	private final String description;

	/**
	 * Connect to a running server.
	 * @param engine the engine it is expected to be
	 * @param url the URL of any database on it
	 * @param user a user who may create databases
	 * @param password the password of the user
	 * @param origin where the server comes from, for the report
	 * @param process what has to be closed to stop the server
	 * @throws DataAccessException if the server does not let the user in
	 */
	JdbcServer(Engine engine, String url, String user, String password, String origin, AutoCloseable process) {
		Matcher matcher = URL.matcher(url);
		if (!matcher.matches()) {
			throw new IllegalArgumentException("The URL of " + engine + " does not look like jdbc:…://host:port/…");
		}
		this.engine = engine;
		this.beforeDatabase = matcher.group(1) + "/";
		this.afterDatabase = (matcher.group(2) != null) ? matcher.group(2) : "";
		this.user = user;
		this.password = password;
		this.process = process;
		this.jdbc = new JdbcTemplate(new DriverManagerDataSource(url, user, password));
		this.description = engine + " " + this.jdbc.execute(JdbcServer::version) + " (" + origin + ")";
	}

	/**
	 * The bare version of a server: drivers add the distribution and the name to it.
	 */
	static String version(Connection connection) throws SQLException {
		return connection.getMetaData().getDatabaseProductVersion().split("[ -]")[0];
	}

	@Override
	public String description() {
		return this.description;
	}

	@Override
	public String user() {
		return this.user;
	}

	@Override
	public String password() {
		return this.password;
	}

	@Override
	public String createDatabase(String name) {
		this.jdbc
			.execute("CREATE DATABASE " + name + ((this.engine != Engine.POSTGRESQL) ? " CHARACTER SET utf8mb4" : ""));
		return this.beforeDatabase + name + this.afterDatabase;
	}

	@Override
	public void dropDatabase(String name) {
		if (this.engine == Engine.POSTGRESQL) {
			this.jdbc.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
			return;
		}
		List<Long> sessions = this.jdbc.queryForList("SELECT id FROM information_schema.processlist WHERE db = ?",
				Long.class, name);
		for (Long session : sessions) {
			kill(session);
		}
		this.jdbc.execute("DROP DATABASE IF EXISTS " + name);
	}

	private void kill(Long session) {
		try {
			this.jdbc.execute("KILL " + session);
		}
		catch (DataAccessException ignored) {
			// it has gone by itself
		}
	}

	@Override
	public void close() {
		try {
			this.process.close();
		}
		catch (Exception ex) {
			throw new IllegalStateException("Not stopped: " + this.description, ex);
		}
	}

}
