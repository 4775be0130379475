package io.masterrecord.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import io.masterrecord.catalog.CatalogReader;
import io.masterrecord.dialect.Dialect;
import io.masterrecord.dialect.Dialects;
import io.masterrecord.jdbc.ColumnReader;
import io.masterrecord.schema.ColumnType;
import io.masterrecord.schema.Table;
import io.masterrecord.testing.Engine;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.SqlRecorder;
import io.masterrecord.testing.TestDatabase;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Changes of columns, which some engines can make only by rebuilding the table.
 */
class MigratorAlterationTests {

	@EngineTest
	void takesTimesForThoseOfUtcWhereverItRuns(TestDatabase database) throws SQLException {
		TestMigrations migrations = TestMigrations.of().add("1", (schema) -> {
			schema.createTable("event", (table) -> {
				table.bigint("id").notNull().primaryKey();
				table.datetime("a");
				table.date("b");
				table.timestamp("c");
				table.timestamp("d");
			});
			schema.insert("event")
				.key("id")
				.row((row) -> row.set("id", 1)
					.set("a", LocalDateTime.parse("2024-03-01T01:30:00"))
					.set("b", LocalDate.parse("2024-03-01"))
					.set("c", Instant.parse("2024-03-01T01:30:00Z"))
					.set("d", Instant.parse("2024-03-01T01:30:00Z")));
		}).add("2", (schema) -> {
			schema.alterColumn("event").timestamp("a");
			schema.alterColumn("event").timestamp("b");
			schema.alterColumn("event").datetime("c");
			schema.alterColumn("event").date("d");
		});
		try (Connection connection = database.rawDataSource().getConnection()) {
			SingleConnectionDataSource elsewhere = new SingleConnectionDataSource(connection, true);
			boolean zones = database.engine() == Engine.H2 || database.engine() == Engine.POSTGRESQL;
			if (zones) {
				JdbcClient.create(elsewhere).sql("SET TIME ZONE 'America/New_York'").update();
			}
			migrations.first(1).migrator(elsewhere).migrate();
			migrations.migrator(elsewhere).migrate();
			Table table = migrations.chain().schema().table("event").orElseThrow();
			List<Object> values = JdbcClient.create(elsewhere)
				.sql("SELECT %s FROM %s".formatted(quoted(database, "a", "b", "c", "d"), quoted(database, "event")))
				.query((row, number) -> {
					List<Object> read = new ArrayList<>();
					Dialect dialect = Dialects.of(connection);
					for (int i = 1; i <= 4; i++) {
						ColumnType type = table.columns().get(i).type();
						read.add(ColumnReader.read(row, i, type, dialect.valueForm(type.name())));
					}
					return read;
				})
				.single();
			assertThat(values).containsExactly(Instant.parse("2024-03-01T01:30:00Z"),
					Instant.parse("2024-03-01T00:00:00Z"), LocalDateTime.parse("2024-03-01T01:30:00"),
					LocalDate.parse("2024-03-01"));
			if (zones) {
				assertThat(JdbcClient.create(elsewhere)
					.sql((database.engine() == Engine.H2)
							? "SELECT setting_value FROM information_schema.settings WHERE setting_name = 'TIME ZONE'"
							: "SHOW TimeZone")
					.query(String.class)
					.single()).isEqualTo("America/New_York");
			}
		}
	}

	@EngineTest(only = { Engine.POSTGRESQL, Engine.MARIADB, Engine.MYSQL })
	void searchesTextsOfSeveralCollationsByOneIndex(TestDatabase database) {
		String collation = (database.engine() == Engine.POSTGRESQL) ? "C" : "utf8mb4_bin";
		TestMigrations migrations = TestMigrations.of().add("1", (schema) -> {
			schema.createTable("item", (table) -> {
				table.bigint("id").notNull().primaryKey();
				table.varchar("title", 40);
				table.varchar("body", 40);
			});
			schema.insert("item").row((row) -> row.set("id", 1).set("title", "red").set("body", "fox"));
			schema.createSearchIndex("search_item").on("item", "title").weighted("body", 2);
		}).add("2", (schema) -> {
			schema.alterColumn("item").varchar("title", 40).collation(collation);
			schema.createTable("page", (table) -> {
				table.bigint("id").notNull().primaryKey();
				table.varchar("title", 40).collation(collation);
				table.varchar("body", 40);
			});
			schema.createSearchIndex("search_page").on("page", "title", "body");
		}).add("3", (schema) -> schema.alterColumn("item").varchar("body", 40).collation(collation));
		for (int i = 1; i <= 3; i++) {
			Migrator migrator = migrations.first(i).migrator(database.dataSource());
			migrator.migrate();
			assertThat(migrator.drift().differences()).isEmpty();
			if (database.engine() != Engine.POSTGRESQL) {
				assertThat(database.jdbc()
					.sql("SELECT count(*) FROM item WHERE MATCH(search_item) AGAINST ('+redzz +foxzz' IN BOOLEAN MODE)")
					.query(Integer.class)
					.single()).isOne();
			}
		}
	}

	@EngineTest(only = Engine.POSTGRESQL)
	void grantsAgainWhatGoesWithAViewOrFunction(TestDatabase database) {
		for (boolean online : List.of(false, true)) {
			String prefix = online ? "a" : "b";
			TestMigrations migrations = viewAndFunction(prefix);
			MigrationSettings settings = MigrationSettings.defaults().withTablePrefix(prefix + "_").withOnline(online);
			migrations.first(1).migrator(database.dataSource(), settings).migrate();
			for (String grant : List.of("SELECT ON %sseen TO pg_monitor WITH GRANT OPTION",
					"SELECT (id), SELECT (code) ON %sseen TO pg_read_all_stats", "SELECT ON %sseen TO PUBLIC",
					"EXECUTE ON FUNCTION %sone() TO pg_monitor")) {
				database.jdbc().sql("GRANT " + grant.formatted(prefix)).update();
			}
			database.jdbc().sql("REVOKE ALL ON FUNCTION %sone() FROM PUBLIC".formatted(prefix)).update();
			database.jdbc().sql("ALTER VIEW %sseen OWNER TO pg_database_owner".formatted(prefix)).update();
			List<String> before = access(database, prefix);
			assertThat(before).hasSize(4).noneMatch(String::isEmpty);
			Migrator migrator = migrations.migrator(database.dataSource(), settings);
			migrator.migrate();
			assertThat(access(database, prefix)).isEqualTo(before);
			assertThat(migrator.rollback(1).reverted()).hasSize(1);
			assertThat(access(database, prefix)).isEqualTo(before);
		}
	}

	private static TestMigrations viewAndFunction(String prefix) {
		String item = prefix + "item";
		Consumer<SchemaEditor> view = (
				schema) -> schema.createView(prefix + "seen").as("select id, code from " + item).uses(item);
		Consumer<SchemaEditor> function = (schema) -> schema.createFunction(prefix + "one")
			.onDialect("postgresql",
					"CREATE FUNCTION " + prefix + "one() RETURNS bigint LANGUAGE sql AS 'SELECT min(id) FROM " + item
							+ "'")
			.uses(item);
		return TestMigrations.of().add("1", (schema) -> {
			schema.createTable(item, (table) -> {
				table.bigint("id").notNull().primaryKey();
				table.varchar("code", 20);
			});
			view.accept(schema);
			function.accept(schema);
		}).add("2", (schema) -> {
			schema.dropRoutine(prefix + "one");
			schema.dropRoutine(prefix + "seen");
			schema.alterColumn(item).varchar("code", 40);
			schema.createIndex("idx_" + item).on(item, "code");
			view.accept(schema);
			function.accept(schema);
		}, (schema) -> {
			schema.dropRoutine(prefix + "one");
			schema.dropRoutine(prefix + "seen");
			schema.dropIndex("idx_" + item).on(item);
			schema.alterColumn(item).varchar("code", 20);
			view.accept(schema);
			function.accept(schema);
		});
	}

	private static List<String> access(TestDatabase database, String prefix) {
		return database.jdbc()
			.sql("""
					SELECT pg_get_userbyid(relowner) FROM pg_class WHERE relname = :view
					UNION ALL SELECT (SELECT string_agg(entry::text, ',' ORDER BY entry::text) FROM unnest(relacl) entry)
					  FROM pg_class WHERE relname = :view
					UNION ALL SELECT string_agg(attname || attacl::text, ',' ORDER BY attname) FROM pg_attribute
					  JOIN pg_class c ON c.oid = attrelid WHERE relname = :view AND attacl IS NOT NULL
					UNION ALL SELECT (SELECT string_agg(entry::text, ',' ORDER BY entry::text) FROM unnest(proacl) entry)
					  FROM pg_proc WHERE proname = :function""")
			.param("view", prefix + "seen")
			.param("function", prefix + "one")
			.query((row, number) -> String.valueOf(row.getString(1)))
			.list();
	}

	@EngineTest
	void replacesAViewThatKeepsWhatWasGranted(TestDatabase database) {
		TestMigrations migrations = TestMigrations.of().add("1", (schema) -> {
			schema.createTable("item", (table) -> table.bigint("id").notNull().primaryKey());
			schema.insert("item").key("id").row((row) -> row.set("id", 1)).row((row) -> row.set("id", 2));
			schema.createView("seen").as("select id from item").uses("item");
		}).add("2", (schema) -> {
			schema.dropRoutine("seen");
			schema.createView("seen").as("select id from item where id > 1").uses("item");
		}).add("3", (schema) -> {
			schema.dropRoutine("seen");
			schema.createView("seen").as("select 'x' as word from item").uses("item");
		});
		migrations.first(1).migrator(database.dataSource()).migrate();
		if (database.engine() == Engine.POSTGRESQL) {
			database.jdbc().sql("GRANT SELECT ON seen TO PUBLIC").update();
		}
		SqlRecorder recorder = new SqlRecorder(database.dataSource());
		migrations.first(2).migrator(recorder.dataSource()).migrate();
		if (database.engine() != Engine.SQLITE) {
			assertThat(recorder.sql()).noneMatch((sql) -> sql.startsWith("DROP VIEW"));
		}
		String seen = "SELECT count(*) FROM " + quoted(database, "seen");
		assertThat(database.jdbc().sql(seen).query(Long.class).single()).isOne();
		if (database.engine() == Engine.POSTGRESQL) {
			assertThat(database.jdbc()
				.sql("SELECT grantee FROM information_schema.role_table_grants WHERE table_name = 'seen' AND grantee = 'PUBLIC'")
				.query(String.class)
				.list()).containsExactly("PUBLIC");
		}
		Migrator migrator = migrations.migrator(database.dataSource());
		migrator.migrate();
		assertThat(migrator.drift().differences()).isEmpty();
		assertThat(database.jdbc().sql(seen).query(Long.class).single()).isEqualTo(2);
	}

	@EngineTest(only = Engine.POSTGRESQL)
	void replacesAFunctionThatADefaultCalls(TestDatabase database) {
		TestMigrations migrations = TestMigrations.of().add("1", (schema) -> {
			schema.createFunction("first_word")
				.as("CREATE FUNCTION first_word() RETURNS text LANGUAGE sql AS $$ SELECT 'a' $$");
			schema.createTable("item", (table) -> {
				table.bigint("id").notNull().primaryKey();
				table.text("word").defaultExpression("first_word()");
			});
		}).add("2", (schema) -> {
			schema.dropRoutine("first_word");
			schema.createFunction("first_word")
				.as("CREATE FUNCTION first_word() RETURNS text LANGUAGE sql AS $$ SELECT 'b' $$");
		});
		migrations.first(1).migrator(database.dataSource()).migrate();
		migrations.migrator(database.dataSource()).migrate();
		database.jdbc().sql("INSERT INTO item (id) VALUES (1)").update();
		assertThat(database.jdbc().sql("SELECT word FROM item").query(String.class).single()).isEqualTo("b");
	}

	@EngineTest(only = Engine.POSTGRESQL)
	void replacesAFunctionByOneWithOtherArguments(TestDatabase database) {
		TestMigrations migrations = TestMigrations.of().add("1", (schema) -> {
			schema.createFunction("twice")
				.as("CREATE FUNCTION twice(n integer, x text DEFAULT 'a, b)') RETURNS integer LANGUAGE sql AS 'SELECT n * 2'");
			schema.createFunction("half")
				.as("CREATE FUNCTION half(n numeric(9, 2)) RETURNS numeric LANGUAGE sql AS 'SELECT n / 2'");
			schema.createTable("item", (table) -> {
				table.bigint("id").notNull().primaryKey();
				table.integer("number").notNull().defaultExpression("twice(1)");
			});
		}).add("2", (schema) -> {
			schema.dropRoutine("twice");
			schema.createFunction("twice")
				.as("CREATE FUNCTION twice(n integer, times integer = 2) RETURNS integer LANGUAGE sql AS 'SELECT n * times'");
			schema.dropRoutine("half");
			schema.createFunction("half")
				.as("CREATE FUNCTION half(n integer) RETURNS integer LANGUAGE sql AS 'SELECT n / 2'");
			schema.alterColumn("item").integer("number").notNull().defaultExpression("twice(1, 5)");
		}).add("3", (schema) -> {
			schema.alterColumn("item").integer("number").notNull();
			schema.dropRoutine("twice");
			schema.createFunction("twice")
				.as("CREATE FUNCTION twice(n integer, factor integer = 2) RETURNS integer LANGUAGE sql AS 'SELECT n * factor'");
		}).add("4", (schema) -> {
			schema.dropRoutine("twice");
			schema.dropRoutine("half");
		});
		for (int count : List.of(1, 2)) {
			migrations.first(count).migrator(database.dataSource()).migrate();
			database.jdbc().sql("INSERT INTO item (id) VALUES (?)").param(count).update();
		}
		assertThat(database.jdbc().sql("SELECT number FROM item ORDER BY id").query(Integer.class).list())
			.containsExactly(2, 5);
		assertThat(database.jdbc().sql("SELECT half(3)").query(Integer.class).single()).isOne();
		migrations.migrator(database.dataSource()).migrate();
		assertThat(database.jdbc()
			.sql("SELECT pg_get_function_identity_arguments(oid) FROM pg_proc WHERE pronamespace = current_schema()::regnamespace")
			.query(String.class)
			.list()).as("what was called when it was replaced stays").containsExactly("n integer, x text");
	}

	@EngineTest(only = { Engine.MARIADB, Engine.MYSQL })
	void changesAKeyInOneStatementAndTakesItUpAgain(TestDatabase database) {
		TestMigrations migrations = TestMigrations.of().add("1", (schema) -> {
			schema.createTable("item", (table) -> {
				table.bigint("id").notNull().primaryKey();
				table.bigint("tenant").notNull();
			});
			schema.createView("seen").as("select id from item").uses("item");
		}).add("2", (schema) -> {
			schema.dropPrimaryKey("item");
			schema.addPrimaryKey("pk_item").on("item", "tenant", "id");
			schema.dropRoutine("seen");
			schema.createView("seen").as("select id from item where id > 1").uses("item");
		});
		migrations.first(1).migrator(database.dataSource()).migrate();
		SqlRecorder recorder = new SqlRecorder(database.dataSource());
		for (int step : List.of(2, 4)) {
			for (boolean executed : List.of(false, true)) {
				assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(() -> migrations
					.migrator(recorder.dataSource(), MigrationSettings.defaults(), endAt(step, executed))
					.migrate());
			}
		}
		assertThat(migrations.migrator(recorder.dataSource()).migrate().applied()).hasSize(1);
		assertThat(recorder.sql()).filteredOn((sql) -> sql.contains("PRIMARY KEY") && sql.contains("`item`"))
			.containsOnly("ALTER TABLE `item` DROP PRIMARY KEY, ADD CONSTRAINT `pk_item` PRIMARY KEY (`tenant`, `id`)");
		assertThat(migrations.migrator(database.dataSource()).drift().differences()).isEmpty();
		assertThat(database.jdbc()
			.sql("SELECT view_definition FROM information_schema.views WHERE table_schema = database() AND table_name = 'seen'")
			.query(String.class)
			.single()).contains("> 1");
	}

	private static MigrationListener endAt(int number, boolean executed) {
		return new MigrationListener() {

			@Override
			public void stepStarted(MigrationStep step) {
				end(step, false);
			}

			@Override
			public void stepExecuted(MigrationStep step) {
				end(step, true);
			}

			private void end(MigrationStep step, boolean here) {
				if (step.number() == number && here == executed) {
					throw new IllegalStateException("cut off");
				}
			}

		};
	}

	private static String quoted(TestDatabase database, String... names) {
		return Arrays.stream(names).map(database.engine()::quote).collect(Collectors.joining(", "));
	}

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
