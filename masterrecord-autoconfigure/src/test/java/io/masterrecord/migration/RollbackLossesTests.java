package io.masterrecord.migration;

import java.util.List;

import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;

import static io.masterrecord.migration.TestMigrations.quoted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link RollbackLosses}.
 */
class RollbackLossesTests {

	private static final TestMigrations ITEMS = TestMigrations.of().add("1", (schema) -> {
		schema.createTable("item", (table) -> {
			table.bigint("id").notNull().primaryKey();
			table.varchar("name", 40);
			table.varchar("remark", 40);
			table.integer("rank").notNull().defaultValue(1);
		});
		schema.insert("item").key("id").row((row) -> row.set("id", 1).set("name", "One"));
		schema.insert("item").key("id").row((row) -> row.set("id", 2).set("name", "Two"));
	}, (schema) -> schema.dropTable("item")).add("2", "1", (schema) -> {
		schema.addColumn("item").varchar("state", 20).notNull().defaultValue("new");
		schema.alterColumn("item").varchar("state", 20).notNull();
		schema.upsert("item").key("id").updating("state").row((row) -> row.set("id", 2).set("state", "old"));
	}, (schema) -> schema.dropColumn("item", "state"));

	@EngineTest
	void doesNotCountWhatMigrationsWroteAndTheFillersOfNewColumns(TestDatabase database) {
		Migrator migrator = ITEMS.migrator(database.dataSource());
		ITEMS.first(1).migrator(database.dataSource()).migrate();
		run(database, "insert into item (id, name) values (7, 'Ours')");
		migrator.migrate();
		assertThat(migrator.rollback(1).reverted()).hasSize(1);
		assertThatExceptionOfType(DataLossException.class).isThrownBy(() -> migrator.rollback(1))
			.withMessageStartingWith(
					"Undoing these migrations would lose data that no migration brings back; nothing was "
							+ "undone:\n- Undoing migration 'M1' (1), step 1 of 1, loses 1 row of table 'item'\nKeep")
			.satisfies((ex) -> assertThat(ex.losses()).hasSize(1));
		run(database, "delete from item where id = 7");
		assertThat(migrator.rollback(1).reverted()).hasSize(1);
	}

	@EngineTest
	void countsRowsThatMigrationsWroteAndSomebodyChanged(TestDatabase database) {
		Migrator migrator = ITEMS.migrator(database.dataSource());
		migrator.migrate();
		run(database, "update item set name = 'First' where id = 1");
		run(database, "update item set remark = 'ours' where id = 2");
		assertThatExceptionOfType(DataLossException.class).isThrownBy(() -> migrator.rollbackTo("0"))
			.satisfies((ex) -> assertThat(ex.losses())
				.containsExactly("Undoing migration 'M1' (1), step 1 of 1, loses 2 rows of table 'item'"));
		run(database, "update item set state = 'sold'");
		assertThatExceptionOfType(DataLossException.class).isThrownBy(() -> migrator.rollback(1))
			.satisfies((ex) -> assertThat(ex.losses())
				.containsExactly("Undoing migration 'M2' (2), step 1 of 1, loses 2 values of column 'item.state'"));
		assertThat(migrator.status().pending()).isZero();
		assertThat(migrator.rollbackTo("0", "all of it is made up").reverted()).hasSize(2);
	}

	@EngineTest
	void countsNullThatADefaultTakesThePlaceOf(TestDatabase database) {
		TestMigrations migrations = ITEMS.first(1)
			.add("2", "1", (schema) -> schema.alterColumn("item").integer("rank"),
					(schema) -> schema.alterColumn("item").integer("rank").notNull().defaultValue(1));
		Migrator migrator = migrations.migrator(database.dataSource());
		migrator.migrate();
		assertThat(migrator.rollback(1).reverted()).hasSize(1);
		migrator.migrate();
		run(database, "update item set rank = null where id = 2");
		assertThatExceptionOfType(DataLossException.class).isThrownBy(() -> migrator.rollback(1))
			.satisfies((ex) -> assertThat(ex.losses())
				.containsExactly("Undoing migration 'M2' (2), step 1 of 1, loses 1 NULL of column 'item.rank'"));
		assertThat(migrator.rollback(1, "they are the first then").reverted()).hasSize(1);
		assertThat(migrator.drift().differences()).isEmpty();
	}

	@EngineTest
	void refusesWhereRowsReferToThoseThatAreDeleted(TestDatabase database) {
		TestMigrations migrations = TestMigrations.of().add("1", (schema) -> {
			schema.createTable("tariff", (table) -> table.varchar("code", 20).notNull().primaryKey());
			schema.createTable("contract", (table) -> {
				table.bigint("id").notNull().primaryKey();
				table.varchar("tariff_code", 20).references("tariff", "code");
			});
		}).add("2", "1", (schema) -> {
			schema.addColumn("contract").varchar("note", 20);
			schema.insert("tariff").key("code").row((row) -> row.set("code", "A")).row((row) -> row.set("code", "B"));
			schema.insert("contract").key("id").row((row) -> row.set("id", 1).set("tariff_code", "A"));
			schema.renameTable("tariff").to("price_list");
		}, (schema) -> {
			schema.dropColumn("contract", "note");
			schema.renameTable("price_list").to("tariff");
			schema.delete("contract").key("id").row((row) -> row.set("id", 1));
			schema.delete("tariff").key("code").row((row) -> row.set("code", "B")).row((row) -> row.set("code", "A"));
		});
		Migrator migrator = migrations.migrator(database.dataSource());
		migrator.migrate();
		run(database, "insert into contract (id, tariff_code) values (7, 'A')");
		run(database, "insert into contract (id, tariff_code) values (8, 'B')");
		for (String reason : List.of("", "they may go")) {
			assertThatExceptionOfType(MigrationDataException.class).isThrownBy(() -> {
				if (reason.isEmpty()) {
					migrator.rollback(1);
				}
				else {
					migrator.rollback(1, reason);
				}
			})
				.withMessage("Rows refer to others that would be deleted; nothing was undone:\n"
						+ "- Undoing migration 'M2' (2), step 4 of 4, deletes rows of 'price_list' to which 2 rows of "
						+ "'contract' refer (foreign key 'fk_contract_tariff_code')\n"
						+ "Delete these rows or let them refer to others, and undo again");
		}
		assertThat(migrator.status().state()).isEqualTo(MigrationStatus.State.UP_TO_DATE);
		assertThat(migrator.drift().differences()).isEmpty();
		run(database, "delete from contract where id > 1");
		assertThat(migrator.rollback(1).reverted()).hasSize(1);
	}

	@EngineTest
	void saysWhereItWasNotLookedWhetherRowsReferToThoseThatAreDeleted(TestDatabase database) {
		for (boolean here : new boolean[] { true, false }) {
			String id = MigrationScriptTests.dialect(database).id();
			String dialect = here ? id : id.equals("h2") ? "sqlite" : "h2";
			TestMigrations migrations = TestMigrations.of().add("1", (schema) -> {
				schema.createTable("tariff", (table) -> table.varchar("code", 20).notNull().primaryKey());
				schema.createTable("contract", (table) -> {
					table.bigint("id").notNull().primaryKey();
					table.varchar("tariff_code", 20).references("tariff", "code");
				});
			})
				.add("2", "1", (schema) -> schema.insert("tariff").key("code").row((row) -> row.set("code", "A")),
						(schema) -> {
							schema
								.sql("UPDATE %s SET %s = NULL".formatted(quoted(database, "contract"),
										quoted(database, "tariff_code")))
								.onDialect(dialect);
							schema.delete("tariff").key("code").row((row) -> row.set("code", "A"));
						});
			Migrator migrator = migrations.migrator(database.dataSource());
			migrator.migrate();
			assertThat(migrator.rollback(1).warnings()).containsExactlyElementsOf(here ? List
				.of("Undoing migration 'M2' (2), step 2 of 2, deletes rows of 'tariff': it was not looked whether others "
						+ "refer to them, because step 1 of 2 of migration 'M2' (2) may change that before")
					: List.of());
		}
	}

	@EngineTest
	void tellsEqualRowsApartByTheirNumber(TestDatabase database) {
		Migrator migrator = TestMigrations.of().add("1", (schema) -> {
			schema.createTable("mark", (table) -> table.varchar("word", 20));
			schema.insert("mark").row((row) -> row.set("word", "same")).row((row) -> row.set("word", "same"));
		}, (schema) -> schema.dropTable("mark")).migrator(database.dataSource());
		migrator.migrate();
		run(database, "insert into mark (word) values ('same')");
		assertThatExceptionOfType(DataLossException.class).isThrownBy(() -> migrator.rollback(1))
			.withMessageContaining("loses 1 row of table 'mark'");
	}

	@EngineTest
	void findsWhatDeclaredSqlDrops(TestDatabase database) {
		String drop = "DROP TABLE " + quoted(database, "old");
		Migrator migrator = TestMigrations.of()
			.add("1", (schema) -> schema.createTable("old", (table) -> table.bigint("id").notNull()),
					(schema) -> schema.sql(drop).declares((declared) -> declared.dropTable("old")))
			.migrator(database.dataSource());
		migrator.migrate();
		run(database, "insert into old (id) values (1)");
		assertThatExceptionOfType(DataLossException.class).isThrownBy(() -> migrator.rollback(1))
			.withMessageContaining("loses 1 row of table 'old'");
	}

	@EngineTest
	void doesNotTrustSqlThatDropsSomethingItDoesNotDeclare(TestDatabase database) {
		Migrator migrator = TestMigrations.of()
			.add("1", (schema) -> schema.sql("CREATE TABLE extra (id bigint)"),
					(schema) -> schema.sql("-- it was ours\nDROP TABLE extra"))
			.migrator(database.dataSource());
		migrator.migrate();
		assertThatExceptionOfType(DataLossException.class).isThrownBy(() -> migrator.rollback(1))
			.withMessageContaining("step 1 of 1, loses what its SQL takes away, which is not declared");
		assertThat(migrator.rollback(1, "it is empty").reverted()).hasSize(1);
	}

	@EngineTest
	void needsAReason(TestDatabase database) {
		Migrator migrator = ITEMS.migrator(database.dataSource());
		assertThatIllegalArgumentException().isThrownBy(() -> migrator.rollback(1, " "))
			.withMessage("Say why data may be lost: the reason is kept in the journal");
	}

	private static void run(TestDatabase database, String sql) {
		String text = sql;
		for (String name : List.of("item", "id", "name", "remark", "state", "mark", "word", "old", "contract",
				"tariff_code", "rank")) {
			text = text.replaceAll("(?<!['\\w])" + name + "(?!['\\w])", quoted(database, name));
		}
		database.jdbc().sql(text).update();
	}

}
