package io.masterrecord.migration;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.sql.DataSource;

import io.masterrecord.dialect.Dialect;
import io.masterrecord.dialect.Dialects;
import io.masterrecord.dialect.ForeignKeySwitch;
import io.masterrecord.dialect.SessionSetting;
import io.masterrecord.jdbc.SqlStatement;
import io.masterrecord.jdbc.StatementGate;
import io.masterrecord.jdbc.StatementKind;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.UncategorizedSQLException;

/**
 * The connection of a run, and what the run changed on it: all of it is put back when the
 * session is closed.
 */
final class RunSession implements AutoCloseable {

	private static final Log log = LogFactory.getLog(Migrator.class);

	private static final Pattern VERSION = Pattern.compile("\\d+(\\.\\d+)*");

	private static final int SECONDS_TO_ANSWER = 5;

	private static final long SHORTEST_PAUSE = 250;

	private static final long LONGEST_PAUSE = 5000;

	private final DataSource dataSource;

	private final Connection connection;

	private final boolean autoCommit;

	private final Dialect dialect;

	private final StatementGate gate;

	private final Deque<String> restore = new ArrayDeque<>();

	private @Nullable Map<String, Long> broken;

	private RunSession(DataSource dataSource, Connection connection, boolean autoCommit, Dialect dialect) {
		this.dataSource = dataSource;
		this.connection = connection;
		this.autoCommit = autoCommit;
		this.dialect = dialect;
		this.gate = StatementGate.on(connection, dialect);
	}

	/**
	 * Open a session, once more for as long as the database is not there and there is
	 * time left.
	 */
	static RunSession open(DataSource dataSource, Duration patience) {
		long start = System.nanoTime();
		long pause = SHORTEST_PAUSE;
		while (true) {
			try {
				return open(dataSource);
			}
			catch (MigrationConnectionException ex) {
				long left = patience.minusNanos(System.nanoTime() - start).toMillis();
				if (left <= 0 || !ex.mayPass()) {
					throw ex;
				}
				log.info("The database of the migrations is not there yet (%s); trying again for %d s"
					.formatted(SqlError.of(ex), left / 1000 + 1));
				Pause.of(Math.min(pause, left));
				pause = Math.min(pause * 2, LONGEST_PAUSE);
			}
		}
	}

	static RunSession open(DataSource dataSource) {
		Connection connection = connect(dataSource);
		try {
			Dialect dialect = Dialects.of(connection.getMetaData());
			boolean autoCommit = connection.getAutoCommit();
			if (!autoCommit) {
				connection.setAutoCommit(true);
			}
			return new RunSession(dataSource, connection, autoCommit, dialect);
		}
		catch (SQLException | RuntimeException ex) {
			closeQuietly(connection);
			throw (ex instanceof RuntimeException unchecked) ? unchecked : failure("open a session", (SQLException) ex);
		}
	}

	private static Connection connect(DataSource dataSource) {
		try {
			return dataSource.getConnection();
		}
		catch (SQLException ex) {
			throw new MigrationConnectionException("The database of the migrations cannot be reached ("
					+ ex.getMessage()
					+ "). Check that its server is running, and that URL, user and password of the data source are right",
					ex, dataSource);
		}
	}

	/**
	 * Open one more session, for a lock beside this one.
	 */
	RunSession another() {
		return open(this.dataSource);
	}

	Dialect dialect() {
		return this.dialect;
	}

	Connection connection() {
		return this.connection;
	}

	StatementGate gate() {
		return this.gate;
	}

	/**
	 * Change the settings of the session to those of a run.
	 */
	void prepare() {
		for (SessionSetting setting : this.dialect.runSettings()) {
			String before = text(SqlStatement.of(StatementKind.SELECT, setting.read()));
			execute(setting.write().formatted(setting.value()));
			if (before != null) {
				this.restore.push(setting.write().formatted(before));
			}
		}
		this.dialect.foreignKeySwitch().ifPresent((foreignKeys) -> {
			if ("1".equals(text(SqlStatement.of(StatementKind.SELECT, foreignKeys.state())))) {
				execute(foreignKeys.off());
				this.restore.push(foreignKeys.on());
			}
		});
	}

	/**
	 * Change the settings to those of a run again, whatever a step has made of them. A
	 * session that is lost has none.
	 */
	void resetSettings() {
		try {
			this.dialect.runSettings().forEach((setting) -> execute(setting.write().formatted(setting.value())));
		}
		catch (DataAccessException ex) {
			log.debug("The session of the migrations is probably lost", ex);
		}
	}

	/**
	 * Note which foreign keys are broken already, if they are suspended in this session.
	 */
	void noteBrokenForeignKeys() {
		if (this.broken == null) {
			this.broken = brokenForeignKeys();
		}
	}

	/**
	 * Return a table with rows whose foreign keys are broken that were not when that was
	 * noted last, {@code null} if there is none. Tables may have got other names.
	 */
	@Nullable String newlyBrokenForeignKey() {
		Map<String, Long> before = (this.broken != null) ? this.broken : Map.of();
		Map<String, Long> now = brokenForeignKeys();
		long renamed = before.entrySet()
			.stream()
			.filter((entry) -> !now.containsKey(entry.getKey()))
			.mapToLong(Map.Entry::getValue)
			.sum();
		for (Map.Entry<String, Long> entry : now.entrySet()) {
			long more = Math.max(0, entry.getValue() - before.getOrDefault(entry.getKey(), 0L));
			if (more > renamed) {
				return entry.getKey();
			}
			renamed -= more;
		}
		this.broken = now;
		return null;
	}

	/**
	 * Return how many rows of each table have broken foreign keys.
	 */
	private Map<String, Long> brokenForeignKeys() {
		ForeignKeySwitch suspended = this.dialect.foreignKeySwitch()
			.filter((foreignKeys) -> this.restore.contains(foreignKeys.on()))
			.orElse(null);
		if (suspended == null) {
			return Map.of();
		}
		return this.gate.query(SqlStatement.of(StatementKind.SELECT, suspended.violations()), (rows) -> {
			Map<String, Long> tables = new TreeMap<>();
			while (rows.next()) {
				tables.merge(rows.getString(1), 1L, Long::sum);
			}
			return tables;
		});
	}

	/**
	 * Return the names of all tables and views in the schema of the session.
	 */
	Set<String> tables() {
		return names("look for tables", "%", "TABLE", "BASE TABLE", "VIEW");
	}

	/**
	 * Tell whether a table exists in the schema of the session.
	 */
	boolean hasTable(String name) {
		return names("look for table '" + name + "'", name, "TABLE", "BASE TABLE").contains(name);
	}

	private Set<String> names(String work, String pattern, String... kinds) {
		try {
			Set<String> names = new HashSet<>();
			try (ResultSet tables = this.connection.getMetaData()
				.getTables(this.connection.getCatalog(), this.connection.getSchema(), pattern, kinds)) {
				while (tables.next()) {
					names.add(tables.getString("TABLE_NAME"));
				}
			}
			return names;
		}
		catch (SQLException ex) {
			throw failure(work, ex);
		}
	}

	/**
	 * Return where the session works: the same on every instance of an application.
	 */
	String place() {
		try {
			return this.connection.getCatalog() + "/" + this.connection.getSchema();
		}
		catch (SQLException ex) {
			throw failure("ask for the schema", ex);
		}
	}

	String user() {
		try {
			String user = this.connection.getMetaData().getUserName();
			return (user != null) ? user : "";
		}
		catch (SQLException ex) {
			throw failure("ask for the user", ex);
		}
	}

	/**
	 * Return the product and its version as numbers.
	 */
	DatabaseProduct product() {
		try {
			DatabaseMetaData metaData = this.connection.getMetaData();
			String version = metaData.getDatabaseProductVersion();
			Matcher matcher = VERSION.matcher(version);
			return new DatabaseProduct(this.dialect.id(), metaData.getDatabaseProductName(),
					matcher.find() ? matcher.group() : version);
		}
		catch (SQLException ex) {
			throw failure("ask for the version", ex);
		}
	}

	/**
	 * Tell whether the server refused what it was asked, so that it surely did not do it.
	 * Otherwise the connection may have been lost on the way back.
	 */
	boolean isRefusal(Throwable exception) {
		SqlError error = SqlError.of(exception);
		return error != null && (error.isRefusal() || error.isAnswer() && isAlive());
	}

	private boolean isAlive() {
		try {
			return this.connection.isValid(SECONDS_TO_ANSWER);
		}
		catch (SQLException ex) {
			return false;
		}
	}

	void execute(String sql) {
		this.gate.update(SqlStatement.of(StatementKind.OTHER, sql));
	}

	/**
	 * Return the first column of the first row as text, or {@code null} if there is none.
	 */
	@Nullable String text(SqlStatement query) {
		return this.gate
			.query(query, (rows) -> rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.<String>empty())
			.orElse(null);
	}

	/**
	 * Undo what a transaction did that is still open.
	 */
	void endTransaction() {
		try {
			if (!this.connection.getAutoCommit()) {
				this.connection.rollback();
				this.connection.setAutoCommit(true);
			}
		}
		catch (SQLException ex) {
			throw failure("end a transaction", ex);
		}
	}

	/**
	 * End the session, so that nothing of it goes back to a pool.
	 */
	void discard() {
		abort(this.connection);
	}

	@Override
	public void close() {
		try {
			endTransaction();
			this.restore.forEach(this::execute);
			if (!this.autoCommit) {
				this.connection.setAutoCommit(false);
			}
		}
		catch (SQLException | DataAccessException ex) {
			log.debug("The session of the migrations could not be put back as it was", ex);
			abort(this.connection);
		}
		finally {
			closeQuietly(this.connection);
		}
	}

	/**
	 * Keep a connection in an unknown state from going back to its pool.
	 */
	private static void abort(Connection connection) {
		try {
			connection.abort(Runnable::run);
		}
		catch (SQLException | RuntimeException ex) {
			log.debug("The connection of the migrations could not be aborted", ex);
		}
	}

	private static void closeQuietly(Connection connection) {
		try {
			connection.close();
		}
		catch (SQLException ex) {
			log.debug("The connection of the migrations could not be closed", ex);
		}
	}

	private static DataAccessException failure(String task, SQLException ex) {
		return new UncategorizedSQLException("Migrations could not " + task, null, ex);
	}

}
