package io.masterrecord.migration;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Consumer;

import io.masterrecord.testing.Engine;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DataAccessException;

import static io.masterrecord.migration.TestMigrations.quoted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link DataChecks}, on every engine.
 */
class DataChecksTests {

	@EngineTest
	void findsNullWhereItIsNotAcceptedAnyMore(TestDatabase database) {
		stops(database, (schema) -> schema.alterColumn("item").varchar("code", 20).notNull(), "alter column item.code",
				"in table 'item', 'code' is NULL, which it must not be (1 row); to see them: ", 1);
		update(database, "item", "code", "'B1'", 3);
		migrates(database, (schema) -> schema.alterColumn("item").varchar("code", 20).notNull());
	}

	@EngineTest
	@ExtendWith(OutputCaptureExtension.class)
	void tellsHowManyRowsGetTheDefaultInPlaceOfNull(TestDatabase database, CapturedOutput output) {
		items(database);
		migrates(database, (schema) -> schema.alterColumn("item").varchar("code", 20).notNull().defaultValue("-"));
		assertThat(output).contains("Migration 'M2' (2) is to alter column item.code varchar(20) not null default '-'",
				"in table 'item', 'code' is NULL, and gets the default (1 row); to see them: SELECT");
		assertThat(database.jdbc()
			.sql("SELECT COUNT(*) FROM %s WHERE %s = '-'".formatted(quoted(database, "item"), quoted(database, "code")))
			.query(Long.class)
			.single()).isEqualTo(1);
	}

	@EngineTest
	void findsRowsThatHaveNoValueForANewColumn(TestDatabase database) {
		stops(database, (schema) -> schema.addColumn("item").bigint("shelf").notNull(), "add column item.shelf",
				"in table 'item', there would be no value for the new 'shelf', which must not be NULL (3 rows); "
						+ "to see them: ",
				3);
		database.jdbc().sql("DELETE FROM " + quoted(database, "item")).update();
		assertThat(
				second((schema) -> schema.addColumn("item").bigint("shelf").notNull()).migrator(database.dataSource())
					.migrate()
					.applied())
			.hasSize(1);
	}

	@EngineTest
	void findsDuplicatesOfAUniqueConstraint(TestDatabase database) {
		stops(database, (schema) -> schema.addUnique("uq_item_code").on("item", "code"), "add unique",
				"in table 'item', rows have the same 'code' (1 group); to see them: ", 1);
		update(database, "item", "code", "'A2'", 2);
		migrates(database, (schema) -> schema.addUnique("uq_item_code").on("item", "code"));
	}

	@EngineTest
	void findsDuplicatesOfAUniqueIndex(TestDatabase database) {
		stops(database, (schema) -> schema.createIndex("uq_item_code").unique().on("item", "code"), "unique index",
				"in table 'item', rows have the same 'code' (1 group); to see them: ", 1);
		update(database, "item", "code", "NULL", 2);
		migrates(database, (schema) -> schema.createIndex("uq_item_code").unique().on("item", "code"));
	}

	@EngineTest(only = { Engine.POSTGRESQL, Engine.SQLITE })
	void findsDuplicatesAmongTheRowsOfAnIndexWithACondition(TestDatabase database) {
		stops(database, (schema) -> schema.createIndex("uq_item_code").unique().on("item", "code").where("amount > 1"),
				"unique index", "in table 'item', rows have the same 'code' (1 group); to see them: ", 1);
		migrates(database,
				(schema) -> schema.createIndex("uq_item_code").unique().on("item", "code").where("amount > 5"));
	}

	@EngineTest
	void findsTextsThatAreNoNumbers(TestDatabase database) {
		stops(database, (schema) -> schema.alterColumn("item").integer("code"), "alter column",
				"in table 'item', 'code' does not fit into integer (2 rows); to see them: ", 2);
		update(database, "item", "code", "'17'", 1);
		update(database, "item", "code", "'-4'", 2);
		migrates(database, (schema) -> schema.alterColumn("item").integer("code"));
	}

	@EngineTest(except = Engine.MYSQL)
	void findsTextsThatAreNoIdentifiers(TestDatabase database) {
		stops(database, (schema) -> schema.alterColumn("item").uuid("code"), "alter column",
				"in table 'item', 'code' does not fit into uuid (2 rows); to see them: ", 2);
	}

	@EngineTest(only = Engine.SQLITE)
	void findsTextsThatAreNoDates(TestDatabase database) {
		stops(database, (schema) -> schema.alterColumn("item").date("code"), "alter column",
				"in table 'item', 'code' does not fit into date (2 rows); to see them: ", 2);
		update(database, "item", "code", "'2026-11-30'", 1);
		update(database, "item", "code", "NULL", 2);
		migrates(database, (schema) -> schema.alterColumn("item").date("code"));
	}

	@EngineTest
	void findsDuplicatesOfAPrimaryKey(TestDatabase database) {
		stops(database, (schema) -> schema.addPrimaryKey("pk_tag").on("tag", "id", "no"), "add primary key",
				"in table 'tag', rows have the same 'id', 'no' (1 group); to see them: ", 1);
		database.jdbc().sql("DELETE FROM " + quoted(database, "tag")).update();
		migrates(database, (schema) -> schema.addPrimaryKey("pk_tag").on("tag", "id", "no"));
	}

	@EngineTest
	void findsOneValueForAllRowsWhereEachNeedsItsOwn(TestDatabase database) {
		stops(database, (schema) -> {
			schema.addColumn("item").bigint("shelf").notNull().defaultValue(0);
			schema.alterColumn("item").bigint("shelf").notNull();
			schema.addUnique("uq_item_shelf").on("item", "shelf");
		}, "add unique", "in table 'item', all would have the same 'shelf' (3 rows); to see them: ", 3);
		database.jdbc()
			.sql("DELETE FROM %s WHERE %s > 1".formatted(quoted(database, "item"), quoted(database, "id")))
			.update();
		assertThat(second((schema) -> {
			schema.addColumn("item").bigint("shelf").notNull().defaultValue(0);
			schema.addUnique("uq_item_shelf").on("item", "shelf");
		}).migrator(database.dataSource()).migrate().applied()).hasSize(1);
	}

	@EngineTest
	void findsRowsThatReferToNothing(TestDatabase database) {
		stops(database,
				(schema) -> schema.addForeignKey("fk_item_owner_id").on("item", "owner_id").references("owner", "id"),
				"add foreign key", "in table 'item', 'owner_id' refers to no row of 'owner' (1 row); to see them: ", 1);
		update(database, "item", "owner_id", "1", 2);
		migrates(database,
				(schema) -> schema.addForeignKey("fk_item_owner_id").on("item", "owner_id").references("owner", "id"));
	}

	@EngineTest
	void findsRowsThatACheckRefuses(TestDatabase database) {
		stops(database, (schema) -> schema.addCheck("ck_item_amount").on("item").that("amount < 100"), "add check",
				"in table 'item', check 'ck_item_amount' is not met (1 row); to see them: ", 1);
		update(database, "item", "amount", "99", 2);
		migrates(database, (schema) -> schema.addCheck("ck_item_amount").on("item").that("amount < 100"));
	}

	@EngineTest
	void findsValuesThatAreTakenFromAList(TestDatabase database) {
		Consumer<SchemaEditor> fewer = (schema) -> {
			schema.dropCheck("ck_item_state").on("item");
			schema.addCheck("ck_item_state").on("item").oneOf("state", new Object[] { "OPEN", "it's" });
		};
		stops(database, fewer, "add check", "in table 'item', check 'ck_item_state' is not met (1 row); to see them: ",
				1);
		update(database, "item", "state", "'OPEN'", 2);
		migrates(database, fewer);
	}

	@EngineTest
	void findsTextThatIsTooLong(TestDatabase database) {
		narrows(database, (schema) -> schema.alterColumn("item").varchar("code", 1),
				"'code' does not fit into varchar(1) (2 rows); to see them: ", 2, "code", "'A'", "'B'");
	}

	@EngineTest
	void findsNumbersThatAreTooLarge(TestDatabase database) {
		narrows(database, (schema) -> schema.alterColumn("item").integer("amount"),
				"'amount' does not fit into integer (1 row); to see them: ", 1, "amount", "5", "2147483647");
	}

	@EngineTest
	void findsDecimalsThatAreTooLarge(TestDatabase database) {
		narrows(database, (schema) -> schema.alterColumn("item").decimal("price", 6, 1),
				"'price' does not fit into decimal(6,1) (1 row); to see them: ", 1, "price", "1.25", "99999.94");
	}

	@EngineTest
	void tellsOfAllMigrationsAtOnceAndAppliesNone(TestDatabase database) {
		TestMigrations migrations = items(database).add("2", (schema) -> schema.addColumn("owner").bigint("age"))
			.add("3", (schema) -> schema.alterColumn("item").varchar("code", 20).notNull())
			.add("4", (schema) -> schema.addCheck("ck_item_amount").on("item").that("amount < 100"));
		Migrator migrator = migrations.migrator(database.dataSource());
		MigrationDataException thrown = catchThrowableOfType(MigrationDataException.class, migrator::migrate);
		assertThat(thrown.problems()).hasSize(2);
		assertThat(thrown).hasMessageContainingAll("nothing was applied", thrown.problems().get(0),
				thrown.problems().get(1), "migrate again");
		assertThat(thrown.problems().get(0)).contains("(3)", "step 1 of 1");
		assertThat(thrown.problems().get(1)).contains("(4)");
		assertThat(migrator.status().pending()).isEqualTo(3);
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> read(database, "owner", "age"));
	}

	@EngineTest
	void findsRowsUnderTheNamesOfNow(TestDatabase database) {
		stops(database, (schema) -> {
			schema.renameColumn("item", "code").to("label");
			schema.alterColumn("item").varchar("label", 20).notNull();
		}, "alter column item.label", "in table 'item', 'label' is NULL, which it must not be (1 row); to see them: ",
				1);
		stopsAtOnce(database, (schema) -> {
			schema.renameTable("owner").to("keeper");
			schema.renameColumn("keeper", "id").to("number");
			schema.renameTable("item").to("thing");
			schema.renameColumn("thing", "owner_id").to("keeper_number");
			schema.addForeignKey("fk_thing_keeper_number").on("thing", "keeper_number").references("keeper", "number");
		}, "'keeper_number' refers to no row of 'keeper' (1 row); to see them: ");
		stopsAtOnce(database, (schema) -> {
			schema.renameTable("item").to("thing");
			schema.renameColumn("thing", "amount").to("quantity");
			schema.addCheck("ck_thing_quantity").on("thing").that("quantity < 100");
		}, "check 'ck_thing_quantity' is not met (1 row); to see them: ");
		stopsAtOnce(database, (schema) -> {
			schema.renameColumn("item", "code").to("label");
			schema.renameColumn("item", "state").to("code");
			schema.addUnique("uq_item_label").on("item", "label");
		}, "rows have the same 'label' (1 group); to see them: ");
	}

	@EngineTest
	void findsRowsWhereADefaultChangesAsWell(TestDatabase database) {
		stops(database, (schema) -> {
			schema.dropCheck("ck_item_state").on("item");
			schema.alterColumn("item").varchar("state", 40).defaultValue("OPEN");
			schema.addCheck("ck_item_state").on("item").oneOf("state", new Object[] { "OPEN", "it's" });
		}, "add check", "in table 'item', check 'ck_item_state' is not met (1 row); to see them: ", 1);
	}

	@EngineTest
	void undoesNothingWhereRowsDoNotFitWhatWasBefore(TestDatabase database) {
		Migrator migrator = items(database).add("2", (schema) -> {
			schema.addColumn("item").varchar("note", 5).notNull().defaultValue("-");
			schema.addUnique("uq_item_id_note").on("item", "id", "note");
		}, (schema) -> {
			schema.dropUnique("uq_item_id_note").on("item");
			schema.dropColumn("item", "note");
		}).add("3", (schema) -> {
			schema.renameTable("item").to("thing");
			schema.dropCheck("ck_item_state").on("thing");
			schema.dropUnique("uq_item_id_note").on("thing");
			schema.dropColumn("thing", "note");
			schema.accept("data-loss", "nobody takes notes");
		}, (schema) -> {
			schema.addCheck("ck_item_state").on("thing").oneOf("state", new Object[] { "OPEN", "LOST", "it's" });
			schema.addColumn("thing").varchar("note", 5).notNull();
			schema.addUnique("uq_item_id_note").on("thing", "id", "note");
			schema.renameTable("thing").to("item");
		}).migrator(database.dataSource());
		migrator.migrate();
		update(database, "thing", "state", "'NEW'", 2);
		for (Runnable rollback : List.<Runnable>of(() -> migrator.rollback(1), () -> migrator.rollback(1, "tried out"),
				() -> migrator.rollbackTo("1", "tried out"))) {
			assertThatExceptionOfType(MigrationDataException.class).isThrownBy(rollback::run)
				.withMessageStartingWith(
						"The rows that are there do not fit the tables of before; nothing was undone:\n"
								+ "- Undoing migration 'M3' (3) cannot add check constraint")
				.withMessageContaining("'thing', check 'ck_item_state' is not met (1 row); to see them: SELECT")
				.withMessageContaining("no value for the new 'note', which must not be NULL (3 rows); to see them: ")
				.withMessageEndingWith(
						"let 'down' do it before that step or give a new column a default, and undo again");
			assertThat(migrator.status().state()).isEqualTo(MigrationStatus.State.UP_TO_DATE);
			assertThat(migrator.drift().differences()).isEmpty();
		}
		database.jdbc().sql("DELETE FROM " + quoted(database, "thing")).update();
		assertThat(migrator.rollback(1).reverted()).hasSize(1);
	}

	@EngineTest
	void letsRowsBeMendedByAnEarlierStep(TestDatabase database) {
		TestMigrations migrations = items(database).add("2", (schema) -> {
			schema.sql("UPDATE %s SET %s = 'B1' WHERE %s IS NULL".formatted(quoted(database, "item"),
					quoted(database, "code"), quoted(database, "code")));
			schema.alterColumn("item").varchar("code", 20).notNull();
		});
		assertThat(migrations.migrator(database.dataSource()).migrate().applied()).hasSize(1);
	}

	@EngineTest
	void letsRowsBeMendedByAnEarlierMigration(TestDatabase database) {
		TestMigrations migrations = items(database)
			.add("2", (schema) -> schema.insert("owner").row((row) -> row.set("id", 9)))
			.add("3",
					(schema) -> schema.addForeignKey("fk_item_owner_id")
						.on("item", "owner_id")
						.references("owner", "id"));
		assertThat(migrations.migrator(database.dataSource()).migrate().applied()).hasSize(2);
	}

	@EngineTest
	void asksNothingOfColumnsThatAreNotThereYet(TestDatabase database) {
		TestMigrations migrations = items(database).add("2", (schema) -> {
			schema.renameColumn("item", "amount").to("quantity");
			schema.addColumn("item").bigint("amount");
			schema.addCheck("ck_item_amount").on("item").that("amount < 100");
			schema.alterColumn("item").varchar("code", 20).notNull().defaultValue("none");
		});
		assertThat(migrations.migrator(database.dataSource()).migrate().applied()).hasSize(1);
	}

	@EngineTest
	void leavesItToTheMigrationToSayThatAColumnIsGone(TestDatabase database) {
		items(database);
		database.jdbc()
			.sql("ALTER TABLE %s DROP COLUMN %s".formatted(quoted(database, "item"), quoted(database, "code")))
			.update();
		Migrator migrator = second((schema) -> schema.alterColumn("item").varchar("code", 20).notNull())
			.migrator(database.dataSource());
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator::migrate)
			.withMessageContaining("alter column item.code")
			.withMessageNotContaining("aborted");
	}

	private static void narrows(TestDatabase database, Consumer<SchemaEditor> change, String problem, int shown,
			String column, String first, String second) {
		if (database.engine() != Engine.SQLITE) {
			stops(database, change, "alter column item." + column, "in table 'item', " + problem, shown);
			update(database, "item", column, first, 1);
			update(database, "item", column, second, 2);
			migrates(database, change);
		}
		else {
			items(database);
			migrates(database, change);
		}
	}

	private static void stops(TestDatabase database, Consumer<SchemaEditor> change, String operation, String problem,
			int shown) {
		items(database);
		Migrator migrator = second(change).migrator(database.dataSource());
		MigrationDataException thrown = catchThrowableOfType(MigrationDataException.class, migrator::migrate);
		assertThat(thrown).isNotNull();
		assertThat(thrown.problems()).singleElement().asString().contains("(2) cannot ", operation, "step ", problem);
		String text = thrown.problems().get(0);
		String list = text.substring(text.indexOf(problem) + problem.length());
		assertThat(database.jdbc().sql(list).query().listOfRows()).hasSize(shown);
		assertThat(migrator.status().pending()).isEqualTo(1);
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> read(database, "item", "harmless"));
	}

	private static void stopsAtOnce(TestDatabase database, Consumer<SchemaEditor> change, String problem) {
		MigrationDataException thrown = catchThrowableOfType(MigrationDataException.class,
				() -> second(change).migrator(database.dataSource()).migrate());
		assertThat(thrown.problems()).singleElement().asString().contains(problem);
		String text = thrown.problems().get(0);
		String list = text.substring(text.indexOf(problem) + problem.length());
		assertThat(database.jdbc().sql(list).query().listOfRows()).hasSize(1);
	}

	private static void migrates(TestDatabase database, Consumer<SchemaEditor> change) {
		assertThat(second(change).migrator(database.dataSource()).migrate().applied()).hasSize(1);
		assertThat(read(database, "item", "harmless")).isEqualTo(3);
	}

	private static int read(TestDatabase database, String table, String column) {
		return database.jdbc()
			.sql("SELECT t.%s FROM %s t".formatted(quoted(database, column), quoted(database, table)))
			.query()
			.listOfRows()
			.size();
	}

	private static void update(TestDatabase database, String table, String column, String value, int id) {
		database.jdbc()
			.sql("UPDATE %s SET %s = %s WHERE %s = %d".formatted(quoted(database, table), quoted(database, column),
					value, quoted(database, "id"), id))
			.update();
	}

	private static TestMigrations items(TestDatabase database) {
		TestMigrations migrations = first();
		migrations.migrator(database.dataSource()).migrate();
		return migrations;
	}

	private static TestMigrations second(Consumer<SchemaEditor> change) {
		return first().add("2", (schema) -> {
			schema.addColumn("item").varchar("harmless", 5);
			change.accept(schema);
		});
	}

	private static TestMigrations first() {
		return TestMigrations.of().add("1", (schema) -> {
			schema.createTable("owner", (table) -> table.bigint("id").notNull().primaryKey());
			schema.createTable("item", (table) -> {
				table.bigint("id").notNull().primaryKey();
				table.varchar("code", 20);
				table.varchar("state", 20);
				table.bigint("owner_id");
				table.bigint("amount");
				table.decimal("price", 10, 2);
			});
			schema.addCheck("ck_item_state").on("item").oneOf("state", new Object[] { "OPEN", "LOST", "it's" });
			schema.createTable("tag", (table) -> {
				table.bigint("id").notNull();
				table.bigint("no").notNull();
			});
			schema.insert("owner").row((row) -> row.set("id", 1));
			schema.insert("item")
				.row((row) -> row.set("id", 1)
					.set("code", "A1")
					.set("state", "it's")
					.set("owner_id", 1)
					.set("amount", 5)
					.set("price", BigDecimal.ONE))
				.row((row) -> row.set("id", 2)
					.set("code", "A1")
					.set("state", "LOST")
					.set("owner_id", 9)
					.set("amount", 3000000000L)
					.set("price", new BigDecimal("99999.95")))
				.row((row) -> row.set("id", 3));
			schema.insert("tag")
				.row((row) -> row.set("id", 1).set("no", 2))
				.row((row) -> row.set("id", 1).set("no", 2))
				.row((row) -> row.set("id", 1).set("no", 3));
		});
	}

}
