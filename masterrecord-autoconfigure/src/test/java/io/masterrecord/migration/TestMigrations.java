package io.masterrecord.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import javax.sql.DataSource;

import io.masterrecord.testing.TestDatabase;

/**
 * Migrations for tests, written as lambdas.
 */
final class TestMigrations {

	private final List<MigrationDefinition> definitions = new ArrayList<>();

	private TestMigrations() {
	}

	static TestMigrations of() {
		return new TestMigrations();
	}

	/**
	 * Return five migrations with 11 steps, of tables, columns, indexes and rows. Each
	 * migration counts itself in table {@code marker}.
	 */
	static TestMigrations five() {
		return of().add("1", (schema) -> {
			schema.createTable("marker", (table) -> table.varchar("step", 20).notNull());
			schema.insert("marker").row((row) -> row.set("step", "1.2"));
		}, (schema) -> schema.dropTable("marker")).add("2", (schema) -> {
			schema.createTable("plan", (table) -> {
				table.bigint("id").notNull().primaryKey();
				table.varchar("title", 40).notNull();
			});
			schema.insert("marker").row((row) -> row.set("step", "2.2"));
		}, (schema) -> {
			schema.delete("marker").key("step").row((row) -> row.set("step", "2.2"));
			schema.dropTable("plan");
		}).add("3", (schema) -> {
			schema.addColumn("plan").varchar("code", 20);
			schema.insert("marker").row((row) -> row.set("step", "3.2"));
			schema.createIndex("uq_plan_code").unique().on("plan", "code");
		}, (schema) -> {
			schema.dropIndex("uq_plan_code").on("plan");
			schema.delete("marker").key("step").row((row) -> row.set("step", "3.2"));
			schema.dropColumn("plan", "code");
		}).add("4", (schema) -> {
			schema.insert("plan").key("id").row((row) -> row.set("id", 1).set("title", "First").set("code", "P1"));
			schema.insert("marker").row((row) -> row.set("step", "4.2"));
		}, (schema) -> {
			schema.delete("marker").key("step").row((row) -> row.set("step", "4.2"));
			schema.delete("plan").key("id").row((row) -> row.set("id", 1));
		}).add("5", (schema) -> {
			schema.createTable("note", (table) -> {
				table.bigint("id").notNull().primaryKey();
				table.bigint("plan_id").notNull().references("plan", "id");
			});
			schema.insert("marker").row((row) -> row.set("step", "5.2"));
		}, (schema) -> {
			schema.delete("marker").key("step").row((row) -> row.set("step", "5.2"));
			schema.dropTable("note");
		});
	}

	TestMigrations add(String id, Consumer<SchemaEditor> up) {
		return add(id, up, (schema) -> {
		});
	}

	TestMigrations add(String id, Consumer<SchemaEditor> up, Consumer<SchemaEditor> down) {
		return add(id, "", up, down);
	}

	TestMigrations add(String id, String parent, Consumer<SchemaEditor> up, Consumer<SchemaEditor> down) {
		return add(id, parent.isEmpty() ? List.of() : List.of(parent), up, down);
	}

	TestMigrations add(String id, List<String> parents, Consumer<SchemaEditor> up, Consumer<SchemaEditor> down) {
		return add(MigrationDefinition.of(id, "M" + id, parents, SchemaEditor.record(up), SchemaEditor.record(down)));
	}

	TestMigrations add(MigrationDefinition definition) {
		this.definitions.add(definition);
		return this;
	}

	static MigrationDefinition definition(String id, String parent, Consumer<SchemaEditor> up,
			Consumer<SchemaEditor> down) {
		return MigrationDefinition.of(id, "M" + id, parent.isEmpty() ? List.of() : List.of(parent),
				SchemaEditor.record(up), SchemaEditor.record(down));
	}

	/**
	 * Return the first of these migrations.
	 */
	TestMigrations first(int count) {
		TestMigrations first = of();
		first.definitions.addAll(this.definitions.subList(0, count));
		return first;
	}

	TestMigrations without(String id) {
		TestMigrations rest = of();
		this.definitions.stream().filter((definition) -> !definition.id().equals(id)).forEach(rest.definitions::add);
		return rest;
	}

	MigrationChain chain() {
		return MigrationChain.of(this.definitions);
	}

	Migrator migrator(DataSource dataSource) {
		return migrator(dataSource, MigrationSettings.defaults());
	}

	Migrator migrator(DataSource dataSource, MigrationSettings settings, MigrationListener... listeners) {
		return new Migrator(dataSource, chain(), settings, List.of(listeners));
	}

	/**
	 * Read which steps have marked themselves.
	 */
	static List<String> markers(TestDatabase database) {
		String step = quoted(database, "step");
		return database.jdbc()
			.sql("select " + step + " from " + quoted(database, "marker") + " order by " + step)
			.query(String.class)
			.list();
	}

	static String quoted(TestDatabase database, String name) {
		return database.engine().quote(name);
	}

}
