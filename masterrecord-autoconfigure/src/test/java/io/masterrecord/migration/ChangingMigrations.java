package io.masterrecord.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.masterrecord.dialect.Dialect;
import io.masterrecord.dialect.Dialects;
import io.masterrecord.operation.Inversion;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.schema.Schema;
import io.masterrecord.testing.Engine;

/**
 * A schema with rows, and migrations that change it in one way each.
 */
final class ChangingMigrations {

	/** The migration that creates the schema. */
	static final String BASE = "1";

	private static final String SEQUENCE = "ticket_no";

	private ChangingMigrations() {
	}

	/**
	 * Return the schema that is changed, with rows in its tables.
	 */
	static TestMigrations base(Engine engine) {
		return TestMigrations.of().add(BASE, (schema) -> {
			if (hasSequences(engine)) {
				schema.createSequence(SEQUENCE, 10, 1);
			}
			schema.createTable("team", (table) -> {
				table.bigint("id").notNull().primaryKey();
				table.varchar("title", 40);
				table.varchar("label", 20).defaultValue("new");
			});
			schema.createTable("member", (table) -> {
				table.bigint("id").notNull().primaryKey();
				table.bigint("team_id").notNull();
				table.varchar("note", 200);
				if (hasSequences(engine)) {
					table.bigint("ticket").notNull().defaultSequence(SEQUENCE);
				}
				table.check("ck_member_team", "team_id > 0");
			});
			schema.createIndex("idx_member_team").on("member", "team_id");
			schema.addForeignKey("fk_member_team").on("member", "team_id").references("team", "id");
			schema.createSearchIndex("search_member").on("member", "note");
			schema.createTable("bare", (table) -> table.bigint("id").notNull());
			schema.insert("team")
				.key("id")
				.row((row) -> row.set("id", 1).set("title", "First"))
				.row((row) -> row.set("id", 2).set("title", null));
			schema.insert("member").key("id").row((row) -> row.set("id", 1).set("team_id", 1).set("note", "one"));
		});
	}

	/**
	 * Return the changes, each under its name.
	 */
	static Map<String, Consumer<SchemaEditor>> changes(Engine engine) {
		Map<String, Consumer<SchemaEditor>> changes = new LinkedHashMap<>();
		changes.put("create table", (schema) -> schema.createTable("note", (table) -> {
			table.bigint("id").notNull().primaryKey();
			table.varchar("title", 40).comment("what it is about");
			table.comment("what is to be remembered");
		}));
		changes.put("drop table", (schema) -> schema.dropTable("bare"));
		changes.put("rename table", (schema) -> schema.renameTable("team").to("crew"));
		changes.put("add column", (schema) -> schema.addColumn("team").varchar("motto", 40).comment("what it shouts"));
		changes.put("add required column", (schema) -> schema.addColumn("bare").bigint("amount").notNull());
		changes.put("drop column", (schema) -> schema.dropColumn("team", "label"));
		changes.put("rename checked reference", (schema) -> schema.renameColumn("member", "team_id").to("crew_id"));
		changes.put("rename searched column", (schema) -> schema.renameColumn("member", "note").to("remark"));
		changes.put("require column",
				(schema) -> schema.alterColumn("team").varchar("title", 40).notNull().defaultValue("none"));
		changes.put("retype column with default",
				(schema) -> schema.alterColumn("team").varchar("label", 60).defaultValue("new"));
		changes.put("change default and comment",
				(schema) -> schema.alterColumn("team").varchar("label", 60).defaultValue("old").comment("how it is"));
		changes.put("add primary key", (schema) -> schema.addPrimaryKey("pk_bare").on("bare", "id"));
		changes.put("drop index of a reference", (schema) -> schema.dropIndex("idx_member_team").on("member"));
		changes.put("drop foreign key", (schema) -> schema.dropForeignKey("fk_member_team").on("member"));
		changes.put("add foreign key",
				(schema) -> schema.addForeignKey("fk_bare_team").on("bare", "id").references("team", "id"));
		changes.put("add unique", (schema) -> schema.addUnique("uq_team_title").on("team", "title"));
		changes.put("add check", (schema) -> schema.addCheck("ck_team_id").on("team").that("id > 0"));
		changes.put("drop check", (schema) -> schema.dropCheck("ck_member_team").on("member"));
		changes.put("create index", (schema) -> schema.createIndex("idx_team_title").on("team", "title"));
		changes.put("drop search index", (schema) -> schema.dropSearchIndex("search_member").on("member"));
		changes.put("create view",
				(schema) -> schema.createView("team_title").uses("team").as("SELECT id, title FROM team"));
		changes.put("create trigger",
				(schema) -> schema.createTrigger("upper_title", "team")
					.uses("team")
					.onDialect("sqlite",
							"CREATE TRIGGER upper_title AFTER INSERT ON team BEGIN "
									+ "UPDATE team SET title = upper(title) WHERE id = NEW.id; END")
					.onDialect("mariadb",
							"CREATE TRIGGER upper_title BEFORE INSERT ON team FOR EACH ROW "
									+ "SET NEW.title = upper(NEW.title)")
					.onDialect("mysql", "CREATE TRIGGER upper_title BEFORE INSERT ON team FOR EACH ROW "
							+ "SET NEW.title = upper(NEW.title)"));
		changes.put("write rows", (schema) -> {
			schema.upsert("team").key("id").row((row) -> row.set("id", 1).set("title", "The first"));
			schema.insert("team").key("id").row((row) -> row.set("id", 3).set("title", "Third"));
			schema.delete("team").key("id").row((row) -> row.set("id", 2));
		});
		if (hasSequences(engine)) {
			changes.put("create sequence", (schema) -> schema.createSequence("invoice_no", 1, 1));
			changes.put("alter sequence", (schema) -> schema.alterSequence(SEQUENCE, 10, 5));
			changes.put("rename sequence", (schema) -> schema.renameSequence(SEQUENCE).to("number_no"));
		}
		return changes;
	}

	/**
	 * Return the schema with one change to be made.
	 */
	static TestMigrations with(Engine engine, Consumer<SchemaEditor> change) {
		TestMigrations base = base(engine);
		Schema schema = base.chain().schema();
		List<SchemaOperation> up = SchemaEditor.record(change);
		return base.add(MigrationDefinition.of("2", "M2", List.of(BASE), up, Inversion.of(schema, up).operations()));
	}

	/**
	 * Return the schema with changes of all kinds to be made by one migration.
	 */
	static TestMigrations withAll(Engine engine) {
		Map<String, Consumer<SchemaEditor>> changes = changes(engine);
		return with(engine, (schema) -> Stream
			.of("rename checked reference", "drop column", "require column", "add foreign key", "drop check",
					"alter sequence", "rename sequence", "create view", "create trigger", "write rows", "create table")
			.filter(changes::containsKey)
			.forEach((name) -> changes.get(name).accept(schema)));
	}

	/**
	 * Bring those rows back that undoing a change leaves as they are.
	 */
	static void restoreRows(Connection connection) throws SQLException {
		Dialect dialect = Dialects.of(connection);
		try (Statement statement = connection.createStatement()) {
			statement.executeUpdate("UPDATE %s SET %s = NULL WHERE %s = 2".formatted(dialect.quote("team"),
					dialect.quote("title"), dialect.quote("id")));
		}
	}

	private static boolean hasSequences(Engine engine) {
		return engine != Engine.SQLITE && engine != Engine.MYSQL;
	}

}
