package io.masterrecord.migration;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.masterrecord.testing.Engine;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for what {@link Migrator} does to connections and pools.
 */
class MigratorConnectionTests {

	@EngineTest
	void isContentWithOneConnectionWhereTheLockAllows(TestDatabase database) {
		HikariConfig configuration = new HikariConfig();
		configuration.setJdbcUrl(database.url());
		configuration.setUsername(database.user());
		configuration.setPassword(database.password());
		configuration.setMaximumPoolSize(1);
		configuration.setConnectionTimeout(500);
		try (HikariDataSource pool = new HikariDataSource(configuration)) {
			Migrator migrator = TestMigrations.five().migrator(pool);
			if (database.engine() == Engine.H2) {
				assertThatExceptionOfType(MigrationLockException.class).isThrownBy(migrator::migrate)
					.withMessageStartingWith(
							"Migrations need two connections at a time on h2, one of which holds the lock")
					.withMessageEndingWith("Let its pool grow to 2 or more");
			}
			else {
				assertThat(migrator.migrate().applied()).hasSize(5);
			}
			assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
		}
	}

	@EngineTest
	@ExtendWith(OutputCaptureExtension.class)
	void firstRunFailsAtNothingThatADriverLogs(TestDatabase database, CapturedOutput output) {
		Logger driver = (Logger) LoggerFactory.getLogger("org.mariadb.jdbc");
		Level level = driver.getLevel();
		driver.setLevel(Level.WARN);
		try {
			Migrator migrator = TestMigrations.five().migrator(database.dataSource());
			assertThat(migrator.status().pending()).isEqualTo(5);
			assertThat(migrator.migrate().applied()).hasSize(5);
			assertThat(output).doesNotContain("WARN").doesNotContain("doesn't exist");
		}
		finally {
			driver.setLevel(level);
		}
	}

	@EngineTest(except = Engine.H2)
	void leavesTheSessionAsItWas(TestDatabase database) throws SQLException {
		try (Connection connection = database.rawDataSource().getConnection()) {
			connection.setAutoCommit(false);
			int isolation = connection.getTransactionIsolation();
			List<String> before = settings(database.engine(), connection);
			connection.commit();
			TestMigrations.five().migrator(new SingleConnectionDataSource(connection, true)).migrate();
			assertThat(connection.getAutoCommit()).isFalse();
			assertThat(connection.getTransactionIsolation()).isEqualTo(isolation);
			assertThat(settings(database.engine(), connection)).isEqualTo(before);
		}
	}

	@EngineTest(only = Engine.SQLITE)
	void isNotKeptBackByRowsThatHadNoParentBefore(TestDatabase database) throws SQLException {
		try (Connection connection = database.rawDataSource().getConnection()) {
			SingleConnectionDataSource single = new SingleConnectionDataSource(connection, true);
			TestMigrations migrations = TestMigrations.five();
			migrations.migrator(single).migrate();
			execute(connection, "PRAGMA foreign_keys = OFF");
			execute(connection, "INSERT INTO note (id, plan_id) VALUES (1, 99), (2, 99)");
			execute(connection, "PRAGMA foreign_keys = ON");
			migrations.add("6", (schema) -> schema.renameTable("note").to("remark"))
				.add("7", (schema) -> schema.addCheck("ck_remark_id").on("remark").that("id > 0"));
			assertThat(migrations.migrator(single).migrate().applied()).hasSize(2);
			migrations.add("8", (schema) -> schema.insert("remark").row((row) -> row.set("id", 3).set("plan_id", 99)));
			assertThatExceptionOfType(MigrationFailedException.class)
				.isThrownBy(() -> migrations.migrator(single).migrate())
				.withMessageContaining(
						"table 'remark' has rows that refer to rows which do not exist. Foreign keys do not "
								+ "act on this database while migrations run");
			assertThat(texts(connection, "SELECT count(*) FROM remark")).containsExactly("2");
		}
	}

	@EngineTest(only = Engine.SQLITE)
	void refusesRowsWithoutTheirParentThoughForeignKeysAreSuspended(TestDatabase database) throws SQLException {
		try (Connection connection = database.rawDataSource().getConnection()) {
			execute(connection, "PRAGMA foreign_keys = ON");
			SingleConnectionDataSource single = new SingleConnectionDataSource(connection, true);
			TestMigrations migrations = TestMigrations.five();
			migrations.migrator(single).migrate();
			migrations.add("6", (schema) -> schema.insert("note").row((row) -> row.set("id", 1).set("plan_id", 99)));
			assertThatExceptionOfType(MigrationFailedException.class)
				.isThrownBy(() -> migrations.migrator(single).migrate())
				.withMessageContaining("table 'note' has rows that refer to rows which do not exist");
			assertThat(texts(connection, "SELECT count(*) FROM note")).containsExactly("0");
			assertThat(texts(connection, "PRAGMA foreign_keys")).containsExactly("1");
		}
	}

	@EngineTest(only = { Engine.POSTGRESQL, Engine.MARIADB, Engine.MYSQL })
	void triesAgainWhileAnotherSessionHoldsALock(TestDatabase database) throws Exception {
		TestMigrations.five().first(2).migrator(database.dataSource()).migrate();
		try (Connection reader = database.rawDataSource().getConnection()) {
			reader.setAutoCommit(false);
			texts(reader, "SELECT count(*) FROM plan");
			CompletableFuture<MigrationReport> run = CompletableFuture
				.supplyAsync(() -> TestMigrations.five().migrator(database.dataSource()).migrate());
			TimeUnit.MILLISECONDS.sleep(2500);
			assertThat(run).isNotDone();
			reader.commit();
			assertThat(run.get(30, TimeUnit.SECONDS).applied()).hasSize(3);
		}
	}

	@EngineTest(only = Engine.POSTGRESQL)
	void saysWhatRightsAreMissing(TestDatabase database) {
		String role = "reader" + Long.toHexString(System.nanoTime());
		database.jdbc().sql("create role " + role + " login password 'secret'").update();
		try {
			Migrator migrator = TestMigrations.five()
				.migrator(new DriverManagerDataSource(database.url(), role, "secret"));
			assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator::migrate)
				.withMessageContaining("permission denied for schema public")
				.withMessageContaining("Migrations need a user who may create, change and drop tables in this schema");
			TestMigrations.five().migrator(database.dataSource()).migrate();
			database.jdbc().sql("grant select on masterrecord_history to " + role).update();
			assertThat(migrator.migrate().applied()).isEmpty();
			database.jdbc().sql("revoke select on masterrecord_history from " + role).update();
		}
		finally {
			database.jdbc().sql("drop role " + role).update();
		}
	}

	@EngineTest(only = { Engine.POSTGRESQL, Engine.MARIADB })
	void givesTheLockBackWhateverEndsTheRun(TestDatabase database) {
		TestMigrations.five().migrator(database.dataSource()).migrate();
		TestMigrations ending = TestMigrations.five().add("6", (schema) -> schema.code("end", 1, (connection) -> {
			try {
				execute(connection, "SELECT no_such_function()");
			}
			catch (SQLException ex) {
				throw new AssertionError("out of the ordinary", ex);
			}
		}));
		HikariConfig configuration = new HikariConfig();
		configuration.setJdbcUrl(database.url());
		configuration.setUsername(database.user());
		configuration.setPassword(database.password());
		configuration.setMaximumPoolSize(1);
		try (HikariDataSource pool = new HikariDataSource(configuration)) {
			assertThatExceptionOfType(AssertionError.class).isThrownBy(ending.migrator(pool)::migrate);
			assertThat(TestMigrations.five()
				.add("6", (schema) -> schema.code("end", 1, (connection) -> execute(connection, "SELECT 1")))
				.migrator(database.rawDataSource(), MigrationSettings.defaults().withLockTimeout(Duration.ofSeconds(2)))
				.migrate()
				.applied()).hasSize(1);
		}
	}

	@EngineTest(only = Engine.SQLITE)
	void saysWhoKeptTheCommitWaiting(TestDatabase database) throws SQLException {
		DriverManagerDataSource dataSource = new DriverManagerDataSource(database.url()
			.replace("journal_mode=WAL", "journal_mode=DELETE")
			.replace("timeout=10000", "timeout=0"));
		TestMigrations.five().first(4).migrator(dataSource).migrate();
		Migrator migrator = TestMigrations.five()
			.migrator(dataSource, MigrationSettings.defaults().withLockTimeout(Duration.ofSeconds(1)));
		try (Connection reader = dataSource.getConnection();
				Statement statement = reader.createStatement();
				ResultSet rows = statement.executeQuery("SELECT step FROM marker")) {
			assertThat(rows.next()).isTrue();
			assertThatExceptionOfType(MigrationLockException.class).isThrownBy(migrator::migrate)
				.withMessageContaining("could not be committed, and nothing of this run stays");
		}
		assertThat(migrator.migrate().applied()).hasSize(1);
	}

	@EngineTest
	void waitsForALockForAsLongAsCanBeSaid(TestDatabase database) {
		assertThat(TestMigrations.five()
			.migrator(database.dataSource(),
					MigrationSettings.defaults().withLockTimeout(Duration.ofSeconds(Long.MAX_VALUE)))
			.migrate()
			.applied()).hasSize(5);
	}

	@EngineTest(only = { Engine.POSTGRESQL, Engine.MARIADB, Engine.MYSQL })
	void stopsWhereAPoolerLetsItWorkInAnotherSessionThanTheOneWithTheLock(TestDatabase database) throws SQLException {
		try (Connection one = database.rawDataSource().getConnection();
				Connection other = database.rawDataSource().getConnection()) {
			AtomicBoolean locked = new AtomicBoolean();
			Connection pooled = (Connection) Proxy.newProxyInstance(Connection.class.getClassLoader(),
					new Class<?>[] { Connection.class }, (proxy, method, arguments) -> {
						boolean statement = method.getName().endsWith("Statement") && one.getAutoCommit();
						Connection session = (statement && locked.get()) ? other : one;
						if (statement && arguments != null) {
							String sql = String.valueOf(arguments[0]).toLowerCase(Locale.ROOT);
							locked.compareAndSet(false, sql.contains("advisory_lock") || sql.contains("get_lock"));
						}
						return method.invoke(session, arguments);
					});
			Migrator migrator = TestMigrations.five().migrator(new SingleConnectionDataSource(pooled, true));
			assertThatExceptionOfType(MigrationLockException.class).isThrownBy(migrator::migrate)
				.withMessageContaining("hands sessions out by the transaction");
		}
	}

	/** A pool of one session behind many connections, as an idle pooler is. */
	@EngineTest(only = Engine.POSTGRESQL)
	void stopsWhereASecondConnectionGetsTheLockToo(TestDatabase database) throws SQLException {
		try (Connection session = database.rawDataSource().getConnection();
				Connection opened = database.rawDataSource().getConnection()) {
			Connection pooled = (Connection) Proxy.newProxyInstance(Connection.class.getClassLoader(),
					new Class<?>[] { Connection.class }, (proxy, method, arguments) -> {
						boolean ofTheDriver = method.getName().equals("unwrap")
								|| method.getName().equals("isWrapperFor");
						return method.invoke(ofTheDriver ? opened : session, arguments);
					});
			Migrator migrator = TestMigrations.five().migrator(new SingleConnectionDataSource(pooled, true));
			assertThatExceptionOfType(MigrationLockException.class).isThrownBy(migrator::migrate)
				.withMessageContaining("hands sessions out by the transaction");
			assertThat(migrator.status().lockHolder()).isNull();
			assertThat(texts(session, "SELECT count(*) FROM information_schema.tables WHERE table_name = 'plan'"))
				.containsExactly("0");
		}
	}

	@EngineTest(only = Engine.H2)
	void waitsForADatabaseThatIsNotThereYet(TestDatabase database) {
		AtomicInteger attempts = new AtomicInteger();
		MigrationSettings patient = MigrationSettings.defaults().withConnectTimeout(Duration.ofMinutes(1));
		DataSource late = failing(database, attempts, 2, "08001");
		assertThat(TestMigrations.five().migrator(late, patient).migrate().applied()).hasSize(5);
		assertThat(attempts).hasValueGreaterThan(2);
	}

	@EngineTest(only = Engine.H2)
	void doesNotWaitWhereWaitingIsOfNoUse(TestDatabase database) {
		AtomicInteger attempts = new AtomicInteger();
		MigrationSettings patient = MigrationSettings.defaults().withConnectTimeout(Duration.ofMinutes(1));
		assertThatExceptionOfType(MigrationConnectionException.class).isThrownBy(
				() -> TestMigrations.five().migrator(failing(database, attempts, 2, "28P01"), patient).migrate());
		assertThat(attempts).hasValue(1);
		assertThatExceptionOfType(MigrationConnectionException.class)
			.isThrownBy(() -> TestMigrations.five().migrator(failing(database, attempts, 3, "08001")).migrate());
		assertThat(attempts).hasValue(2);
	}

	private static DataSource failing(TestDatabase database, AtomicInteger attempts, int failures, String state) {
		return new DelegatingDataSource(database.rawDataSource()) {

			@Override
			public Connection getConnection() throws SQLException {
				if (attempts.incrementAndGet() <= failures) {
					throw new SQLException("not today", state);
				}
				return super.getConnection();
			}

		};
	}

	private static List<String> settings(Engine engine, Connection connection) throws SQLException {
		List<String> queries = switch (engine) {
			case POSTGRESQL -> List.of("SHOW lock_timeout", "SHOW statement_timeout", "SHOW application_name");
			case MARIADB, MYSQL -> List.of("SELECT @@lock_wait_timeout");
			case SQLITE -> List.of("PRAGMA foreign_keys");
			case H2 -> List.of();
		};
		List<String> settings = new ArrayList<>();
		for (String query : queries) {
			settings.addAll(texts(connection, query));
		}
		return settings;
	}

	private static void execute(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	private static List<String> texts(Connection connection, String sql) throws SQLException {
		List<String> texts = new ArrayList<>();
		try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
			while (rows.next()) {
				texts.add(rows.getString(1));
			}
		}
		return texts;
	}

}
