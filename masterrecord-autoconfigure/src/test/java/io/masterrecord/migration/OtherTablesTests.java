package io.masterrecord.migration;

import java.util.List;
import java.util.function.Consumer;

import io.masterrecord.testing.Engine;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;

import static io.masterrecord.migration.TestMigrations.quoted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * What others have made in the same database, in tables of their own and in those of the
 * migrations: it is there with its rows when these tables have changed, and when they
 * have changed back.
 */
class OtherTablesTests {

	private static final Consumer<SchemaEditor> PLAN = (schema) -> {
		schema.createTable("plan", (table) -> {
			table.bigint("id").notNull().primaryKey();
			table.varchar("title", 40).notNull();
			table.varchar("code", 20);
		});
		schema.insert("plan").key("id").row((row) -> row.set("id", 1).set("title", "First").set("code", "A"));
	};

	private static final Consumer<SchemaEditor> CHANGED = (schema) -> {
		schema.alterColumn("plan").varchar("title", 80);
		schema.addColumn("plan").integer("stars").notNull().defaultValue(3);
		schema.addCheck("ck_plan_stars").on("plan").that("stars > 0");
		schema.renameColumn("plan", "title").to("name");
		schema.renameTable("plan").to("project");
	};

	private static final Consumer<SchemaEditor> CHANGED_BACK = (schema) -> {
		schema.renameTable("project").to("plan");
		schema.renameColumn("plan", "name").to("title");
		schema.dropCheck("ck_plan_stars").on("plan");
		schema.dropColumn("plan", "stars");
		schema.alterColumn("plan").varchar("title", 40).notNull();
	};

	@EngineTest
	void tablesOfOthersAreLeftAlone(TestDatabase database) {
		Migrator migrator = planWith(database, "create table [others] ([id] bigint primary key, [words] varchar(20))",
				"insert into [others] ([id], [words]) values (1, 'kept')");
		migrator.migrate();
		assertThat(values(database, "select [words] from [others]")).containsExactly("kept");
		migrator.rollbackTo("0", "a test");
		assertThat(values(database, "select [words] from [others]")).containsExactly("kept");
		assertThat(migrator.drift().differences()).isEmpty();
	}

	@EngineTest
	void tablesOfOthersGoOnReferringToATableThatChanges(TestDatabase database) {
		Migrator migrator = planWith(database,
				"create table [others] ([id] bigint primary key, [plan_id] bigint not null, "
						+ "constraint [fk_others] foreign key ([plan_id]) references [plan] ([id]))",
				"insert into [others] ([id], [plan_id]) values (1, 1)");
		migrator.migrate();
		assertThat(values(database,
				"select [project].[name] from [others] join [project] on [project].[id] = [others].[plan_id]"))
			.containsExactly("First");
		assertRefused(database, "insert into [others] ([id], [plan_id]) values (2, 7)");
		assertRefused(database, "delete from [project]");
		migrator.rollback(1);
		assertThat(
				values(database, "select [plan].[title] from [others] join [plan] on [plan].[id] = [others].[plan_id]"))
			.containsExactly("First");
		assertRefused(database, "insert into [others] ([id], [plan_id]) values (2, 7)");
		assertRefused(database, "delete from [plan]");
	}

	@EngineTest
	void tablesThatOthersReferToDoNotGo(TestDatabase database) {
		planWith(database,
				"create table [others] ([id] bigint primary key, [plan_id] bigint not null, "
						+ "constraint [fk_others] foreign key ([plan_id]) references [plan] ([id]))",
				"insert into [others] ([id], [plan_id]) values (1, 1)");
		Migrator first = TestMigrations.of()
			.add("1", PLAN, (schema) -> schema.dropTable("plan"))
			.migrator(database.dataSource());
		assertThatException().isThrownBy(() -> first.rollbackTo("0", "a test"));
		assertThat(values(database, "select [title] from [plan]")).containsExactly("First");
		assertThat(values(database, "select [plan_id] from [others]")).containsExactly("1");
	}

	/**
	 * SQLite builds a table anew to change a column, and cannot take over what it does
	 * not know.
	 */
	@EngineTest
	void columnsOfOthersKeepTheirValues(TestDatabase database) {
		Migrator migrator = planWith(database, "alter table [plan] add column [hotfix] integer",
				"update [plan] set [hotfix] = 7");
		if (database.engine() == Engine.SQLITE) {
			assertThatException().isThrownBy(migrator::migrate)
				.withMessageContaining("create a table anew (step ")
				.withMessageContaining("and cannot keep what no migration says of 'plan': column 'hotfix'");
			assertThat(values(database, "select [hotfix] from [plan] where [title] = 'First'")).containsExactly("7");
			return;
		}
		migrator.migrate();
		assertThat(values(database, "select [hotfix] from [project] where [name] = 'First' and [stars] = 3"))
			.containsExactly("7");
		migrator.rollback(1);
		assertThat(values(database, "select [hotfix] from [plan] where [title] = 'First'")).containsExactly("7");
		assertThat(migrator.drift().differences()).containsExactly("column 'hotfix' of 'plan' is not expected");
	}

	@EngineTest
	void uniqueIndexesOfOthersGoOnBeingUnique(TestDatabase database) {
		Migrator migrator = planWith(database, "create unique index [others_code] on [plan] ([code])");
		migrator.migrate();
		assertRefused(database, "insert into [project] ([id], [name], [code], [stars]) values (2, 'Second', 'A', 1)");
		migrator.rollback(1);
		assertRefused(database, "insert into [plan] ([id], [title], [code]) values (2, 'Second', 'A')");
		assertThat(migrator.drift().differences()).singleElement().asString().contains("others_code");
	}

	@EngineTest
	void tablesOfOthersAreNotTakenForNewOnes(TestDatabase database) {
		Migrator migrator = planWith(database, "create table [project] ([id] bigint primary key)",
				"insert into [project] ([id]) values (5)");
		assertThatException().isThrownBy(migrator::migrate).withMessageContaining("project");
		assertThat(values(database, "select [id] from [project]")).containsExactly("5");
		assertThat(values(database, "select [code] from [plan]")).containsExactly("A");
	}

	/** A database with the first migration, and what others do to it then. */
	private static Migrator planWith(TestDatabase database, String... statements) {
		TestMigrations migrations = TestMigrations.of().add("1", PLAN, (schema) -> schema.dropTable("plan"));
		migrations.migrator(database.dataSource()).migrate();
		for (String statement : statements) {
			database.jdbc().sql(quotedNames(database, statement)).update();
		}
		return migrations.add("2", "1", CHANGED, CHANGED_BACK).migrator(database.dataSource());
	}

	private static void assertRefused(TestDatabase database, String statement) {
		assertThatException().as(statement)
			.isThrownBy(() -> database.jdbc().sql(quotedNames(database, statement)).update());
	}

	private static List<String> values(TestDatabase database, String query) {
		return database.jdbc().sql(quotedNames(database, query)).query(String.class).list();
	}

	/** Names stand in brackets. */
	private static String quotedNames(TestDatabase database, String statement) {
		String result = statement;
		for (int start = result.indexOf('['); start >= 0; start = result.indexOf('[')) {
			String name = result.substring(start + 1, result.indexOf(']'));
			result = result.replace("[%s]".formatted(name), quoted(database, name));
		}
		return result;
	}

}
