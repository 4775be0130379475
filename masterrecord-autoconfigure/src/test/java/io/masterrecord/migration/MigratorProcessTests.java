package io.masterrecord.migration;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

import io.masterrecord.testing.Engine;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.SecondJvm;
import io.masterrecord.testing.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests for {@link Migrator} in several real processes.
 */
class MigratorProcessTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	@ParameterizedTest
	@EnumSource(value = Engine.class, names = "MYSQL", mode = EnumSource.Mode.EXCLUDE)
	void twoProcessesComeUpTogetherAndOneOfThemApplies(Engine engine) {
		startTogether(engine, 2);
	}

	@ParameterizedTest
	@EnumSource(value = Engine.class, names = "MYSQL", mode = EnumSource.Mode.EXCLUDE)
	void eightProcessesComeUpTogetherAndOneOfThemApplies(Engine engine) {
		assumeThat(engine == Engine.SQLITE || Boolean.getBoolean("masterrecord.test.thorough"))
			.as("-Dmasterrecord.test.thorough=true tries this on %s too", engine)
			.isTrue();
		startTogether(engine, 8);
	}

	private static void startTogether(Engine engine, int count) {
		try (TestDatabase database = TestDatabase.createShared(engine)) {
			List<SecondJvm> processes = IntStream.range(0, count)
				.mapToObj((number) -> MigratingProcess.start(database, "together", ""))
				.toList();
			try {
				SecondJvm.startTogether(processes.toArray(SecondJvm[]::new));
				int appliers = 0;
				for (SecondJvm process : processes) {
					assertThat(process.exitCode(PATIENCE)).as(process.output()).isZero();
					appliers += process.output().contains(MigratingProcess.DONE.formatted(5)) ? 1 : 0;
				}
				assertThat(appliers).isOne();
				assertDone(database);
			}
			finally {
				processes.forEach(SecondJvm::close);
			}
		}
	}

	@ParameterizedTest
	@EnumSource(value = Engine.class, names = "MYSQL", mode = EnumSource.Mode.EXCLUDE)
	void goesOnByItselfAfterAProcessWasKilled(Engine engine) {
		for (String point : List.of("started 2.1", "executed 3.1", "executed 3.2")) {
			try (TestDatabase database = TestDatabase.createShared(engine)) {
				try (SecondJvm process = MigratingProcess.start(database, "halt", point)) {
					assertThat(process.exitCode(PATIENCE)).as(process.output()).isEqualTo(137);
				}
				MigrationReport report = TestMigrations.five().migrator(database.dataSource()).migrate();
				assertThat(report.applied()).as(point).isNotEmpty();
				assertDone(database);
			}
		}
	}

	@EngineTest
	void goesOnWithinFiveSecondsAfterTheHolderDied(TestDatabase unused) {
		try (TestDatabase database = TestDatabase.createShared(unused.engine());
				SecondJvm holder = MigratingProcess.start(database, "pause", "started 3.1")) {
			holder.awaitLine(MigratingProcess.PAUSED, PATIENCE);
			try (SecondJvm waiter = MigratingProcess.start(database, "wait", "")) {
				waiter.awaitLine("Waiting for the migrations of another process", PATIENCE);
				long killed = System.nanoTime();
				holder.kill();
				assertThat(waiter.exitCode(PATIENCE)).as(waiter.output()).isZero();
				assertThat(Duration.ofNanos(System.nanoTime() - killed)).isLessThan(Duration.ofSeconds(5));
				assertDone(database);
			}
		}
	}

	@EngineTest(only = { Engine.POSTGRESQL, Engine.MARIADB, Engine.MYSQL })
	void neverWorksBesideTheStatementOfADeadProcess(TestDatabase database) throws InterruptedException {
		String sleeping = (database.engine() == Engine.POSTGRESQL)
				? "select count(*) from pg_stat_activity where query like '%pg_sleep(4)%' and state = 'active' "
						+ "and pid <> pg_backend_pid()"
				: "select count(*) from information_schema.processlist where info like '%sleep(4)%' "
						+ "and id <> connection_id()";
		try (SecondJvm process = MigratingProcess.start(database, "sleep", "")) {
			while (count(database, sleeping) == 0) {
				TimeUnit.MILLISECONDS.sleep(50);
			}
			process.kill();
		}
		assertThat(count(database, sleeping)).isOne();
		AtomicLong beside = new AtomicLong();
		MigrationListener listener = new MigrationListener() {
			@Override
			public void lockAcquired(Duration waited) {
				beside.set(count(database, sleeping));
			}
		};
		MigratingProcess.sleeping().migrator(database.dataSource(), MigrationSettings.defaults(), listener).migrate();
		assertThat(beside).hasValue(0);
		assertThat(TestMigrations.markers(database)).containsExactly("1.2", "2.2", "3.2", "4.2", "5.2");
	}

	@ParameterizedTest(name = "the statement of the dead process is ended: {0}")
	@ValueSource(booleans = { false, true })
	void endsWithAnIndexThatIsValidAfterAProcessWasKilledWhileItWasBuilt(boolean ended) throws Exception {
		try (TestDatabase database = TestDatabase.create(Engine.POSTGRESQL);
				Connection open = database.rawDataSource().getConnection()) {
			TestMigrations.five().migrator(database.dataSource()).migrate();
			open.setAutoCommit(false);
			try (Statement statement = open.createStatement()) {
				statement.execute("INSERT INTO plan (id, title) VALUES (99, 'not committed')");
			}
			String building = "FROM pg_stat_activity WHERE datname = current_database() AND state = 'active' "
					+ "AND query LIKE 'CREATE INDEX CONCURRENTLY%'";
			try (SecondJvm process = MigratingProcess.start(database, "index", "")) {
				await(() -> count(database, "SELECT count(*) " + building) == 1);
				process.kill();
			}
			if (ended) {
				count(database, "SELECT count(pg_terminate_backend(pid)) " + building);
				await(() -> count(database, "SELECT count(*) " + building) == 0);
			}
			assertThat(count(database, "SELECT count(*) FROM pg_index WHERE NOT indisvalid")).isOne();
			CompletableFuture<MigrationReport> next = CompletableFuture
				.supplyAsync(() -> MigratingProcess.indexing().migrator(database.dataSource()).migrate());
			open.rollback();
			assertThat(next.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).applied()).hasSize(1);
			assertThat(count(database, "SELECT count(*) FROM pg_index WHERE NOT indisvalid")).isZero();
			assertThat(count(database, "SELECT count(*) FROM pg_index WHERE indexrelid = 'idx_plan_title'::regclass"))
				.isOne();
			assertThat(MigratingProcess.indexing().migrator(database.dataSource()).drift().differences()).isEmpty();
		}
	}

	private static void await(BooleanSupplier condition) throws InterruptedException {
		long deadline = System.nanoTime() + PATIENCE.toNanos();
		while (!condition.getAsBoolean()) {
			assertThat(System.nanoTime() - deadline).as("waited too long").isNegative();
			TimeUnit.MILLISECONDS.sleep(50);
		}
	}

	private static long count(TestDatabase database, String sql) {
		return database.jdbc().sql(sql).query(Long.class).single();
	}

	private static void assertDone(TestDatabase database) {
		Migrator migrator = TestMigrations.five().migrator(database.dataSource());
		assertThat(migrator.status().state()).isEqualTo(MigrationStatus.State.UP_TO_DATE);
		assertThat(TestMigrations.markers(database)).containsExactly("1.2", "2.2", "3.2", "4.2", "5.2");
	}

}
