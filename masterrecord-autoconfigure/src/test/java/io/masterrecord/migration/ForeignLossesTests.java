package io.masterrecord.migration;

import java.util.List;

import io.masterrecord.testing.Engine;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;

import org.springframework.dao.DataAccessException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Constraints that somebody wrote into a table before there were migrations, and of which
 * none of them tells, where SQLite has to create the table anew.
 */
class ForeignLossesTests {

	private static final String LOST = "what no migration says of 'item': ";

	private static final String ALL = "check constraint 'price < 100', foreign key '(owner_id) to (id)', foreign key 'hand', "
			+ "unique constraint (code), unique constraint (label, price), check constraint 'ck_hand'";

	@EngineTest(only = Engine.SQLITE)
	void areNamedBeforeAnythingIsRun(TestDatabase database) {
		List<String> before = adopt(database);
		Migrator migrator = existing()
			.add("2", (schema) -> schema.createTable("note", (table) -> table.bigint("id").notNull().primaryKey()))
			.add(MigrationDefinition.record(PriceIsNeeded.class))
			.migrator(database.dataSource());
		assertThatExceptionOfType(MigrationHistoryException.class).isThrownBy(migrator::migrate)
			.withMessage(
					"Migration 'PriceIsNeeded' (3) has to create a table anew (step 1 of 1), which loses " + LOST + ALL)
			.satisfies((ex) -> assertThat(ex.remedy()).contains("Declare these constraints", "accept(\"data-loss\""));
		assertThat(migrator.status().pending()).isEqualTo(2);
		assertThat(tables(database)).isEqualTo(before);
	}

	@EngineTest(only = Engine.SQLITE)
	void mayGoForAReason(TestDatabase database) {
		adopt(database);
		existing().add(MigrationDefinition.record(PriceIsNeededMost.class)).migrator(database.dataSource()).migrate();
		database.jdbc().sql("INSERT INTO item VALUES (3, 'a', 99, NULL, 100, '')").update();
		assertThat(database.jdbc().sql("SELECT count(*) FROM item").query(Long.class).single()).isEqualTo(2);
	}

	@EngineTest(only = Engine.SQLITE)
	void areNotLostIfMigrationsSayThem(TestDatabase database) {
		adopt(database);
		Migrator migrator = existing().add(MigrationDefinition.record(PriceIsNeeded.class))
			.add(MigrationDefinition.record(Declared.class))
			.migrator(database.dataSource());
		assertThat(migrator.migrate().applied()).hasSize(2);
		assertThat(migrator.drift().differences()).isEmpty();
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> database.jdbc().sql("INSERT INTO item VALUES (3, 'a', 1, 1, 5, 'z')").update())
			.withMessageContaining("item.sku");
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> database.jdbc().sql("INSERT INTO item VALUES (3, 'c', 1, 1, 100, 'z')").update())
			.withMessageContaining("ck_item_price");
	}

	@EngineTest(only = Engine.SQLITE)
	void areNamedBeforeAnythingIsUndone(TestDatabase database) {
		Migrator migrator = existing().add(MigrationDefinition.record(PriceIsNeeded.class))
			.migrator(database.dataSource());
		migrator.migrate();
		database.jdbc().sql("DROP TABLE item").update();
		create(database);
		assertThatExceptionOfType(DataLossException.class).isThrownBy(() -> migrator.rollback(1))
			.withMessageContaining("Undoing migration 'PriceIsNeeded' (3), step 1 of 1, loses " + LOST + ALL);
		assertThat(migrator.rollback(1, "nobody needs them").reverted()).hasSize(1);
	}

	@EngineTest(only = Engine.SQLITE)
	void columnsAreNamedAndNeverGivenUp(TestDatabase database) {
		Migrator migrator = existing().add(MigrationDefinition.record(PriceIsNeeded.class))
			.migrator(database.dataSource());
		migrator.migrate();
		database.jdbc().sql("ALTER TABLE item ADD COLUMN hotfix integer").update();
		database.jdbc().sql("ALTER TABLE item ADD COLUMN shape geometry").update();
		assertThatExceptionOfType(MigrationHistoryException.class)
			.isThrownBy(() -> migrator.rollback(1, "nobody needs them"))
			.withMessage("Undoing migration 'PriceIsNeeded' (3), step 1 of 1, creates a table anew, and cannot keep "
					+ LOST + "column 'shape', column 'hotfix'")
			.satisfies((ex) -> assertThat(ex.remedy()).contains("masterrecord drift adopt", "Nothing was changed"));
		database.jdbc().sql("ALTER TABLE item DROP COLUMN shape").update();
		database.jdbc().sql("ALTER TABLE item DROP COLUMN hotfix").update();
		assertThat(migrator.rollback(1).reverted()).hasSize(1);
	}

	@EngineTest(only = Engine.SQLITE)
	void aConstraintThatMigrationsSayComesBackThoughItWasWrittenByHand(TestDatabase database) {
		create(database);
		database.jdbc().sql("DROP TABLE item").update();
		database.jdbc()
			.sql("CREATE TABLE item (id bigint PRIMARY KEY NOT NULL, code varchar(20) UNIQUE, "
					+ "price integer, label varchar(20), UNIQUE (label, price))")
			.update();
		TestMigrations known = TestMigrations.of().add("1", (schema) -> schema.createTable("item", (table) -> {
			table.bigint("id").notNull().primaryKey();
			table.varchar("code", 20).unique();
			table.integer("price");
			table.varchar("label", 20);
			table.unique("uq_item_label_price", "label", "price");
		}));
		known.migrator(database.dataSource()).baseline("1");
		Migrator migrator = known.add(MigrationDefinition.record(PriceIsNeeded.class)).migrator(database.dataSource());
		migrator.migrate();
		assertThat(migrator.drift().differences()).isEmpty();
		database.jdbc().sql("INSERT INTO item VALUES (1, 'a', 1, 'x')").update();
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> database.jdbc().sql("INSERT INTO item VALUES (2, 'a', 2, 'x')").update())
			.withMessageContaining("item.code");
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> database.jdbc().sql("INSERT INTO item VALUES (2, 'b', 1, 'x')").update())
			.withMessageContaining("item.label, item.price");
	}

	@EngineTest(only = Engine.SQLITE)
	void aUniqueConstraintThatWasWrittenByHandIsDroppedRenamedAndBack(TestDatabase database) {
		database.jdbc()
			.sql("CREATE TABLE item (id integer PRIMARY KEY AUTOINCREMENT NOT NULL, code varchar(20) UNIQUE, "
					+ "price integer CONSTRAINT ck_item_price CHECK (price > 0), label varchar(20) UNIQUE, kind varchar(20), UNIQUE (label, price))")
			.update();
		database.jdbc().sql("CREATE TRIGGER priced AFTER INSERT ON item BEGIN SELECT 1; END").update();
		database.jdbc().sql("INSERT INTO item (code, price, label) VALUES ('a', 1, 'x'), ('b', 2, 'y')").update();
		database.jdbc().sql("DELETE FROM item WHERE code = 'b'").update();
		TestMigrations known = TestMigrations.of().add("1", (schema) -> {
			schema.createTable("item", (table) -> {
				table.bigint("id").identity().primaryKey();
				table.varchar("code", 20).unique();
				table.integer("price");
				table.varchar("label", 20);
				table.varchar("kind", 20);
				table.unique("uq_item_label_price", "label", "price");
				table.check("ck_item_price", "price > 0");
			});
			schema.createIndex("idx_item_label").unique().on("item", "label");
			schema.createIndex("idx_item_kind").on("item", "kind");
		});
		database.jdbc().sql("CREATE INDEX idx_item_kind ON item (kind)").update();
		known.migrator(database.dataSource()).baseline("1");
		Migrator migrator = known.add("2", "1", (schema) -> {
			schema.dropUnique("uq_item_code").on("item");
			schema.renameConstraint("item", "uq_item_label_price").to("uq_label");
			schema.dropIndex("idx_item_label").on("item");
		}, (schema) -> {
			schema.createIndex("idx_item_label").unique().on("item", "label");
			schema.renameConstraint("item", "uq_label").to("uq_item_label_price");
			schema.addUnique("uq_item_code").on("item", "code");
		}).migrator(database.dataSource());
		assertThat(migrator.migrate().applied()).hasSize(1);
		assertThat(database.jdbc()
			.sql("SELECT name FROM sqlite_schema WHERE tbl_name = 'item' AND type <> 'table' ORDER BY 1")
			.query(String.class)
			.list()).containsExactly("idx_item_kind", "priced", "uq_label");
		database.jdbc().sql("INSERT INTO item (code, price, label) VALUES ('a', 2, 'x')").update();
		assertThat(database.jdbc().sql("SELECT id FROM item ORDER BY id").query(Long.class).list()).containsExactly(1L,
				3L);
		database.jdbc().sql("DELETE FROM item WHERE id = 3").update();
		assertThat(migrator.rollback(1).reverted()).hasSize(1);
		assertThat(migrator.migrate().applied()).hasSize(1);
		assertThat(migrator.drift().differences()).isEmpty();
	}

	@EngineTest(only = Engine.SQLITE)
	void aUniqueConstraintStaysBesideWhatNoMigrationSays(TestDatabase database) {
		database.jdbc()
			.sql("CREATE TABLE item (id bigint PRIMARY KEY NOT NULL, code varchar(20) UNIQUE CHECK (code <> ''))")
			.update();
		TestMigrations known = TestMigrations.of().add("1", (schema) -> schema.createTable("item", (table) -> {
			table.bigint("id").notNull().primaryKey();
			table.varchar("code", 20).unique();
		}));
		known.migrator(database.dataSource()).baseline("1");
		Migrator migrator = known.add("2", (schema) -> schema.dropUnique("uq_item_code").on("item"))
			.migrator(database.dataSource());
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator::migrate)
			.withMessageContaining("the table has constraints that no migration knows");
	}

	private static List<String> adopt(TestDatabase database) {
		create(database);
		Migrator migrator = existing().migrator(database.dataSource());
		assertThat(migrator.baseline("1")).containsExactly("1");
		assertThat(migrator.drift().differences()).isEmpty();
		assertThat(migrator.migrate().applied()).isEmpty();
		return tables(database);
	}

	private static void create(TestDatabase database) {
		database.jdbc().sql("CREATE TABLE IF NOT EXISTS owner (id bigint PRIMARY KEY NOT NULL)").update();
		database.jdbc().sql("""
				CREATE TABLE item (id bigint PRIMARY KEY NOT NULL, code varchar(20) UNIQUE,
				  owner_id bigint REFERENCES owner (id) ON DELETE CASCADE, other_id bigint,
				  price integer CHECK (price < 100), label varchar(20), UNIQUE (label, price),
				  CONSTRAINT ck_hand CHECK (label <> ''),
				  CONSTRAINT hand FOREIGN KEY (other_id) REFERENCES owner (id))""").update();
		database.jdbc().sql("INSERT INTO owner VALUES (1)").update();
		database.jdbc().sql("INSERT INTO item VALUES (1, 'a', 1, NULL, 5, 'x')").update();
	}

	private static TestMigrations existing() {
		return TestMigrations.of().add("1", (schema) -> {
			schema.createTable("owner", (table) -> table.bigint("id").notNull().primaryKey());
			schema.createTable("item", (table) -> {
				table.bigint("id").notNull().primaryKey();
				table.varchar("code", 20);
				table.bigint("owner_id");
				table.bigint("other_id");
				table.integer("price");
				table.varchar("label", 20);
			});
		});
	}

	private static List<String> tables(TestDatabase database) {
		return database.jdbc().sql("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL").query(String.class).list();
	}

	@MigrationInfo(id = "3")
	static class PriceIsNeeded extends Migration {

		@Override
		public void up(SchemaEditor schema) {
			schema.alterColumn("item").integer("price").notNull();
		}

		@Override
		public void down(SchemaEditor schema) {
			schema.alterColumn("item").integer("price");
		}

	}

	@MigrationInfo(id = "3")
	static class PriceIsNeededMost extends PriceIsNeeded {

		@Override
		public void up(SchemaEditor schema) {
			schema.accept("data-loss", "the service checks them");
			super.up(schema);
		}

	}

	@MigrationInfo(id = "4")
	static class Declared extends Migration {

		@Override
		public void up(SchemaEditor schema) {
			schema.renameColumn("item", "code").to("sku");
			schema.renameTable("owner").to("person");
			schema.addUnique("uq_item_sku").on("item", "sku");
			schema.addForeignKey("fk_item_owner_id").on("item", "owner_id").references("person", "id");
			schema.addForeignKey("hand").on("item", "other_id").references("person", "id");
			schema.addCheck("ck_item_price").on("item").that("price<100");
			schema.addCheck("ck_hand").on("item").that("label <> ''");
			schema.createIndex("uq_item_price_label").unique().on("item", "price", "label");
		}

		@Override
		public void down(SchemaEditor schema) {
			schema.irreversible("a test");
		}

	}

}
