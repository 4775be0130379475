package io.masterrecord.write;

import java.time.Duration;
import java.util.ArrayList;
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
import io.masterrecord.jdbc.StatementGate;
import io.masterrecord.model.Model;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.FaultDataSource;
import io.masterrecord.testing.FaultDataSource.Fault;
import io.masterrecord.testing.TestDatabase;
import io.masterrecord.write.WriteEntities.Setting;

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
