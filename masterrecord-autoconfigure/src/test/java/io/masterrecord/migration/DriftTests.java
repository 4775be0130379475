package io.masterrecord.migration;

import java.util.List;

import io.masterrecord.diff.RenameHints;
import io.masterrecord.diff.SchemaDiff;
import io.masterrecord.operation.Description;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.schema.Schema;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;

import static io.masterrecord.migration.TestMigrations.quoted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for what was changed in a database by other means than migrations.
 */
class DriftTests {

	private static final TestMigrations MIGRATIONS = TestMigrations.of().add("1", (schema) -> {
		schema.createTable("owner", (table) -> {
			table.bigint("id").identity().primaryKey();
			table.varchar("email", 80).notNull().unique();
		});
		schema.createTable("plan", (table) -> {
			table.bigint("id").identity().primaryKey();
			table.varchar("title", 40).notNull();
			table.decimal("price", 10, 2).notNull().defaultValue(0);
			table.bigint("owner_id").references("owner", "id");
		});
		schema.createIndex("idx_plan_title").on("plan", "title");
		schema.createIndex("idx_plan_price").when("production").on("plan", "price");
	});

	@EngineTest
	void isNoneAfterARun(TestDatabase database) {
		MIGRATIONS.migrator(database.dataSource()).migrate();
		database.jdbc().sql("CREATE TABLE %s (x int)".formatted(quoted(database, "somebody_elses"))).update();
		assertThat(MIGRATIONS.migrator(database.dataSource()).drift().differences()).isEmpty();
	}

	@EngineTest
	void isToldAndPutBackAndTakenOver(TestDatabase database) {
		Migrator migrator = MIGRATIONS.migrator(database.dataSource());
		migrator.migrate();
		database.jdbc()
			.sql("ALTER TABLE %s ADD COLUMN %s integer".formatted(quoted(database, "plan"), quoted(database, "hotfix")))
			.update();
		database.jdbc()
			.sql("CREATE INDEX idx_hotfix ON %s (%s)".formatted(quoted(database, "owner"), quoted(database, "id")))
			.update();
		Drift drift = migrator.drift();
		assertThat(drift.differences()).contains("column 'hotfix' of 'plan' is not expected").hasSize(2);

		List<SchemaOperation> adopt = between(drift.expected(), drift.actual());
		assertThat(adopt).extracting(Description::of)
			.anySatisfy((text) -> assertThat(text).startsWith("add column plan.hotfix int"))
			.hasSize(2);
		TestMigrations taken = TestMigrations.of();
		MIGRATIONS.chain().migrations().forEach(taken::add);
		taken.add(MigrationDefinition.of("2", "Hotfix", "", adopt, List.of()));
		assertThat(taken.migrator(database.dataSource()).baseline("2")).containsExactly("2");
		assertThat(taken.migrator(database.dataSource()).drift().differences()).isEmpty();
		assertThat(taken.migrator(database.dataSource()).status().state()).isEqualTo(MigrationStatus.State.UP_TO_DATE);

		MigrationScriptTests.runPlain(database,
				new OperationScript(drift.dialect()).lines(drift.actual(), between(drift.actual(), drift.expected())));
		assertThat(taken.migrator(database.dataSource()).drift().differences()).hasSize(2);
	}

	@EngineTest
	void baselineRecordsWhatIsThereAlready(TestDatabase database) {
		MIGRATIONS.migrator(database.dataSource()).migrate();
		for (String table : List.of("history", "journal", "rows")) {
			database.jdbc().sql("DROP TABLE " + quoted(database, "masterrecord_" + table)).update();
		}
		Migrator migrator = MIGRATIONS.migrator(database.dataSource());
		assertThat(migrator.status().pending()).isEqualTo(1);
		assertThat(migrator.baseline("1")).containsExactly("1");
		assertThat(migrator.baseline("1")).isEmpty();
		assertThat(migrator.migrate().applied()).isEmpty();
	}

	@EngineTest
	void baselineRefusesWhatIsNotThere(TestDatabase database) {
		Migrator migrator = MIGRATIONS.migrator(database.dataSource());
		assertThatExceptionOfType(MigrationHistoryException.class).isThrownBy(() -> migrator.baseline("1"))
			.withMessageContaining(
					"The database is not as it would be after migration 'M1' (1): table 'owner' is missing; "
							+ "table 'plan' is missing. Change the tables or the migrations until they agree; nothing was recorded");
		assertThat(migrator.status().pending()).isEqualTo(1);
	}

	private static List<SchemaOperation> between(Schema from, Schema to) {
		return SchemaDiff.between(from, to, RenameHints.none().butNothingElse()).operations();
	}

}
