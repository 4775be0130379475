package io.masterrecord.migration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.masterrecord.dialect.Dialect;
import io.masterrecord.diff.RenameHints;
import io.masterrecord.diff.SchemaDiff;
import io.masterrecord.operation.Description;
import io.masterrecord.operation.SchemaFold;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.schema.Schema;
import io.masterrecord.testing.Engine;
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

		MigrationScriptTests.run(database,
				new OperationScript(drift.dialect()).lines(drift.actual(), between(drift.actual(), drift.expected())));
		assertThat(taken.migrator(database.dataSource()).drift().differences()).hasSize(2);
	}

	/**
	 * Each of them is made by hand, put back, made again and taken over, on top of those
	 * before.
	 */
	@EngineTest
	void everyKindOfChangeIsPutBackAndTakenOver(TestDatabase database) {
		Map<String, Consumer<SchemaEditor>> changes = changes(database.engine());
		TestMigrations migrations = TestMigrations.of();
		MIGRATIONS.chain().migrations().forEach(migrations::add);
		migrations.add("2", (schema) -> {
			schema.createTable("note", (table) -> table.bigint("id").notNull().primaryKey());
			schema.createView("cheap").as("select id from plan where price < 10").uses("plan");
			if (hasSequences(database.engine())) {
				schema.createSequence("numbers", 1, 1);
			}
			schema.insert("owner").row((row) -> row.set("id", 1).set("email", "a@b.c"));
			schema.insert("plan").row((row) -> row.set("id", 1).set("title", "kept").set("owner_id", 1));
		});
		migrations.migrator(database.dataSource()).migrate();
		int last = 300;
		for (Map.Entry<String, Consumer<SchemaEditor>> change : changes.entrySet()) {
			Migrator migrator = migrations.migrator(database.dataSource());
			Schema before = migrator.drift().expected();
			Schema byHand = SchemaFold.apply(before, Operations.of(change.getValue()));
			run(database, before, byHand);
			Drift drift = migrator.drift();
			assertThat(drift.differences()).as(change.getKey()).isNotEmpty();
			run(database, drift.actual(), drift.expected());
			assertThat(migrator.drift().differences()).as("put back: " + change.getKey()).isEmpty();

			run(database, before, byHand);
			drift = migrator.drift();
			String id = String.valueOf(++last);
			migrations
				.add(MigrationDefinition.of(id, "M" + id, "", between(drift.expected(), drift.actual()), List.of()));
			migrator = migrations.migrator(database.dataSource());
			assertThat(migrator.baseline(id)).as(change.getKey()).containsExactly(id);
			assertThat(migrator.drift().differences()).as("taken over: " + change.getKey()).isEmpty();
		}
		assertThat(changes).hasSizeGreaterThanOrEqualTo(16);
		assertThat(database.jdbc()
			.sql("SELECT %s FROM %s".formatted(quoted(database, "title"), quoted(database, "plan")))
			.query(String.class)
			.list()).containsExactly("kept");
	}

	private static Map<String, Consumer<SchemaEditor>> changes(Engine engine) {
		Map<String, Consumer<SchemaEditor>> changes = new LinkedHashMap<>();
		changes.put("a column comes", (schema) -> schema.addColumn("plan").integer("hotfix"));
		changes.put("a column gets another type", (schema) -> schema.alterColumn("plan").bigint("hotfix"));
		changes.put("a column goes", (schema) -> schema.dropColumn("plan", "hotfix"));
		changes.put("a column gets wider", (schema) -> schema.alterColumn("plan").varchar("title", 80).notNull());
		changes.put("a column accepts NULL", (schema) -> schema.alterColumn("plan").varchar("title", 80));
		changes.put("a default changes",
				(schema) -> schema.alterColumn("plan").decimal("price", 10, 2).notNull().defaultValue(5));
		changes.put("a default goes", (schema) -> schema.alterColumn("plan").decimal("price", 10, 2).notNull());
		changes.put("an index comes", (schema) -> schema.createIndex("idx_plan_hot").on("plan", "price", "title"));
		changes.put("an index goes", (schema) -> schema.dropIndex("idx_plan_title").on("plan"));
		changes.put("a unique index comes",
				(schema) -> schema.createIndex("uq_plan_title").unique().on("plan", "title"));
		changes.put("a unique constraint goes", (schema) -> schema.dropUnique("uq_owner_email").on("owner"));
		changes.put("a check comes", (schema) -> schema.addCheck("ck_plan_price").on("plan").that("price >= 0"));
		changes.put("a check says something else", (schema) -> {
			schema.dropCheck("ck_plan_price").on("plan");
			schema.addCheck("ck_plan_price").on("plan").that("price >= -1");
		});
		changes.put("a check goes", (schema) -> schema.dropCheck("ck_plan_price").on("plan"));
		changes.put("a foreign key goes", (schema) -> schema.dropForeignKey("fk_plan_owner_id").on("plan"));
		changes.put("a view goes", (schema) -> schema.dropRoutine("cheap"));
		changes.put("a table goes", (schema) -> schema.dropTable("note"));
		if (engine != Engine.SQLITE) {
			changes.put("a comment comes", (schema) -> schema.commentTable("plan", "it's new"));
		}
		if (hasSequences(engine)) {
			changes.put("a sequence takes other steps", (schema) -> schema.alterSequence("numbers", 1, 5));
			changes.put("a sequence goes", (schema) -> schema.dropSequence("numbers"));
		}
		return changes;
	}

	private static boolean hasSequences(Engine engine) {
		return engine != Engine.SQLITE && engine != Engine.MYSQL;
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
							+ "table 'plan' is missing");
		assertThat(migrator.status().pending()).isEqualTo(1);
	}

	@EngineTest
	void seesWhatExpressionsSay(TestDatabase database) {
		TestMigrations declared = expressions(database, "price >= 0", 1, "price * 2", "price > 100", "price < 10");
		TestMigrations byHand = expressions(database, "price >= 5", 2, "price * 3", "price > 200", "price < 20");
		Migrator migrator = declared.migrator(database.dataSource());
		migrator.migrate();
		assertThat(migrator.drift().differences()).isEmpty();
		assertThat(migrator.drift().remarks()).isEmpty();

		run(database, declared.chain().schema(), byHand.chain().schema());
		Drift drift = migrator.drift();
		assertThat(drift.differences())
			.anyMatch((text) -> text.startsWith("check constraint 'ck_offer_price' of 'offer' is"))
			.anyMatch((text) -> text.startsWith("column 'price' of 'offer' is"))
			.anyMatch((text) -> text.startsWith("column 'total' of 'offer' is"))
			.anyMatch((text) -> text.equals("view 'cheap_offer' says something else"))
			.hasSize(conditions(database) ? 5 : 4);
		assertThat(
				drift.differences().stream().filter((text) -> text.startsWith("index 'idx_offer_price' of 'offer' is")))
			.hasSize(conditions(database) ? 1 : 0);

		TestMigrations adopted = TestMigrations.of();
		declared.chain().migrations().forEach(adopted::add);
		adopted.add(MigrationDefinition.of("2", "Adopt", "", between(drift.expected(), drift.actual()), List.of()));
		assertThat(adopted.migrator(database.dataSource()).baseline("2")).containsExactly("2");
		assertThat(adopted.migrator(database.dataSource()).drift().differences()).isEmpty();
		assertThat(adopted.migrator(database.dataSource()).drift().remarks()).isEmpty();
	}

	@EngineTest
	void putsExpressionsBack(TestDatabase database) {
		TestMigrations declared = expressions(database, "price >= 0", 1, "price * 2", "price > 100", "price < 10");
		TestMigrations byHand = expressions(database, "price >= 5", 2, "price * 3", "price > 200", "price < 20");
		Migrator migrator = declared.migrator(database.dataSource());
		migrator.migrate();
		run(database, declared.chain().schema(), byHand.chain().schema());
		Drift drift = migrator.drift();
		run(database, drift.actual(), drift.expected());
		assertThat(migrator.drift().differences()).isEmpty();
	}

	@EngineTest
	void comparesExpressionsAfterTheirColumnsChanged(TestDatabase database) {
		TestMigrations migrations = expressions(database, "price >= 0", 1, "price * 2", "price > 100", "price < 10")
			.add("2", (schema) -> {
				schema.dropRoutine("cheap_offer");
				schema.alterColumn("offer").varchar("state", 20).notNull();
				schema.renameColumn("offer", "price").to("amount");
				schema.createView("cheap_offer").as("select id from offer where amount < 10").uses("offer");
			});
		Migrator first = migrations.first(1).migrator(database.dataSource());
		first.migrate();
		Migrator both = migrations.migrator(database.dataSource());
		both.migrate();
		assertThat(both.drift().differences()).isEmpty();
		assertThat(both.drift().remarks()).isEmpty();
	}

	@EngineTest
	void saysWhichExpressionsItDoesNotKnow(TestDatabase database) {
		TestMigrations migrations = expressions(database, "price >= 0", 1, "price * 2", "price > 100", "price < 10");
		Migrator migrator = migrations.migrator(database.dataSource());
		migrator.migrate();
		database.jdbc().sql("DROP TABLE " + quoted(database, "masterrecord_expressions")).update();
		assertThat(migrator.drift().differences()).isEmpty();
		assertThat(migrator.drift().remarks()).singleElement()
			.asString()
			.contains("check (2), computed (1), default (1)", "routine (1)",
					"'masterrecord baseline' with the id of the last migration");
		assertThat(migrator.baseline("1")).isEmpty();
		assertThat(migrator.drift().remarks()).isEmpty();
	}

	@EngineTest
	void seesRoutinesAndSequencesThatAreGone(TestDatabase database) {
		Migrator migrator = expressions(database, "price >= 0", 1, "price * 2", "price > 100", "price < 10")
			.migrator(database.dataSource());
		migrator.migrate();
		database.jdbc().sql("DROP VIEW " + quoted(database, "cheap_offer")).update();
		Drift drift = migrator.drift();
		assertThat(drift.differences()).containsExactly("view 'cheap_offer' is missing");
		run(database, drift.actual(), drift.expected());
		assertThat(migrator.drift().differences()).isEmpty();
	}

	private static TestMigrations expressions(TestDatabase database, String check, long price, String total,
			String filter, String cheap) {
		return TestMigrations.of().add("1", (schema) -> {
			schema.createTable("offer", (table) -> {
				table.bigint("id").notNull().primaryKey();
				table.decimal("price", 10, 2).notNull().defaultValue(price);
				table.decimal("total", 12, 2).computed(total);
				table.varchar("state", 10).notNull();
				table.check("ck_offer_price", check);
				table.oneOf("ck_offer_state", "state", "open", "it's over");
			});
			if (conditions(database)) {
				schema.createIndex("idx_offer_price").on("offer").expression("lower(state)").where(filter);
			}
			schema.createView("cheap_offer").as("select id from offer where " + cheap).uses("offer");
		});
	}

	private static boolean conditions(TestDatabase database) {
		return database.engine() == Engine.POSTGRESQL || database.engine() == Engine.SQLITE;
	}

	/**
	 * Change the tables by other means than migrations.
	 */
	private static void run(TestDatabase database, Schema from, Schema to) {
		Dialect dialect = MigrationScriptTests.dialect(database);
		MigrationScriptTests.run(database, new OperationScript(dialect).lines(from, between(from, to)));
	}

	private static List<SchemaOperation> between(Schema from, Schema to) {
		return SchemaDiff.between(from, to, RenameHints.none().butNothingElse()).operations();
	}

}
