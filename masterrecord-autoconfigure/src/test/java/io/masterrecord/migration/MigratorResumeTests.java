package io.masterrecord.migration;

import io.masterrecord.testing.Engine;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for how {@link Migrator} takes interrupted migrations up again.
 */
class MigratorResumeTests {

	@EngineTest
	void goesOnBehindAStepThatTookEffectWithoutARecord(TestDatabase database) {
		interrupt(database, TestMigrations.five(), "3.1");
		MigrationReport report = TestMigrations.five().migrator(database.dataSource()).migrate();
		assertThat(report.applied()).extracting(MigrationReport.Entry::id).containsExactly("3", "4", "5");
		assertThat(TestMigrations.markers(database)).containsExactly("1.2", "2.2", "3.2", "4.2", "5.2");
	}

	@EngineTest
	void probesSqlByWhatItDeclares(TestDatabase database) {
		String sql = "CREATE TABLE 'extra' ('id' bigint not null, CONSTRAINT 'pk_extra' PRIMARY KEY ('id'))"
			.replace("'", TestMigrations.quoted(database, "").substring(1));
		TestMigrations migrations = TestMigrations.five()
			.add("6", (schema) -> schema.sql(sql)
				.declares(
						(effect) -> effect.createTable("extra", (table) -> table.bigint("id").notNull().primaryKey())));
		interrupt(database, migrations, "6.1");
		assertThat(migrations.migrator(database.dataSource()).migrate().applied()).hasSize(1);
		assertThat(migrations.migrator(database.dataSource()).status().state())
			.isEqualTo(MigrationStatus.State.UP_TO_DATE);
	}

	@EngineTest(except = { Engine.POSTGRESQL, Engine.SQLITE })
	void asksAPersonWhereTheCatalogDoesNotTell(TestDatabase database) {
		TestMigrations migrations = undeclared();
		Migrator migrator = migrations.migrator(database.dataSource());
		interrupt(database, migrations, "6.1");
		assertThat(migrator.status().state()).isEqualTo(MigrationStatus.State.FAILED);
		assertThatExceptionOfType(MigrationHistoryException.class).isThrownBy(migrator::migrate)
			.withMessage(
					"Migration 'M6' (6) was interrupted at step 1 of 1, 'run sql 'CREATE TABLE extra (id bigint)'', "
							+ "and the database does not tell whether that step took effect. What it does to the schema is not "
							+ "declared. Make the step by hand either done or not begun, say which with 'masterrecord resolve "
							+ "--done' or 'masterrecord resolve --not-done', and start again");
		migrator.resolve(true);
		assertThat(migrator.migrate().applied()).hasSize(1);
		assertThatExceptionOfType(MigrationHistoryException.class).isThrownBy(() -> migrator.resolve(true))
			.withMessageContaining("No migration was interrupted in the middle of a step");
	}

	@EngineTest(except = { Engine.POSTGRESQL, Engine.SQLITE })
	void runsAStepAgainThatWasResolvedAsNotDone(TestDatabase database) {
		TestMigrations migrations = undeclared();
		Migrator migrator = migrations.migrator(database.dataSource());
		interrupt(database, migrations, "6.1");
		database.jdbc().sql("drop table extra").update();
		migrator.resolve(false);
		migrator.migrate();
		assertThatNoException()
			.isThrownBy(() -> database.jdbc().sql("select count(*) from extra").query(Long.class).single());
	}

	@EngineTest(except = { Engine.POSTGRESQL, Engine.SQLITE })
	void showsAnInterruptedMigrationAndRefusesToUndoIt(TestDatabase database) {
		interrupt(database, TestMigrations.five(), "3.1");
		Migrator migrator = TestMigrations.five().migrator(database.dataSource());
		MigrationStatus status = migrator.status();
		assertThat(status.state()).isEqualTo(MigrationStatus.State.FAILED);
		assertThat(status.migrations().get(2)).satisfies((item) -> {
			assertThat(item.state()).isEqualTo(MigrationState.INTERRUPTED);
			assertThat(item.stepsDone()).isZero();
			assertThat(item.stepsTotal()).isEqualTo(3);
			assertThat(item.process()).startsWith(ProcessHandle.current().pid() + "@");
		});
		assertThatExceptionOfType(MigrationHistoryException.class).isThrownBy(migrator::validate)
			.withMessageContaining("Migration 'M3' (3) is not finished");
		assertThatExceptionOfType(MigrationHistoryException.class).isThrownBy(() -> migrator.rollback(1))
			.withMessageContaining("Migration 'M3' (3) stopped at step 1 of 3: finish applying it before it is undone");
	}

	@EngineTest(except = { Engine.POSTGRESQL, Engine.SQLITE })
	void stopsWhereAnotherProcessHasTakenTheMigrationUp(TestDatabase database) {
		String history = TestMigrations.quoted(database, "masterrecord_history");
		String pid = TestMigrations.quoted(database, "pid");
		Migrator overtaken = TestMigrations.five()
			.migrator(database.dataSource(), MigrationSettings.defaults(), new MigrationListener() {

				@Override
				public void stepExecuted(MigrationStep step) {
					if (step.migration().equals("3")) {
						database.jdbc().sql("update %s set %s = -1".formatted(history, pid)).update();
					}
				}

			});
		assertThatExceptionOfType(MigrationLockException.class).isThrownBy(overtaken::migrate)
			.withMessageStartingWith("Another process works on migration '3' too, though this one has the lock");
		Migrator migrator = TestMigrations.five().migrator(database.dataSource());
		assertThat(migrator.status().migrations().get(2)).satisfies((item) -> {
			assertThat(item.state()).isEqualTo(MigrationState.INTERRUPTED);
			assertThat(item.stepsDone()).isZero();
			assertThat(item.process()).startsWith("-1@");
		});
		assertThat(migrator.migrate().applied()).hasSize(3);
	}

	@EngineTest(except = { Engine.POSTGRESQL, Engine.SQLITE })
	void finishesAnInterruptedRollbackBeforeAnythingElse(TestDatabase database) {
		Migrator migrator = TestMigrations.five().migrator(database.dataSource());
		migrator.migrate();
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(() -> TestMigrations.five()
			.migrator(database.dataSource(), MigrationSettings.defaults(), new Interruptor("5.2"))
			.rollback(1));
		assertThat(migrator.status().migrations().get(4).state()).isEqualTo(MigrationState.REVERTING);
		MigrationReport report = migrator.migrate();
		assertThat(report.reverted()).extracting(MigrationReport.Entry::id).containsExactly("5");
		assertThat(report.applied()).extracting(MigrationReport.Entry::id).containsExactly("5");
		assertThat(TestMigrations.markers(database)).containsExactly("1.2", "2.2", "3.2", "4.2", "5.2");
	}

	@EngineTest
	void probesAStepThatHadFailedAndThenTookEffectWithoutARecord(TestDatabase database) {
		TestMigrations migrations = TestMigrations.five()
			.add("6", (schema) -> schema.addColumn("plan").varchar("extra", 20));
		String plan = TestMigrations.quoted(database, "plan");
		String extra = TestMigrations.quoted(database, "extra");
		TestMigrations.five().migrator(database.dataSource()).migrate();
		database.jdbc().sql("alter table " + plan + " add column " + extra + " bigint").update();
		assertThatExceptionOfType(MigrationFailedException.class)
			.isThrownBy(migrations.migrator(database.dataSource())::migrate);
		database.jdbc().sql("alter table " + plan + " drop column " + extra).update();
		interrupt(database, migrations, "6.1");
		assertThat(migrations.migrator(database.dataSource()).migrate().applied()).extracting(MigrationReport.Entry::id)
			.containsExactly("6");
	}

	@EngineTest(except = { Engine.POSTGRESQL, Engine.SQLITE })
	void refusesToGoOnUndoingByStepsThatWereChangedMeanwhile(TestDatabase database) {
		TestMigrations.five().migrator(database.dataSource()).migrate();
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(() -> TestMigrations.five()
			.migrator(database.dataSource(), MigrationSettings.defaults(), new Interruptor("5.2"))
			.rollback(1));
		MigrationDefinition fifth = TestMigrations.five().chain().migrations().get(4);
		TestMigrations edited = TestMigrations.five()
			.without("5")
			.add(MigrationDefinition.of("5", "M5", fifth.parents(), fifth.up(),
					SchemaEditor.record((schema) -> schema.dropTable("note"))));
		assertThatExceptionOfType(MigrationHistoryException.class)
			.isThrownBy(edited.migrator(database.dataSource())::migrate)
			.withMessageContaining("Undoing migration 'M5' (5) stopped at step 2 of 2, and what undoes it was changed "
					+ "before that step")
			.withMessageContaining("Put the first 2 operations back as they were");
		TestMigrations.five().migrator(database.dataSource()).migrate();
		assertThat(TestMigrations.markers(database)).containsExactly("1.2", "2.2", "3.2", "4.2", "5.2");
	}

	@EngineTest(except = { Engine.POSTGRESQL, Engine.SQLITE })
	void takesARenameThatAPersonVouchesForIntoTheRecordOfRows(TestDatabase database) {
		String plan = TestMigrations.quoted(database, "plan");
		String rename = "ALTER TABLE " + plan + " RENAME TO " + TestMigrations.quoted(database, "project");
		TestMigrations migrations = TestMigrations.five().add("6", (schema) -> schema.sql(rename).declares((effect) -> {
			effect.renameTable("plan").to("project");
			effect.createTable("extra", (table) -> table.bigint("id").notNull().primaryKey());
		}));
		Migrator migrator = migrations.migrator(database.dataSource());
		interrupt(database, migrations, "6.1");
		assertThatExceptionOfType(MigrationHistoryException.class).isThrownBy(migrator::migrate)
			.withMessageContaining("the database does not tell whether that step took effect");
		migrator.resolve(true);
		assertThat(migrator.migrate().applied()).hasSize(1);
		assertThat(database.jdbc()
			.sql("select distinct table_name from masterrecord_rows where migration_id = '4' and table_name <> 'marker'"
				.replace("table_name", TestMigrations.quoted(database, "table_name"))
				.replace("migration_id", TestMigrations.quoted(database, "migration_id"))
				.replace("masterrecord_rows", TestMigrations.quoted(database, "masterrecord_rows")))
			.query(String.class)
			.list()).containsExactly("project");
	}

	@EngineTest(except = { Engine.POSTGRESQL, Engine.SQLITE })
	void repairsAStepThatWasRefusedWhileItsMigrationWasUndone(TestDatabase database) {
		TestMigrations.five().add("6", (schema) -> {
		}, (schema) -> {
			schema.delete("marker").key("step").row((row) -> row.set("step", "5.2"));
			schema.sql("NO SUCH STATEMENT");
		}).migrator(database.dataSource()).migrate();
		Migrator broken = TestMigrations.five().add("6", (schema) -> {
		}, (schema) -> {
			schema.delete("marker").key("step").row((row) -> row.set("step", "5.2"));
			schema.sql("NO SUCH STATEMENT");
		}).migrator(database.dataSource());
		for (int attempt = 1; attempt <= 2; attempt++) {
			assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(() -> broken.rollback(1))
				.withMessageContaining("failed to be undone at step 2 of 2");
		}
		TestMigrations repaired = TestMigrations.five().add("6", (schema) -> {
		}, (schema) -> {
			schema.delete("marker").key("step").row((row) -> row.set("step", "5.2"));
			schema.delete("marker").key("step").row((row) -> row.set("step", "4.2"));
		});
		assertThat(repaired.migrator(database.dataSource()).rollback(1).reverted()).hasSize(1);
		assertThat(TestMigrations.markers(database)).containsExactly("1.2", "2.2", "3.2");
	}

	@EngineTest
	void refusesForGoodToGoOnWithinAStepThatWasChanged(TestDatabase database) {
		TestMigrations items = items("code");
		assertThatExceptionOfType(MigrationFailedException.class)
			.isThrownBy(items.migrator(database.dataSource())::migrate);
		Migrator edited = items("name").migrator(database.dataSource());
		boolean within = stoppedWithinAStep(database);
		assertThat(within || database.engine() != Engine.H2).as("H2 cannot take the first statements back").isTrue();
		for (int start = 1; within && start <= 2; start++) {
			assertThatExceptionOfType(MigrationHistoryException.class).isThrownBy(edited::migrate)
				.withMessageContaining("Migration 'M7' (7) stopped in the middle of step 1, ")
				.withMessageContaining("Put it back as it was");
		}
		if (within) {
			giveCodes(database);
			items.migrator(database.dataSource()).migrate();
		}
		else {
			edited.migrate();
		}
		assertThat((within ? items.migrator(database.dataSource()) : edited).drift().differences()).isEmpty();
	}

	@EngineTest
	void refusesForGoodToGoOnWithinAStepOfTheWayBackThatWasChanged(TestDatabase database) {
		String reason = "no code is a code, too";
		back("code").migrator(database.dataSource()).migrate();
		assertThatExceptionOfType(MigrationFailedException.class)
			.isThrownBy(() -> back("code").migrator(database.dataSource()).rollback(1, reason));
		Migrator edited = back("name").migrator(database.dataSource());
		if (stoppedWithinAStep(database)) {
			for (int start = 1; start <= 2; start++) {
				assertThatExceptionOfType(MigrationHistoryException.class).isThrownBy(() -> edited.rollback(1, reason))
					.withMessageContaining("Undoing migration 'M7' (7) stopped in the middle of step 1, ");
			}
			giveCodes(database);
			assertThat(back("code").migrator(database.dataSource()).rollback(1, reason).reverted()).hasSize(1);
		}
		else {
			assertThat(edited.rollback(1, reason).reverted()).hasSize(1);
		}
	}

	/**
	 * Two rows without a code are given the same one, which a unique constraint refuses.
	 */
	private static TestMigrations items(String column) {
		return TestMigrations.five()
			.add("6", MigratorResumeTests::createItems)
			.add("7", (schema) -> schema.alterColumn("item").varchar(column, 20).notNull().defaultValue("x"));
	}

	private static TestMigrations back(String column) {
		return TestMigrations.five().add("6", MigratorResumeTests::createItems).add("7", (schema) -> {
		}, (schema) -> schema.alterColumn("item").varchar(column, 20).notNull().defaultValue("x"));
	}

	private static void createItems(SchemaEditor schema) {
		schema.createTable("item", (table) -> {
			table.bigint("id").notNull().primaryKey();
			table.varchar("code", 20).unique();
			table.varchar("name", 20);
		});
		schema.insert("item").row((row) -> row.set("id", 1L)).row((row) -> row.set("id", 2L));
	}

	private static void giveCodes(TestDatabase database) {
		Engine engine = database.engine();
		database.jdbc()
			.sql("update %s set %s = 'c' where %s = 2".formatted(engine.quote("item"), engine.quote("code"),
					engine.quote("id")))
			.update();
	}

	private static boolean stoppedWithinAStep(TestDatabase database) {
		Engine engine = database.engine();
		return database.jdbc()
			.sql("select count(*) from %s where %s > 0 and %s is null".formatted(engine.quote("masterrecord_journal"),
					engine.quote("statements_done"), engine.quote("finished_at")))
			.query(Long.class)
			.single() > 0;
	}

	@EngineTest(except = { Engine.POSTGRESQL, Engine.SQLITE })
	void countsARefusalWithACodeOfTheVendorAsOne(TestDatabase database) {
		String refused = (database.engine() == Engine.H2)
				? "ALTER TABLE \"plan\" DROP CONSTRAINT \"no_such_constraint\""
				: "ALTER TABLE plan ADD CONSTRAINT fk_none FOREIGN KEY (title) REFERENCES plan (code(3))";
		TestMigrations migrations = TestMigrations.five().add("6", (schema) -> schema.sql(refused));
		Migrator migrator = migrations.migrator(database.dataSource());
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator::migrate);
		assertThat(migrator.status().migrations().get(5).state()).isEqualTo(MigrationState.FAILED);
		TestMigrations repaired = TestMigrations.five()
			.add("6", (schema) -> schema.sql("CREATE TABLE extra (id bigint)"));
		assertThat(repaired.migrator(database.dataSource()).migrate().applied()).hasSize(1);
	}

	@EngineTest(only = Engine.POSTGRESQL)
	void saysWhatATriggerRefusesAtTheCommit(TestDatabase database) {
		TestMigrations.five().migrator(database.dataSource()).migrate();
		database.jdbc().sql("""
				CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
				$$ BEGIN RAISE EXCEPTION 'no more notes'; END $$""").update();
		database.jdbc().sql("""
				CREATE CONSTRAINT TRIGGER refuse AFTER INSERT ON note DEFERRABLE INITIALLY DEFERRED
				FOR EACH ROW EXECUTE FUNCTION refuse()""").update();
		Migrator migrator = TestMigrations.five()
			.add("6", (schema) -> schema.insert("note").key("id").row((row) -> row.set("id", 1).set("plan_id", 1)))
			.migrator(database.dataSource());
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator::migrate)
			.withMessageContaining("no more notes")
			.withMessageContaining("Everything that this migration had changed was rolled back");
	}

	private static TestMigrations undeclared() {
		return TestMigrations.five().add("6", (schema) -> schema.sql("CREATE TABLE extra (id bigint)"));
	}

	private static void interrupt(TestDatabase database, TestMigrations migrations, String step) {
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(
				() -> migrations.migrator(database.dataSource(), MigrationSettings.defaults(), new Interruptor(step))
					.migrate());
		// The third has an index that is built outside of transactions.
		boolean atOnce = database.engine() == Engine.SQLITE
				|| database.engine() == Engine.POSTGRESQL && !step.startsWith("3.");
		if (atOnce) {
			assertThat(migrations.migrator(database.dataSource()).status().state())
				.isEqualTo(MigrationStatus.State.PENDING);
		}
	}

	/**
	 * Ends a run between a step and its record.
	 */
	private record Interruptor(String step) implements MigrationListener {

		@Override
		public void stepExecuted(MigrationStep executed) {
			if (this.step.equals(executed.migration() + "." + executed.number())) {
				throw new IllegalStateException("interrupted");
			}
		}

	}

}
