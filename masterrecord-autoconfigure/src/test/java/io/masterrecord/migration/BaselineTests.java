package io.masterrecord.migration;

import java.util.List;

import io.masterrecord.testing.Engine;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Taking over a database whose tables are older than the migrations.
 */
class BaselineTests {

	@EngineTest
	void tablesThatAreThereAreFoundBeforeAnythingIsRun(TestDatabase database) {
		existing().migrator(database.dataSource()).migrate();
		forget(database);
		Migrator migrator = existing().add("2", (schema) -> schema.createTable("note", (table) -> table.bigint("id")))
			.migrator(database.dataSource());
		assertThatExceptionOfType(MigrationHistoryException.class).isThrownBy(migrator::migrate)
			.withMessage("Migration 'M1' (1) cannot create table 'plan' (step 1 of 1): there is one already")
			.satisfies((ex) -> assertThat(ex.remedy()).contains("'masterrecord baseline 1'"));
		assertThat(migrator.status().pending()).isEqualTo(2);

		assertThat(migrator.baseline("1")).containsExactly("1");
		assertThat(migrator.migrate().applied()).extracting(MigrationReport.Entry::id).containsExactly("2");
	}

	@EngineTest
	void tablesOfTheSameNameThatMigrationsRemoveBeforeAreNotInTheWay(TestDatabase database) {
		existing().migrator(database.dataSource()).migrate();
		Migrator migrator = existing().add("2", (schema) -> {
			schema.accept("data-loss", "replaced");
			schema.dropTable("plan");
		})
			.add("3", (schema) -> schema.createTable("plan", (table) -> table.bigint("number")))
			.migrator(database.dataSource());
		assertThat(migrator.migrate().applied()).extracting(MigrationReport.Entry::id).containsExactly("2", "3");
	}

	@EngineTest
	void viewsWhosePlaceATableTakesAreNotInTheWay(TestDatabase database) {
		TestMigrations migrations = existing().add("2",
				(schema) -> schema.createView("open_plan").uses("plan").as("SELECT 1 AS one"));
		migrations.migrator(database.dataSource()).migrate();
		Migrator migrator = migrations.add("3", (schema) -> {
			schema.dropRoutine("open_plan");
			schema.createTable("open_plan", (table) -> table.bigint("number"));
		}).migrator(database.dataSource());
		assertThat(migrator.migrate().applied()).hasSize(1);
	}

	@EngineTest
	void whatFailedBeforeAnythingWasDoneCanBeRecorded(TestDatabase database) {
		Migrator failing = existing().add("2", (schema) -> schema.sql("no such statement"))
			.migrator(database.dataSource());
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(failing::migrate);
		assertThat(failing.baseline("2")).containsExactly("2");
		assertThat(failing.status().pending()).isZero();
		assertThat(failing.migrate().applied()).isEmpty();
	}

	@EngineTest(only = { Engine.MARIADB, Engine.MYSQL, Engine.H2 })
	void whatFailedBeforeAnythingWasDoneCanBeUndone(TestDatabase database) {
		Migrator failing = existing().add("2", (schema) -> schema.sql("no such statement"))
			.migrator(database.dataSource());
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(failing::migrate);
		assertThat(failing.rollback(1).reverted()).extracting(MigrationReport.Entry::id).containsExactly("2");
		assertThat(failing.status().pending()).isOne();
		assertThat(existing().migrator(database.dataSource()).migrate().applied()).isEmpty();
	}

	@EngineTest(only = { Engine.MARIADB, Engine.MYSQL, Engine.H2 })
	void whatIsAppliedInPartIsNotRecorded(TestDatabase database) {
		Migrator failing = existing().add("2", (schema) -> {
			schema.createTable("note", (table) -> table.bigint("id"));
			schema.sql("no such statement");
		}).migrator(database.dataSource());
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(failing::migrate);
		assertThatExceptionOfType(MigrationHistoryException.class).isThrownBy(() -> failing.baseline("2"))
			.withMessage(
					"Migration 'M2' (2) is applied in part (1 of 2 steps), so that it cannot be recorded as a whole");
	}

	@EngineTest
	void tablesThatDifferAreNotRecorded(TestDatabase database) {
		existing().migrator(database.dataSource()).migrate();
		forget(database);
		Migrator migrator = TestMigrations.of()
			.add("1", (schema) -> schema.createTable("plan", (table) -> table.bigint("id").notNull()))
			.migrator(database.dataSource());
		assertThatExceptionOfType(MigrationHistoryException.class).isThrownBy(() -> migrator.baseline("1"))
			.withMessageContaining("the primary key of 'plan' is ")
			.withMessageContaining("(id) instead of missing")
			.satisfies((ex) -> assertThat(ex.remedy()).startsWith("Change the tables"));
	}

	private static TestMigrations existing() {
		return TestMigrations.of()
			.add("1", (schema) -> schema.createTable("plan", (table) -> table.bigint("id").notNull().primaryKey()),
					(schema) -> schema.dropTable("plan"));
	}

	private static void forget(TestDatabase database) {
		for (String table : List.of("masterrecord_history", "masterrecord_journal")) {
			database.jdbc().sql("DROP TABLE " + TestMigrations.quoted(database, table)).update();
		}
	}

}
