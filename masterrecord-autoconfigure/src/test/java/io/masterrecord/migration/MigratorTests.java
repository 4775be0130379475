package io.masterrecord.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.masterrecord.testing.Engine;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.FaultDataSource;
import io.masterrecord.testing.SqlRecorder;
import io.masterrecord.testing.TestDatabase;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests for {@link Migrator}, on every engine.
 */
class MigratorTests {

	@EngineTest(only = { Engine.POSTGRESQL, Engine.MARIADB, Engine.MYSQL })
	void remembersTheValueThatAnotherSessionWroteMeanwhile(TestDatabase database) throws Exception {
		TestMigrations.five().migrator(database.dataSource()).migrate();
		TestMigrations migrations = TestMigrations.five()
			.add("6", (schema) -> schema.upsert("plan").key("id").row((row) -> row.set("id", 1).set("title", "Seeded")),
					(schema) -> schema.takeBackRows("plan"));
		Migrator migrator = migrations.migrator(database.dataSource());
		try (Connection user = database.rawDataSource().getConnection(); Statement statement = user.createStatement()) {
			user.setAutoCommit(false);
			statement.executeUpdate("update plan set title = 'Of a user' where id = 1");
			CompletableFuture<MigrationReport> run = CompletableFuture.supplyAsync(migrator::migrate);
			TimeUnit.MILLISECONDS.sleep(1200);
			user.commit();
			assertThat(run.get(60, TimeUnit.SECONDS).applied()).hasSize(1);
		}
		migrator.rollback(1);
		assertThat(database.jdbc().sql("select title from plan where id = 1").query(String.class).single())
			.isEqualTo("Of a user");
	}

	@EngineTest
	void undoesNothingBesideAMigrationThatIsNotAsItWasApplied(TestDatabase database) {
		TestMigrations.five().migrator(database.dataSource()).migrate();
		TestMigrations edited = TestMigrations.five()
			.without("4")
			.add("4", (schema) -> schema.insert("marker").row((row) -> row.set("step", "4.2")));
		assertThatExceptionOfType(MigrationHistoryException.class)
			.isThrownBy(() -> edited.migrator(database.dataSource()).rollback(1))
			.withMessageContaining("Migration 'M4' (4) was changed after it was applied");
		assertThat(TestMigrations.five().migrator(database.dataSource()).rollback(1).reverted()).hasSize(1);
	}

	@EngineTest
	void appliesMigrationsInNumericOrder(TestDatabase database) {
		List<String> order = new ArrayList<>();
		MigrationListener listener = new MigrationListener() {
			@Override
			public void migrationStarted(String id, String name, Direction direction) {
				order.add(id);
			}
		};
		Migrator migrator = TestMigrations.of()
			.add("10", (schema) -> schema.addColumn("plan").varchar("code", 20))
			.add("2", (schema) -> schema.createTable("plan", (table) -> table.bigint("id").notNull().primaryKey()))
			.migrator(database.dataSource(), MigrationSettings.defaults(), listener);
		MigrationReport report = migrator.migrate();
		assertThat(order).containsExactly("2", "10");
		assertThat(report.applied()).extracting(MigrationReport.Entry::id).containsExactly("2", "10");
		assertThat(report.summary()).matches("[a-z0-9]+ [\\d.]+, 2 migrations, 2 applied in \\d+ ms");
		assertThat(historyIds(database)).containsExactly("2", "10");
		assertThat(migrator.migrate().summary()).contains("2 migrations, up to date in ");
	}

	@EngineTest
	void reportsSeedsAndStatus(TestDatabase database) {
		Migrator migrator = TestMigrations.five().migrator(database.dataSource());
		assertThat(migrator.status().state()).isEqualTo(MigrationStatus.State.PENDING);
		assertThat(migrator.status().pending()).isEqualTo(5);
		MigrationReport report = migrator.migrate();
		assertThat(report.seeds()).isEqualTo(6);
		assertThat(report.summary()).contains("5 applied in ").endsWith(", 6 seeds written");
		MigrationStatus status = migrator.status();
		assertThat(status.state()).isEqualTo(MigrationStatus.State.UP_TO_DATE);
		assertThat(status.migrations()).hasSize(5)
			.allSatisfy((item) -> assertThat(item.state()).isEqualTo(MigrationState.APPLIED))
			.allSatisfy((item) -> assertThat(item.startedAt()).isNotNull())
			.allSatisfy((item) -> assertThat(item.duration()).isNotNull())
			.allSatisfy((item) -> assertThat(item.stepsDone()).isEqualTo(item.stepsTotal()));
		assertThat(TestMigrations.markers(database)).containsExactly("1.2", "2.2", "3.2", "4.2", "5.2");
	}

	@EngineTest
	void looksOnceAndLocksNothingWhenNothingIsPending(TestDatabase database) {
		TestMigrations.five().migrator(database.dataSource()).migrate();
		SqlRecorder recorder = new SqlRecorder(database.dataSource());
		MigrationReport report = TestMigrations.five().migrator(recorder.dataSource()).migrate();
		assertThat(report.applied()).isEmpty();
		assertThat(recorder.sql()).singleElement().asString().startsWith("SELECT").contains("masterrecord_history");
		assertThat(recorder.connections()).isEqualTo(1);
	}

	@EngineTest
	void readsAgainWhenTheHistoryComesIntoExistenceMeanwhile(TestDatabase database) {
		TestMigrations.five().migrator(database.rawDataSource()).migrate();
		SqlRecorder recorder = new SqlRecorder(database.rawDataSource());
		TestMigrations.five().migrator(recorder.dataSource()).migrate();
		String read = recorder.sql().get(0);
		int call = 0;
		FaultDataSource faulty;
		do {
			faulty = new FaultDataSource(database.rawDataSource(), ++call, FaultDataSource.Fault.FAILS_BEFORE);
			runQuietly(TestMigrations.five().migrator(faulty.dataSource()));
		}
		while (!String.valueOf(faulty.fired()).startsWith("executeQuery " + read));
		faulty = new FaultDataSource(database.rawDataSource(), call, FaultDataSource.Fault.FAILS_BEFORE);
		assertThat(TestMigrations.five().migrator(faulty.dataSource()).migrate().applied()).isEmpty();
		assertThat(faulty.fired()).isNotNull();
	}

	private static void runQuietly(Migrator migrator) {
		try {
			migrator.migrate();
		}
		catch (DataAccessException ex) {
			// one of the calls before the one that is looked for
		}
	}

	@EngineTest
	void touchesNothingWithoutMigrations(TestDatabase database) {
		Migrator migrator = TestMigrations.of().migrator(database.dataSource());
		assertThat(migrator.migrate().summary()).contains("0 migrations, up to date");
		assertThat(migrator.status().state()).isEqualTo(MigrationStatus.State.UP_TO_DATE);
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> historyIds(database));
	}

	@EngineTest
	void stopsAtAFailingMigrationAndGoesOnWhenItIsRepaired(TestDatabase database) {
		TestMigrations broken = TestMigrations.five()
			.add("6", (schema) -> schema.createTable("extra", (table) -> table.bigint("id").notNull().primaryKey()))
			.add("7", (schema) -> {
				schema.addColumn("extra").varchar("note", 20);
				schema.sql("INSERT INTO no_such_table VALUES (4711)");
				schema.addColumn("extra").varchar("last", 20);
			})
			.add("8", (schema) -> schema.dropTable("extra"));
		assertThatExceptionOfType(MigrationFailedException.class)
			.isThrownBy(() -> broken.migrator(database.dataSource()).migrate())
			.withMessageContaining("Migration 'M7' (7) failed at step 2 of 3, ")
			.withMessageContaining("no_such_table")
			.withMessageContaining("SQLState")
			.satisfies((ex) -> assertThat(ex.migration()).isEqualTo("7"));
		boolean atomic = atomic(database);
		assertThat(appliedIds(database)).containsExactly("1", "2", "3", "4", "5", "6");
		assertThat(columns(database, "extra")).isEqualTo(atomic ? List.of("id") : List.of("id", "note"));
		MigrationStatus status = broken.migrator(database.dataSource()).status();
		assertThat(status.state()).isEqualTo(atomic ? MigrationStatus.State.PENDING : MigrationStatus.State.FAILED);

		TestMigrations repaired = broken.first(6).add("7", (schema) -> {
			schema.addColumn("extra").varchar("note", 20);
			schema.insert("marker").row((row) -> row.set("step", "7.2"));
			schema.addColumn("extra").varchar("last", 20);
		});
		repaired.migrator(database.dataSource()).migrate();
		assertThat(columns(database, "extra")).containsExactly("id", "note", "last");
		assertThat(TestMigrations.markers(database)).containsOnlyOnce("7.2");
		assertThat(repaired.migrator(database.dataSource()).status().state())
			.isEqualTo(MigrationStatus.State.UP_TO_DATE);
	}

	@EngineTest(except = { Engine.POSTGRESQL, Engine.SQLITE })
	void refusesARepairOfStepsThatAreDone(TestDatabase database) {
		TestMigrations.of().add("1", (schema) -> {
			schema.createTable("plan", (table) -> table.bigint("id").notNull().primaryKey());
			schema.sql("INSERT INTO no_such_table VALUES (1)");
		});
		assertThatExceptionOfType(MigrationFailedException.class)
			.isThrownBy(() -> TestMigrations.of().add("1", (schema) -> {
				schema.createTable("plan", (table) -> table.bigint("id").notNull().primaryKey());
				schema.sql("INSERT INTO no_such_table VALUES (1)");
			}).migrator(database.dataSource()).migrate());
		assertThatExceptionOfType(MigrationHistoryException.class)
			.isThrownBy(() -> TestMigrations.of()
				.add("1",
						(schema) -> schema.createTable("plan",
								(table) -> table.varchar("id", 10).notNull().primaryKey()))
				.migrator(database.dataSource())
				.migrate())
			.withMessageContaining("Migration 'M1' (1) stopped at step 2 of 2, and was changed before that step");
	}

	@EngineTest
	void namesTheOperationThatWasEdited(TestDatabase database) {
		TestMigrations.five().migrator(database.dataSource()).migrate();
		Migrator edited = TestMigrations.five().without("3").add("3", "2", (schema) -> {
			schema.addColumn("plan").varchar("code", 21);
			schema.insert("marker").row((row) -> row.set("step", "3.2"));
			schema.createIndex("uq_plan_code").unique().on("plan", "code");
		}, (schema) -> {
		}).migrator(database.dataSource());
		assertThatExceptionOfType(MigrationHistoryException.class).isThrownBy(edited::migrate)
			.withMessage("Migration 'M3' (3) was changed after it was applied: operation 1 was 'add column plan.code "
					+ "varchar(20)' and is 'add column plan.code varchar(21)' now. Put it back as it was and write a new "
					+ "migration for the change, or undo it with the class that was applied before changing it");
		assertThat(edited.status().state()).isEqualTo(MigrationStatus.State.TAMPERED);
		assertThatExceptionOfType(MigrationHistoryException.class).isThrownBy(edited::validate);
	}

	@EngineTest
	void undoesTheNewestMigrationOnly(TestDatabase database) {
		Migrator migrator = TestMigrations.five().migrator(database.dataSource());
		migrator.migrate();
		MigrationReport report = migrator.rollback(1);
		assertThat(report.reverted()).extracting(MigrationReport.Entry::id).containsExactly("5");
		assertThat(report.summary()).contains("1 undone in ");
		assertThat(historyIds(database)).containsExactly("1", "2", "3", "4");
		assertThat(TestMigrations.markers(database)).containsExactly("1.2", "2.2", "3.2", "4.2");
		migrator.rollbackTo("2");
		assertThat(historyIds(database)).containsExactly("1", "2");
		assertThat(columns(database, "plan")).containsExactly("id", "title");
		assertThat(migrator.migrate().applied()).hasSize(3);
		assertThat(TestMigrations.markers(database)).containsExactly("1.2", "2.2", "3.2", "4.2", "5.2");
		assertThat(migrator.rollbackTo("0").reverted()).hasSize(5);
		assertThat(historyIds(database)).isEmpty();
	}

	@EngineTest
	void refusesToUndoWhatHasNoWayBack(TestDatabase database) {
		Migrator migrator = new Migrator(database.dataSource(),
				MigrationChain.of(List.of(MigrationDefinition.record(new OneWay()))), MigrationSettings.defaults());
		migrator.migrate();
		assertThatExceptionOfType(MigrationHistoryException.class).isThrownBy(() -> migrator.rollback(1))
			.withMessageContaining("Migration 'OneWay' (1) cannot be undone: the rows are gone");
		assertThatExceptionOfType(MigrationHistoryException.class).isThrownBy(() -> migrator.rollbackTo("9"))
			.withMessageContaining("Migration '9' is not applied here");
	}

	@EngineTest
	void toleratesADatabaseThatIsNewerThanTheApplication(TestDatabase database) {
		TestMigrations.five()
			.migrator(database.dataSource(), MigrationSettings.defaults().withApplicationVersion("2.0"))
			.migrate();
		Migrator older = TestMigrations.five().first(3).migrator(database.dataSource());
		MigrationReport report = older.migrate();
		assertThat(report.applied()).isEmpty();
		assertThat(report.warnings()).singleElement()
			.asString()
			.startsWith("The database is ahead of this application, which does not know migrations 'M4' (4), 'M5' (5), "
					+ "applied last on ")
			.contains(" by version 2.0. That is fine while a newer release is being rolled out");
		assertThat(older.status().state()).isEqualTo(MigrationStatus.State.AHEAD);
		assertThat(older.status().migrations()).extracting(MigrationStatus.Item::id)
			.containsExactly("1", "2", "3", "4", "5");
		assertThatExceptionOfType(MigrationHistoryException.class).isThrownBy(() -> older.rollback(1))
			.withMessageContaining("Migration 'M5' (5) is not known to this application")
			.withMessageContaining("undo it with the release that applied it");
	}

	@EngineTest
	void refusesWhenAClassIsMissing(TestDatabase database) {
		TestMigrations.five()
			.add("6", (schema) -> schema.insert("marker").row((row) -> row.set("step", "6.1")))
			.add("7", (schema) -> schema.insert("marker").row((row) -> row.set("step", "7.1")))
			.migrator(database.dataSource())
			.migrate();
		Migrator migrator = TestMigrations.five()
			.add("7", (schema) -> schema.insert("marker").row((row) -> row.set("step", "7.1")))
			.migrator(database.dataSource());
		assertThatExceptionOfType(MigrationHistoryException.class).isThrownBy(migrator::migrate)
			.withMessageContaining("Migration 'M6' (6) was applied on ")
			.withMessageContaining("but the application does not have it any more");
	}

	@EngineTest
	void refusesWhatWasMergedBehindAnAppliedMigration(TestDatabase database) {
		TestMigrations.five().without("4").without("5").migrator(database.dataSource()).migrate();
		TestMigrations merged = TestMigrations.five()
			.without("4")
			.without("5")
			.add("25", "2", (schema) -> schema.sql("UPDATE plan SET title = 'x'"), (schema) -> {
			});
		merged = merged.without("3").add("3", "25", (schema) -> {
			schema.addColumn("plan").varchar("code", 20);
			schema.insert("marker").row((row) -> row.set("step", "3.2"));
			schema.createIndex("uq_plan_code").unique().on("plan", "code");
		}, (schema) -> {
		});
		Migrator migrator = merged.migrator(database.dataSource());
		assertThatExceptionOfType(MigrationHistoryException.class).isThrownBy(migrator::migrate)
			.withMessageContaining("Migration 'M25' (25) is not applied, but 'M3' (3), which comes after it, is");
	}

	@EngineTest
	void validatesWithoutChangingAnything(TestDatabase database) {
		Migrator migrator = TestMigrations.five().migrator(database.dataSource());
		assertThatExceptionOfType(MigrationHistoryException.class).isThrownBy(migrator::validate)
			.withMessageStartingWith("The migrations do not fit the history of the database in 5 ways")
			.withMessageContaining("Migration 'M1' (1) is not applied");
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> historyIds(database));
		migrator.migrate();
		assertThat(migrator.validate().applied()).isEmpty();
	}

	@EngineTest
	void honoursEnvironmentsAndRecordsTheOutcome(TestDatabase database) {
		TestMigrations migrations = TestMigrations.of().add("1", (schema) -> {
			schema.createTable("plan", (table) -> {
				table.bigint("id").notNull().primaryKey();
				table.varchar("code", 20);
			});
			schema.insert("plan").key("id").when("dev").row((row) -> row.set("id", 1).set("code", "dev"));
			schema.insert("plan").key("id").when("prod").row((row) -> row.set("id", 2).set("code", "prod"));
			schema.createIndex("idx_plan_code").on("plan", "code").when("dev");
		}, (schema) -> {
			schema.dropIndex("idx_plan_code").on("plan");
			schema.delete("plan").key("id").when("prod").row((row) -> row.set("id", 2));
			schema.delete("plan").key("id").when("dev").row((row) -> row.set("id", 1));
			schema.addColumn("plan").varchar("after_down", 20);
		});
		MigrationSettings settings = MigrationSettings.defaults().withEnvironments(List.of("prod"));
		Migrator migrator = migrations.migrator(database.dataSource(), settings);
		assertThat(migrator.migrate().seeds()).isEqualTo(1);
		assertThat(codes(database)).containsExactly("prod");
		assertThat(migrator.status().migrations().get(0).conditions())
			.extracting(ConditionalOutcome::subject, ConditionalOutcome::applied)
			.containsExactly(tuple("rows of plan", false), tuple("rows of plan", true),
					tuple("index idx_plan_code", false));
		database.jdbc().sql("insert into " + TestMigrations.quoted(database, "plan") + " values (1, 'mine')").update();

		migrations.migrator(database.dataSource(), MigrationSettings.defaults().withEnvironments(List.of("dev")))
			.rollback(1);
		assertThat(codes(database)).containsExactly("mine");
		assertThat(columns(database, "plan")).containsExactly("id", "code", "after_down");
	}

	@EngineTest
	void runsCodeAndSqlOfTheDialect(TestDatabase database) {
		TestMigrations migrations = TestMigrations.five().add("6", (schema) -> {
			schema.sql("INSERT INTO `marker` VALUES ('quoted')").onDialect("mariadb", "mysql");
			schema.sql("INSERT INTO \"marker\" VALUES ('quoted')").onDialect("h2", "postgresql", "sqlite");
			schema.code("fill", 1, (connection) -> {
				try (var statement = connection.createStatement()) {
					statement
						.executeUpdate("INSERT INTO " + TestMigrations.quoted(database, "marker") + " VALUES ('code')");
				}
			});
		});
		migrations.migrator(database.dataSource()).migrate();
		assertThat(TestMigrations.markers(database)).contains("code").containsOnlyOnce("quoted");
	}

	@EngineTest
	void keepsCodeFromEndingItsTransaction(TestDatabase database) {
		TestMigrations migrations = TestMigrations.five()
			.add("6", (schema) -> schema.code("commit", 1, Connection::commit));
		assertThatExceptionOfType(MigrationFailedException.class)
			.isThrownBy(() -> migrations.migrator(database.dataSource()).migrate())
			.withMessageContaining("must not call 'commit'");
		assertThat(appliedIds(database)).doesNotContain("6");
	}

	@EngineTest
	void codeSeesTablesAsTheyWereBeforeLaterMigrations(TestDatabase database) {
		TestMigrations migrations = TestMigrations.five().add("6", (schema) -> schema.code("copy", 1, (connection) -> {
			try (var statement = connection.createStatement()) {
				statement.executeUpdate("UPDATE %s SET %s = %s".formatted(TestMigrations.quoted(database, "plan"),
						TestMigrations.quoted(database, "code"), TestMigrations.quoted(database, "title")));
			}
		})).add("7", (schema) -> {
			schema.dropForeignKey("fk_note_plan_id").on("note");
			schema.renameColumn("plan", "code").to("number");
			schema.renameTable("plan").to("project");
			schema.renameColumn("project", "title").to("name");
		});
		migrations.migrator(database.dataSource()).migrate();
		assertThat(database.jdbc()
			.sql("SELECT %s FROM %s".formatted(TestMigrations.quoted(database, "number"),
					TestMigrations.quoted(database, "project")))
			.query(String.class)
			.list()).containsExactly("First");
	}

	@EngineTest
	void takesBackWhatCodeWroteBeforeItFailed(TestDatabase database) {
		AtomicBoolean broken = new AtomicBoolean(true);
		TestMigrations migrations = TestMigrations.five().add("6", (schema) -> schema.code("fill", 1, (connection) -> {
			try (var statement = connection.createStatement()) {
				statement
					.executeUpdate("INSERT INTO " + TestMigrations.quoted(database, "marker") + " VALUES ('written')");
			}
			if (broken.get()) {
				throw new SQLException("The other system does not answer");
			}
		}));
		assertThatExceptionOfType(MigrationFailedException.class)
			.isThrownBy(() -> migrations.migrator(database.dataSource()).migrate())
			.withMessageContaining("The other system does not answer");
		assertThat(TestMigrations.markers(database)).isNotEmpty().doesNotContain("written");
		broken.set(false);
		migrations.migrator(database.dataSource()).migrate();
		assertThat(TestMigrations.markers(database)).containsOnlyOnce("written");
	}

	@EngineTest
	void waitsForTheHolderUntilTheDeadlineAndNamesIt(TestDatabase database) throws Exception {
		CountDownLatch inside = new CountDownLatch(1);
		CountDownLatch leave = new CountDownLatch(1);
		MigrationListener pausing = new MigrationListener() {
			@Override
			public void stepStarted(MigrationStep step) {
				if (step.migration().equals("2")) {
					inside.countDown();
					await(leave);
				}
			}
		};
		Thread holder = new Thread(() -> TestMigrations.five()
			.migrator(database.dataSource(), MigrationSettings.defaults(), pausing)
			.migrate());
		holder.start();
		await(inside);
		Migrator waiter = TestMigrations.five()
			.migrator(database.dataSource(), MigrationSettings.defaults().withLockTimeout(Duration.ofMillis(300)));
		assertThatExceptionOfType(MigrationLockException.class).isThrownBy(waiter::migrate)
			.withMessageContaining("Another process has been running migrations for longer than 300 ms")
			.satisfies((ex) -> {
				if (database.engine() != Engine.SQLITE) {
					assertThat(ex.holder()).contains(Long.toString(ProcessHandle.current().pid()));
				}
			});
		if (database.engine() != Engine.SQLITE) {
			MigrationStatus status = waiter.status();
			assertThat(status.state()).isEqualTo(MigrationStatus.State.RUNNING);
			assertThat(status.lockHolder()).isNotNull();
		}
		leave.countDown();
		holder.join();
		assertThat(waiter.migrate().applied()).isEmpty();
		assertThat(historyIds(database)).hasSize(5);
	}

	@Test
	void saysThatTheDatabaseCannotBeReached() {
		Migrator migrator = TestMigrations.five()
			.migrator(
					new DriverManagerDataSource("jdbc:postgresql://localhost:1/none?password=secret", "sa", "secret"));
		assertThatExceptionOfType(CannotGetJdbcConnectionException.class).isThrownBy(migrator::migrate)
			.withMessageContaining("The database of the migrations cannot be reached")
			.withMessageContaining("Check that its server is running")
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("secret"));
	}

	private static boolean atomic(TestDatabase database) {
		return database.engine() == Engine.POSTGRESQL || database.engine() == Engine.SQLITE;
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static List<String> historyIds(TestDatabase database) {
		return database.jdbc()
			.sql("select " + id(database) + " from " + TestMigrations.quoted(database, "masterrecord_history")
					+ " order by " + TestMigrations.quoted(database, "position"))
			.query(String.class)
			.list();
	}

	private static List<String> appliedIds(TestDatabase database) {
		return database.jdbc()
			.sql("select " + id(database) + " from " + TestMigrations.quoted(database, "masterrecord_history")
					+ " where " + TestMigrations.quoted(database, "state") + " = 'applied' order by "
					+ TestMigrations.quoted(database, "position"))
			.query(String.class)
			.list();
	}

	private static List<String> codes(TestDatabase database) {
		return database.jdbc()
			.sql("select " + TestMigrations.quoted(database, "code") + " from "
					+ TestMigrations.quoted(database, "plan"))
			.query(String.class)
			.list();
	}

	private static List<String> columns(TestDatabase database, String table) {
		return database.jdbc().sql("select * from " + TestMigrations.quoted(database, table)).query((rows) -> {
			List<String> names = new ArrayList<>();
			for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
				names.add(rows.getMetaData().getColumnName(i));
			}
			return names;
		});
	}

	private static String id(TestDatabase database) {
		return TestMigrations.quoted(database, "id");
	}

	@MigrationInfo(id = "1")
	static class OneWay extends Migration {

		@Override
		public void up(SchemaEditor schema) {
			schema.createTable("plan", (table) -> table.bigint("id").notNull().primaryKey());
		}

		@Override
		public void down(SchemaEditor schema) {
			schema.irreversible("the rows are gone");
		}

	}

}
