package io.masterrecord.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;

import io.masterrecord.catalog.CatalogReader;
import io.masterrecord.dialect.Dialects;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.Table;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what {@link Migrator} makes of a schema, there and back.
 */
class MigratorSchemaTests {

	@EngineTest
	void addsAnIndexedColumnAndTakesItBack(TestDatabase database) throws SQLException {
		Table after = thereAndBack(database, (schema) -> {
			schema.addColumn("plan").varchar("code", 40);
			schema.createIndex("uq_plan_code").unique().on("plan", "code");
		}, (schema) -> {
			schema.dropIndex("uq_plan_code").on("plan");
			schema.dropColumn("plan", "code");
		});
		assertThat(after.column("code")).isPresent();
		assertThat(after.index("uq_plan_code")).get().satisfies((index) -> assertThat(index.unique()).isTrue());
	}

	@EngineTest
	void dropsAnIndexedColumnAndBringsItBack(TestDatabase database) throws SQLException {
		Table after = thereAndBack(database, (schema) -> {
			schema.dropIndex("idx_plan_title").on("plan");
			schema.dropColumn("plan", "title");
		}, (schema) -> {
			schema.addColumn("plan").varchar("title", 40);
			schema.createIndex("idx_plan_title").on("plan", "title");
		});
		assertThat(after.column("title")).isEmpty();
		assertThat(after.index("idx_plan_title")).isEmpty();
	}

	@EngineTest
	void makesAnIndexUniqueUnderItsNameAndBack(TestDatabase database) throws SQLException {
		Table after = thereAndBack(database, (schema) -> {
			schema.dropIndex("idx_plan_title").on("plan");
			schema.createIndex("idx_plan_title").unique().on("plan", "title");
		}, (schema) -> {
			schema.dropIndex("idx_plan_title").on("plan");
			schema.createIndex("idx_plan_title").on("plan", "title");
		});
		assertThat(after.index("idx_plan_title")).get().satisfies((index) -> assertThat(index.unique()).isTrue());
	}

	@EngineTest
	void addsADefaultAndTakesItBack(TestDatabase database) throws SQLException {
		Table after = thereAndBack(database,
				(schema) -> schema.alterColumn("plan").varchar("status", 20).notNull().defaultValue("open"),
				(schema) -> schema.alterColumn("plan").varchar("status", 20).notNull());
		assertThat(after.column("status")).get().satisfies((column) -> assertThat(column.defaultValue()).isNotNull());
	}

	@EngineTest
	void lengthensAColumnAndShortensItAgain(TestDatabase database) throws SQLException {
		Table after = thereAndBack(database, (schema) -> schema.alterColumn("plan").varchar("status", 200).notNull(),
				(schema) -> schema.alterColumn("plan").varchar("status", 20).notNull());
		assertThat(after.column("status")).get().satisfies((column) -> assertThat(column.type().size()).isEqualTo(200));
	}

	@EngineTest
	void removesAUniqueConstraintAndBringsItBack(TestDatabase database) throws SQLException {
		Table after = thereAndBack(database, (schema) -> schema.dropUnique("uq_plan_no").on("plan"),
				(schema) -> schema.addUnique("uq_plan_no").on("plan", "no"));
		assertThat(after.uniques()).isEmpty();
		assertThat(after.index("uq_plan_no")).isEmpty();
	}

	/**
	 * Apply a change, undo it, compare the catalog with what it was, and apply it again.
	 */
	private static Table thereAndBack(TestDatabase database, Consumer<SchemaEditor> up, Consumer<SchemaEditor> down)
			throws SQLException {
		TestMigrations migrations = TestMigrations.of().add("1", (schema) -> {
			schema.createTable("plan", (table) -> {
				table.bigint("id").identity().primaryKey();
				table.bigint("no").notNull();
				table.varchar("status", 20).notNull();
				table.varchar("title", 40);
				table.unique("uq_plan_no", "no");
			});
			schema.createIndex("idx_plan_title").on("plan", "title");
			schema.insert("plan").row((row) -> row.set("no", 1).set("status", "new").set("title", "First"));
		});
		migrations.migrator(database.dataSource()).migrate();
		Schema before = catalog(database);
		migrations.add("2", up, down);
		Migrator migrator = migrations.migrator(database.dataSource());
		migrator.migrate();
		Schema after = catalog(database);
		assertThat(after).isNotEqualTo(before);
		migrator.rollback(1);
		assertThat(catalog(database)).isEqualTo(before);
		migrator.migrate();
		assertThat(catalog(database)).isEqualTo(after);
		assertThat(database.jdbc()
			.sql("select count(*) from " + TestMigrations.quoted(database, "plan"))
			.query(Long.class)
			.single()).isOne();
		return after.table("plan").orElseThrow();
	}

	private static Schema catalog(TestDatabase database) throws SQLException {
		try (Connection connection = database.dataSource().getConnection()) {
			return CatalogReader.read(connection, Dialects.of(connection));
		}
	}

}
