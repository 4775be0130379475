package io.masterrecord.testing;

import java.util.List;
import java.util.UUID;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * An empty database that belongs to one test, or one test class, and is gone afterwards.
 *
 * @since 0.1.0
 */
public final class TestDatabase implements AutoCloseable {

	private static final int POOL_SIZE = 4;

	private final Engine engine;

	private final TestServer server;

	private final String name;

	private final String url;

	private @Nullable LeakCheckingPool pool;

	private TestDatabase(Engine engine, boolean shared) {
		this.engine = engine;
		this.server = TestServers.get(engine);
		this.name = "t" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
		this.url = shared ? this.server.createSharedDatabase(this.name) : this.server.createDatabase(this.name);
	}

	/**
	 * Create a database.
	 * @param engine the engine
	 * @return the database, empty
	 * @throws TestAbortedException if there is no server of the engine: the test is
	 * skipped and says why
	 */
	public static TestDatabase create(Engine engine) {
		return new TestDatabase(engine, false);
	}

	/**
	 * Create a database that other processes can connect to while this one lives. Only on
	 * H2 does it differ from {@link #create(Engine)}.
	 * @param engine the engine
	 * @return the database, empty
	 * @throws TestAbortedException if there is no server of the engine: the test is
	 * skipped and says why
	 */
	public static TestDatabase createShared(Engine engine) {
		return new TestDatabase(engine, true);
	}

	/**
	 * The engine of this database.
	 * @return the engine
	 */
	public Engine engine() {
		return this.engine;
	}

	/**
	 * The JDBC URL, without user and password.
	 * @return the URL
	 */
	public String url() {
		return this.url;
	}

	/**
	 * The user, who may do everything in this database.
	 * @return the name, empty for SQLite
	 */
	public String user() {
		return this.server.user();
	}

	/**
	 * The password of the user.
	 * @return the password, empty for SQLite and H2
	 */
	public String password() {
		return this.server.password();
	}

	/**
	 * A pool of at most four connections, the same at each call. Whatever is taken from
	 * it has to be given back before this database is closed.
	 * @return the pool
	 */
	public synchronized DataSource dataSource() {
		if (this.pool == null) {
			HikariConfig configuration = new HikariConfig();
			configuration.setJdbcUrl(this.url);
			configuration.setUsername(user());
			configuration.setPassword(password());
			configuration.setPoolName(toString());
			configuration.setMaximumPoolSize(POOL_SIZE);
			configuration.setMinimumIdle(0);
			this.pool = new LeakCheckingPool(configuration);
		}
		return this.pool;
	}

	/**
	 * A data source without a pool: each connection is a new one.
	 * @return the data source
	 */
	public DataSource rawDataSource() {
		return new DriverManagerDataSource(this.url, user(), password());
	}

	/**
	 * A client of the pool, to prepare and to look at what is in the database.
	 * @return the client
	 */
	public JdbcClient jdbc() {
		return JdbcClient.create(dataSource());
	}

	/**
	 * Drop the database, whoever is still connected to it.
	 * @throws AssertionError if a connection of the pool was not given back
	 */
	@Override
	public synchronized void close() {
		List<String> leaks = List.of();
		if (this.pool != null) {
			leaks = this.pool.leaks();
			this.pool.close();
		}
		this.server.dropDatabase(this.name);
		if (!leaks.isEmpty()) {
			throw new AssertionError(leaks.size() + " connection(s) of the pool of '" + this
					+ "' were not given back; taken at: " + String.join("; and at: ", leaks));
		}
	}

	/**
	 * The engine and the name of this database.
	 * @return for example {@code PostgreSQL t0123456789ab}
	 */
	@Override
	public String toString() {
		return this.engine + " " + this.name;
	}

}
