package io.masterrecord.write;

import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.masterrecord.jdbc.ForwardingStatementGate;
import io.masterrecord.jdbc.SqlBatch;
import io.masterrecord.jdbc.SqlStatement;
import io.masterrecord.jdbc.StatementGate;
import io.masterrecord.jdbc.StatementKind;
import io.masterrecord.model.Model;
import io.masterrecord.testing.Engine;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.FaultDataSource;
import io.masterrecord.testing.FaultDataSource.Fault;
import io.masterrecord.testing.TestDatabase;
import io.masterrecord.write.WriteEntities.Plan;
import io.masterrecord.write.WriteEntities.Setting;

import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for writes of many rows while the database or the way to it fails.
 */
class BulkFaultTests {

	private static final int ROWS = 210;

	@EngineTest
	void whateverCallFailsAllRowsAreWrittenOrNone(TestDatabase database) {
		EntityOperations plain = WriteFixture.of(database, Setting.class).operations();
		List<Setting> rows = IntStream.range(0, ROWS).mapToObj((i) -> new Setting("s" + i, "new")).toList();
		for (Fault fault : List.of(Fault.FAILS_BEFORE, Fault.LOST_AFTER)) {
			for (int call = 1;; call++) {
				plain.query(Setting.class).all().delete();
				plain.insert(new Setting("s7", "old"));
				FaultDataSource faults = new FaultDataSource(database.rawDataSource(), call, fault);
				boolean failed = fails(operations(faults.dataSource()), rows);
				if (faults.fired() == null) {
					assertThat(failed).isFalse();
					break;
				}
				long written = plain.query(Setting.class).where(Setting::content).eq("new").count();
				assertThat(written).as("%s at call %d: %s", fault, call, faults.fired()).isIn(0L, (long) ROWS);
				assertThat(failed || written == ROWS).as("%s at call %d: %s", fault, call, faults.fired()).isTrue();
			}
		}
	}

	private static boolean fails(EntityOperations operations, List<Setting> rows) {
		try {
			operations.upsertAll(Setting.class, rows).execute();
			return false;
		}
		catch (RuntimeException ex) {
			return true;
		}
	}

	@EngineTest
	void poolThatIsFullRefusesAWriteAndIsWellAfterwards(TestDatabase database) throws Exception {
		WriteFixture.of(database, Setting.class);
		HikariConfig configuration = new HikariConfig();
		configuration.setDataSource(database.rawDataSource());
		configuration.setMaximumPoolSize(2);
		configuration.setConnectionTimeout(Duration.ofMillis(300).toMillis());
		try (HikariDataSource pool = new HikariDataSource(configuration)) {
			EntityOperations operations = operations(pool);
			List<Setting> rows = IntStream.range(0, 10).mapToObj((i) -> new Setting("s" + i, "a")).toList();
			CountDownLatch taken = new CountDownLatch(2);
			CountDownLatch done = new CountDownLatch(1);
			ExecutorService executor = Executors.newFixedThreadPool(2);
			try {
				List<Future<?>> holders = new ArrayList<>();
				for (int i = 0; i < 2; i++) {
					holders.add(executor.submit(() -> {
						new TransactionTemplate(new JdbcTransactionManager(pool)).executeWithoutResult((status) -> {
							taken.countDown();
							awaits(done);
						});
					}));
				}
				awaits(taken);
				assertThatExceptionOfType(TransactionException.class)
					.isThrownBy(() -> operations.insertAll(Setting.class, rows));
				done.countDown();
				for (Future<?> holder : holders) {
					holder.get(20, TimeUnit.SECONDS);
				}
			}
			finally {
				executor.shutdownNow();
			}
			assertThat(operations.insertAll(Setting.class, rows)).isEqualTo(rows);
			assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
		}
	}

	@EngineTest(only = { Engine.POSTGRESQL, Engine.MARIADB, Engine.MYSQL })
	void connectionThatTheServerCutsLeavesNothingBehindAndThePoolWell(TestDatabase database) {
		WriteFixture.of(database, Setting.class);
		HikariConfig configuration = new HikariConfig();
		configuration.setDataSource(database.rawDataSource());
		configuration.setMaximumPoolSize(2);
		try (HikariDataSource pool = new HikariDataSource(configuration)) {
			EntityOperations operations = operations(pool);
			Iterable<Setting> cut = () -> IntStream.range(0, 15_000).mapToObj((i) -> {
				if (i == 12_000) {
					cut(operations, database);
				}
				return new Setting("s" + i, "a");
			}).iterator();
			assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> operations.load(Setting.class, cut));
			assertThat(operations.query(Setting.class).count()).isZero();
			List<Setting> rows = IntStream.range(0, 1000).mapToObj((i) -> new Setting("s" + i, "a")).toList();
			TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(pool));
			assertThatExceptionOfType(RuntimeException.class)
				.isThrownBy(() -> transaction.executeWithoutResult((status) -> {
					operations.insertAll(Setting.class, rows.subList(0, 500));
					cut(operations, database);
					operations.upsertAll(Setting.class, rows).execute();
				}));
			assertThat(operations.query(Setting.class).count()).isZero();
			assertThat(operations.insertAll(Setting.class, rows)).isEqualTo(rows);
			assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
		}
	}

	/**
	 * Let the server cut the connection of the transaction at hand.
	 */
	private static void cut(EntityOperations operations, TestDatabase database) {
		boolean postgres = database.engine() == Engine.POSTGRESQL;
		long connection = operations.gate()
			.query(SqlStatement.of(StatementKind.SELECT,
					postgres ? "SELECT pg_backend_pid()" : "SELECT connection_id()"),
					(rows) -> rows.next() ? rows.getLong(1) : 0);
		JdbcClient other = JdbcClient.create(database.rawDataSource());
		if (postgres) {
			assertThat(other.sql("SELECT pg_terminate_backend(" + connection + ")").query(Boolean.class).single())
				.isTrue();
		}
		else {
			other.sql("KILL " + connection).update();
		}
	}

	@EngineTest(only = { Engine.SQLITE, Engine.H2 })
	void driverThatTellsNoCountsIsNotTrustedWithVersions(TestDatabase database) {
		WriteFixture fixture = WriteFixture.of(database, Plan.class);
		List<Plan> plans = fixture.operations()
			.insertAll(Plan.class, IntStream.range(0, 20).mapToObj((i) -> Plan.of("PN-" + i, "old")).toList());
		EntityOperations blind = fixture.builder(new ForwardingStatementGate() {

			@Override
			protected StatementGate target() {
				return fixture.gate();
			}

			@Override
			public int[] batch(SqlBatch batch) {
				int[] counts = super.batch(batch);
				Arrays.fill(counts, Statement.SUCCESS_NO_INFO);
				return counts;
			}

		}).build();
		List<Plan> changed = plans.stream().map((plan) -> plan.withTitle("new")).toList();
		assertThatExceptionOfType(InvalidDataAccessResourceUsageException.class)
			.isThrownBy(() -> blind.updateAll(Plan.class, changed))
			.withMessageContaining("does not tell how many rows");
		assertThatExceptionOfType(InvalidDataAccessResourceUsageException.class)
			.isThrownBy(() -> blind.deleteAll(Plan.class, plans));
		assertThat(fixture.operations().query(Plan.class).where(Plan::title).eq("old").count()).isEqualTo(20);
	}

	@EngineTest(only = Engine.SQLITE)
	void sixteenWritersOfOneFileSeeNoConflict(TestDatabase database) throws Exception {
		WriteFixture.of(database, Setting.class);
		EntityOperations operations = operations(database.dataSource());
		ExecutorService executor = Executors.newFixedThreadPool(16);
		try {
			List<Future<?>> writers = new ArrayList<>();
			for (int thread = 0; thread < 16; thread++) {
				int first = thread * 200;
				writers.add(executor.submit(() -> {
					for (int i = 0; i < 200; i++) {
						operations.insert(new Setting("s" + (first + i), "a"));
					}
				}));
			}
			for (Future<?> writer : writers) {
				writer.get(120, TimeUnit.SECONDS);
			}
		}
		finally {
			executor.shutdownNow();
		}
		assertThat(operations.query(Setting.class).count()).isEqualTo(3200);
	}

	private static void awaits(CountDownLatch latch) {
		try {
			assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static EntityOperations operations(DataSource dataSource) {
		return EntityOperations.builder(Model.of(Setting.class), StatementGate.of(dataSource))
			.transactions(new TransactionTemplate(new JdbcTransactionManager(dataSource)))
			.build();
	}

}
