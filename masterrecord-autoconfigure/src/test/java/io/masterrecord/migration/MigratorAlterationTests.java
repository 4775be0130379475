package io.masterrecord.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import io.masterrecord.catalog.CatalogReader;
import io.masterrecord.dialect.Dialect;
import io.masterrecord.dialect.Dialects;
import io.masterrecord.schema.Table;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Changes of columns, which some engines can make only by rebuilding the table.
 */
class MigratorAlterationTests {

	@EngineTest
	void keepsRowsKeysAndIndexesWhenAColumnChanges(TestDatabase database) throws SQLException {
		TestMigrations migrations = TestMigrations.of().add("1", (schema) -> {
			schema.createTable("parent", (table) -> {
				table.bigint("id").identity().primaryKey();
				table.varchar("name", 20);
			});
			schema.createIndex("idx_parent_name").on("parent", "name");
			schema.createTable("child", (table) -> {
				table.bigint("id").identity().primaryKey();
				table.bigint("parent_id").notNull().references("parent", "id");
			});
			schema.insert("parent").key("id").row((row) -> row.set("id", 5));
			schema.insert("child").key("id").row((row) -> row.set("id", 1).set("parent_id", 5));
		});
		migrations.migrator(database.dataSource()).migrate();
		Table before = parent(database);
		migrations
			.add("2", (schema) -> schema.alterColumn("parent").varchar("name", 40).notNull().defaultValue("none"),
					(schema) -> schema.alterColumn("parent").varchar("name", 20))
			.migrator(database.dataSource())
			.migrate();
		assertThat(column(database, "parent", "name")).containsExactly("none");
		assertThat(column(database, "child", "parent_id")).containsExactly("5");
		assertThat(parent(database).indexes()).isEqualTo(before.indexes()).isNotEmpty();
		migrations.migrator(database.dataSource()).rollback(1);
		assertThat(parent(database)).isEqualTo(before);
	}

	private static List<String> column(TestDatabase database, String table, String column) throws SQLException {
		try (Connection connection = database.dataSource().getConnection()) {
			Dialect dialect = Dialects.of(connection);
			return JdbcClient.create(new SingleConnectionDataSource(connection, true))
				.sql("SELECT " + dialect.quote(column) + " FROM " + dialect.quote(table))
				.query(String.class)
				.list();
		}
	}

	private static Table parent(TestDatabase database) throws SQLException {
		try (Connection connection = database.dataSource().getConnection()) {
			return CatalogReader.read(connection, Dialects.of(connection)).table("parent").orElseThrow();
		}
	}

}
