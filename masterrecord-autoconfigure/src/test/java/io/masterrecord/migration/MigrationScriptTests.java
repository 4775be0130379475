package io.masterrecord.migration;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.masterrecord.dialect.Dialect;
import io.masterrecord.dialect.Dialects;
import io.masterrecord.testing.Engine;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.MySqlGrammar;
import io.masterrecord.testing.TestDatabase;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static io.masterrecord.migration.TestMigrations.quoted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link MigrationScript}.
 */
class MigrationScriptTests {

	private static final TestMigrations MIGRATIONS = TestMigrations.of().add("1", (schema) -> {
		schema.createTable("item", (table) -> {
			table.bigint("id").identity().primaryKey();
			table.varchar("code", 40).notNull();
			table.integer("stars").notNull().defaultValue(3);
		});
		schema.createIndex("uq_item_code").unique().on("item", "code");
		schema.insert("item").key("code").row((row) -> row.set("code", "it's; \\ ? \"good\" `x` -- no"));
		schema.insert("item").key("code").when("test").row((row) -> row.set("code", "for tests"));
	}).add("2", (schema) -> {
		schema.alterColumn("item").varchar("code", 80).notNull();
		schema.upsert("item").key("code").row((row) -> row.set("code", "for tests").set("stars", 5));
	});

	@EngineTest
	void leavesTheDatabaseAndItsHistoryAsARunWould(TestDatabase database) {
		run(database, script(database, Set.of("test")).lines("", "", false));
		Migrator migrator = MIGRATIONS.migrator(database.dataSource(),
				MigrationSettings.defaults().withEnvironments(Set.of("test")));
		assertThat(migrator.status().state()).isEqualTo(MigrationStatus.State.UP_TO_DATE);
		assertThat(migrator.migrate().applied()).isEmpty();
		assertThat(codes(database)).containsExactlyInAnyOrder("it's; \\ ? \"good\" `x` -- no 3", "for tests 5");
	}

	@EngineTest
	void goesOnWhereARunEnded(TestDatabase database) {
		MIGRATIONS.first(1).migrator(database.dataSource()).migrate();
		run(database, script(database, Set.of()).lines("1", "2", false));
		Migrator migrator = MIGRATIONS.migrator(database.dataSource());
		assertThat(migrator.status().state()).isEqualTo(MigrationStatus.State.UP_TO_DATE);
		assertThat(codes(database)).containsExactlyInAnyOrder("it's; \\ ? \"good\" `x` -- no 3", "for tests 5");
		assertThat(migrator.rollback(1).reverted()).hasSize(1);
	}

	@EngineTest
	void runsOnceOnlyWhereAScriptCanDecide(TestDatabase database) {
		if (dialect(database).scriptForm().guard() == null) {
			assertThatExceptionOfType(MigrationValidationException.class)
				.isThrownBy(() -> script(database, Set.of()).lines("", "", true))
				.withMessage(
						"A script for '%s' cannot decide what is applied already: write a plain one, from the migration "
							.formatted(dialect(database).id()) + "that 'masterrecord status' shows last");
			return;
		}
		List<String> lines = script(database, Set.of("test")).lines("", "", true);
		run(database, lines);
		run(database, lines);
		assertThat(MIGRATIONS.migrator(database.dataSource()).status().state())
			.isEqualTo(MigrationStatus.State.UP_TO_DATE);
		assertThat(codes(database)).containsExactlyInAnyOrder("it's; \\ ? \"good\" `x` -- no 3", "for tests 5");
	}

	/**
	 * The second one fails at its third step for as long as two rows have one code.
	 */
	private static TestMigrations failing() {
		return TestMigrations.of().add("1", (schema) -> {
			schema.createTable("item", (table) -> {
				table.bigint("id").identity().primaryKey();
				table.varchar("code", 40).notNull();
			});
			schema.insert("item").row((row) -> row.set("code", "a")).row((row) -> row.set("code", "a"));
		}).add("2", (schema) -> {
			schema.addColumn("item").integer("stars").notNull().defaultValue(3);
			schema.sql("UPDATE item SET stars = stars + 1");
			schema.createIndex("uq_item_code").unique().on("item", "code");
			schema.insert("item").key("code").row((row) -> row.set("code", "z").set("stars", 7));
		}).add("3", (schema) -> schema.addColumn("item").integer("shelf"));
	}

	private static List<String> idempotent(TestDatabase database, TestMigrations migrations) {
		return new MigrationScript(migrations.chain(), dialect(database), MigrationSettings.defaults()).lines("", "",
				true);
	}

	private static void mend(TestDatabase database) {
		database.jdbc().sql("UPDATE item SET code = 'b' ORDER BY id LIMIT 1").update();
	}

	private static void assertDone(TestDatabase database, TestMigrations migrations) {
		Migrator migrator = migrations.migrator(database.dataSource());
		assertThat(migrator.status().state()).isEqualTo(MigrationStatus.State.UP_TO_DATE);
		assertThat(migrator.drift().differences()).isEmpty();
		assertThat(codes(database)).containsExactlyInAnyOrder("a 4", "b 4", "z 7");
	}

	@EngineTest(only = { Engine.MARIADB, Engine.MYSQL })
	void goesOnWithTheStatementThatFailed(TestDatabase database) {
		List<String> lines = idempotent(database, failing());
		for (int i = 0; i < 2; i++) {
			assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> run(database, lines))
				.withMessageContaining("Duplicate entry 'a'");
			assertThat(failing().migrator(database.dataSource()).status().migrations().get(1).state())
				.isEqualTo(MigrationState.FAILED);
		}
		mend(database);
		run(database, lines);
		run(database, lines);
		assertDone(database, failing());
	}

	@EngineTest(only = { Engine.MARIADB, Engine.MYSQL })
	void letsARunGoOnWhereAScriptFailed(TestDatabase database) {
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> run(database, idempotent(database, failing())));
		mend(database);
		assertThat(failing().migrator(database.dataSource()).migrate().applied()).hasSize(2);
		assertDone(database, failing());
	}

	@EngineTest(only = { Engine.MARIADB, Engine.MYSQL })
	void goesOnWhereARunFailed(TestDatabase database) {
		assertThatExceptionOfType(MigrationFailedException.class)
			.isThrownBy(() -> failing().migrator(database.dataSource()).migrate());
		mend(database);
		run(database, idempotent(database, failing()));
		assertDone(database, failing());
	}

	@EngineTest(only = { Engine.MARIADB, Engine.MYSQL })
	void goesOnWithNothingThatItCannotKnow(TestDatabase database) {
		List<String> lines = idempotent(database, failing());
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> run(database, lines));
		mend(database);
		database.jdbc().sql("UPDATE masterrecord_history SET checksum = 'x' WHERE id = '2'").update();
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> run(database, lines))
			.withMessageContaining("Migration 2 was begun as another one: finish it with 'masterrecord migrate'");
		database.jdbc().sql("UPDATE masterrecord_history SET state = 'applying' WHERE id = '2'").update();
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> run(database, lines))
			.withMessageContaining("Migration 2 was cut off");
		database.jdbc().sql("UPDATE masterrecord_history SET state = 'reverting' WHERE id = '2'").update();
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> run(database, lines))
			.withMessageContaining("Migration 2 is being undone: finish that with 'masterrecord rollback'");
	}

	@EngineTest(only = { Engine.MARIADB, Engine.MYSQL })
	void keepsAwayFromARunThatIsAtIt(TestDatabase database) {
		List<String> lines = idempotent(database, MIGRATIONS);
		TestMigrations migrations = TestMigrations.of()
			.add("1",
					(schema) -> schema.code("meanwhile", 1,
							(connection) -> assertThatExceptionOfType(DataAccessException.class)
								.isThrownBy(() -> run(database, lines))
								.withMessageContaining("Another process is at the migrations of this database")));
		assertThat(migrations.migrator(database.dataSource()).migrate().applied()).hasSize(1);
	}

	@EngineTest(only = Engine.POSTGRESQL)
	void passesOverNothingThatIsHalfDone(TestDatabase database) {
		OnlineChangesTests.MIGRATIONS.first(1).migrator(database.dataSource()).migrate();
		List<String> lines = idempotent(database, OnlineChangesTests.MIGRATIONS);
		database.jdbc()
			.sql("INSERT INTO masterrecord_history SELECT '2', name, '1', 2, checksum, chain_checksum, 'failed', 1, 8, "
					+ "'r', started_at, NULL, NULL, host, pid, database_user, NULL, NULL, conditions, 'no', "
					+ "up_operations, down_operations FROM masterrecord_history")
			.update();
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> run(database, lines))
			.withMessageContaining("Migration 2 is half done: finish it with 'masterrecord migrate' or 'rollback'");
		database.jdbc().sql("UPDATE masterrecord_history SET steps_done = 0 WHERE id = '2'").update();
		run(database, lines);
		assertThat(OnlineChangesTests.MIGRATIONS.migrator(database.dataSource()).status().state())
			.isEqualTo(MigrationStatus.State.UP_TO_DATE);
	}

	@EngineTest(only = { Engine.POSTGRESQL, Engine.H2 })
	void readsTimesAsARunDoes(TestDatabase database) {
		TestMigrations migrations = TestMigrations.of().add("1", (schema) -> {
			schema.createTable("event", (table) -> table.datetime("at"));
			schema.insert("event").row((row) -> row.set("at", LocalDateTime.parse("2024-03-01T01:30:00")));
			schema.alterColumn("event").timestamp("at");
		});
		List<String> lines = new ArrayList<>();
		lines.add("SET TIME ZONE 'America/New_York';");
		lines.addAll(new MigrationScript(migrations.chain(), dialect(database), MigrationSettings.defaults()).lines("",
				"", false));
		boolean h2 = database.engine() == Engine.H2;
		lines.add(h2
				? "CREATE TABLE zone AS SELECT setting_value AS name FROM information_schema.settings WHERE setting_name = 'TIME ZONE';"
				: "CREATE TABLE zone AS SELECT current_setting('TimeZone') AS name;");
		run(database, lines);
		assertThat(database.jdbc().sql("SELECT name FROM zone").query(String.class).single())
			.isEqualTo("America/New_York");
		assertThat(database.jdbc()
			.sql("SELECT extract(epoch FROM %s) FROM %s".formatted(quoted(database, "at"), quoted(database, "event")))
			.query(Long.class)
			.single()).isEqualTo(Instant.parse("2024-03-01T01:30:00Z").getEpochSecond());
	}

	@EngineTest
	void leavesTablesInUseWhereARunDoes(TestDatabase database) {
		OnlineChangesTests.MIGRATIONS.first(1).migrator(database.dataSource()).migrate();
		List<String> lines = new MigrationScript(OnlineChangesTests.MIGRATIONS.chain(), dialect(database),
				MigrationSettings.defaults())
			.lines("1", "", false);
		run(database, lines);
		Migrator migrator = OnlineChangesTests.MIGRATIONS.migrator(database.dataSource());
		assertThat(migrator.status().state()).isEqualTo(MigrationStatus.State.UP_TO_DATE);
		assertThat(migrator.drift().differences()).isEmpty();
		switch (database.engine()) {
			case POSTGRESQL ->
				assertThat(lines).doesNotContain("BEGIN;", "COMMIT;")
					.anyMatch((line) -> line.startsWith("CREATE UNIQUE INDEX CONCURRENTLY \"uq_item_code\""))
					.anyMatch((line) -> line
						.startsWith("-- step 1 of 8 cannot be part of a transaction; before another "
								+ "attempt, run what this returns: SELECT ")
							&& line.contains("DROP INDEX CONCURRENTLY"))
					.noneMatch((line) -> line.startsWith("SET lock_timeout"));
			case MARIADB, MYSQL -> assertThat(lines).anyMatch((line) -> line.endsWith("LOCK=NONE;"));
			default -> assertThat(lines).noneMatch((line) -> line.contains("transaction;"));
		}
	}

	@EngineTest(only = { Engine.POSTGRESQL, Engine.MARIADB, Engine.MYSQL })
	void saysThatAScriptWhichDecidesLocksTables(TestDatabase database) {
		List<String> lines = new MigrationScript(OnlineChangesTests.MIGRATIONS.chain(), dialect(database),
				MigrationSettings.defaults())
			.lines("", "", true);
		run(database, lines);
		assertThat(OnlineChangesTests.MIGRATIONS.migrator(database.dataSource()).status().state())
			.isEqualTo(MigrationStatus.State.UP_TO_DATE);
		if (database.engine() == Engine.POSTGRESQL) {
			assertThat(lines).noneMatch((line) -> line.contains("CONCURRENTLY"))
				.contains("-- a table that exists is locked while indexes and constraints are added to it: "
						+ "a script that is not idempotent leaves it in use");
		}
		else {
			assertThat(lines).anyMatch((line) -> line.contains("LOCK=NONE"))
				.noneMatch((line) -> line.startsWith("-- a table"));
		}
	}

	@EngineTest
	void writesBodiesWithSemicolonsSoThatTheClientDoesNotCutThem(TestDatabase database) {
		TestMigrations migrations = withBodies();
		List<String> lines = new MigrationScript(migrations.chain(), dialect(database), MigrationSettings.defaults())
			.lines("", "", false);
		run(database, lines);
		Migrator migrator = migrations.migrator(database.dataSource());
		assertThat(migrator.status().state()).isEqualTo(MigrationStatus.State.UP_TO_DATE);
		database.jdbc()
			.sql("INSERT INTO %s (%s, %s, %s) VALUES ('a', 1, 1)".formatted(quoted(database, "item"),
					quoted(database, "code"), quoted(database, "stars"), quoted(database, "shelf")))
			.update();
		if (database.engine() != Engine.H2) {
			assertThat(codes(database)).containsExactly("a 8");
		}
		if (database.engine().isMySqlFamily()) {
			assertThat(lines).startsWith("SET NAMES utf8mb4;").contains("DELIMITER //", "DELIMITER ;");
		}
	}

	@Test
	void refusesToDecideWhereMySqlDoesNotLetIt() {
		MigrationScript script = new MigrationScript(withBodies().chain(), Dialects.of("mysql"),
				MigrationSettings.defaults());
		assertThatExceptionOfType(MigrationValidationException.class).isThrownBy(() -> script.lines("", "", true))
			.withMessageContaining(
					"Migration 'M3' (3), step 2 of 2: 'create trigger item_stars' cannot depend on what is "
							+ "applied already")
			.withMessageContaining("Write a plain script for this migration");
		assertThat(script.lines("", "2", true)).contains("CALL masterrecord_script();");
		assertThat(script.lines("2", "", false)).anyMatch((line) -> line.startsWith("CREATE TRIGGER"));
	}

	private static TestMigrations withBodies() {
		String body = "BEGIN SET NEW.stars = NEW.stars + 3; SET NEW.stars = NEW.stars + 4; END";
		return TestMigrations.of().add("1", (schema) -> schema.createTable("item", (table) -> {
			table.bigint("id").identity().primaryKey();
			table.varchar("code", 40).notNull();
		})).add("2", (schema) -> schema.addColumn("item").integer("stars").notNull()).add("3", (schema) -> {
			schema.addColumn("item").integer("shelf").notNull();
			schema.createTrigger("item_stars", "item")
				.onDialect("sqlite",
						"CREATE TRIGGER item_stars AFTER INSERT ON item BEGIN "
								+ "UPDATE item SET stars = stars + 3 WHERE id = NEW.id; "
								+ "UPDATE item SET stars = stars + 4 WHERE id = NEW.id; END")
				.onDialect("postgresql", "CREATE FUNCTION add_stars() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
						+ "NEW.stars := NEW.stars + 3; NEW.stars := NEW.stars + 4; RETURN NEW; END $$; "
						+ "CREATE TRIGGER item_stars BEFORE INSERT ON item FOR EACH ROW EXECUTE FUNCTION add_stars()")
				.onDialect("mariadb", "CREATE TRIGGER item_stars BEFORE INSERT ON item FOR EACH ROW " + body)
				.onDialect("mysql", "CREATE TRIGGER item_stars BEFORE INSERT ON item FOR EACH ROW " + body);
		});
	}

	@Test
	void writesForMySqlWhatItsGrammarAllows() {
		for (TestMigrations migrations : List.of(MIGRATIONS, OnlineChangesTests.MIGRATIONS)) {
			List<String> statements = ScriptClient.statements(Engine.MYSQL,
					new MigrationScript(migrations.chain(), Dialects.of("mysql"), MigrationSettings.defaults())
						.lines("", "", false));
			assertThat(statements).hasSizeGreaterThan(8)
				.allSatisfy((sql) -> assertThat(MySqlGrammar.check(sql)).as(sql).isEmpty());
		}
	}

	@EngineTest(only = Engine.SQLITE)
	void createsAnewWhatHangsOnATableThatIsCreatedAnew(TestDatabase database) {
		TestMigrations migrations = TestMigrations.of().add("1", (schema) -> {
			schema.createTable("item", (table) -> {
				table.bigint("id").identity().primaryKey();
				table.varchar("email", 40).notNull().unique();
				table.varchar("title", 40).notNull();
			});
			schema.createIndex("idx_item_title").on("item", "title");
			schema.createSearchIndex("search_item").on("item", "title");
			schema.createTrigger("no_blank", "item")
				.onDialect("sqlite", "CREATE TRIGGER no_blank BEFORE INSERT ON item WHEN trim(new.title) = '' "
						+ "BEGIN SELECT RAISE(ABORT, 'blank'); END;");
		}).add("2", (schema) -> schema.addCheck("ck_item_email").on("item").that("email <> ''"));
		migrations.first(1).migrator(database.dataSource()).migrate();
		String hanging = "SELECT name FROM sqlite_schema WHERE tbl_name = 'item' AND type <> 'table' ORDER BY name";
		List<String> before = database.jdbc().sql(hanging).query(String.class).list();
		assertThat(before).contains("no_blank", "idx_item_title", "uq_item_email", "search_item_insert");
		run(database, new MigrationScript(migrations.chain(), dialect(database), MigrationSettings.defaults())
			.lines("1", "2", false));
		assertThat(database.jdbc().sql(hanging).query(String.class).list()).isEqualTo(before);
		assertThat(migrations.migrator(database.dataSource()).drift().differences()).isEmpty();
	}

	@EngineTest
	void refusesRowsThatReferToRowsWhichDoNotExist(TestDatabase database) {
		TestMigrations migrations = TestMigrations.of().add("1", (schema) -> {
			schema.createTable("owner", (table) -> table.bigint("id").notNull().primaryKey());
			schema.createTable("plan", (table) -> {
				table.bigint("id").notNull().primaryKey();
				table.bigint("owner_id");
			});
			schema.insert("plan").row((row) -> row.set("id", 1L).set("owner_id", 7L));
		})
			.add("2",
					(schema) -> schema.addForeignKey("fk_plan_owner_id")
						.on("plan", "owner_id")
						.references("owner", "id"));
		migrations.first(1).migrator(database.dataSource()).migrate();
		List<String> lines = new MigrationScript(migrations.chain(), dialect(database), MigrationSettings.defaults())
			.lines("1", "2", false);
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> run(database, lines));
	}

	@EngineTest
	void endsStatementsBehindTheirComments(TestDatabase database) {
		TestMigrations migrations = TestMigrations.of().add("1", (schema) -> {
			schema.createTable("item", (table) -> table.bigint("id").notNull().primaryKey());
			schema.sql("INSERT INTO item (id) VALUES (1) -- the first");
			schema.sql("INSERT INTO item (id) VALUES (2);");
		});
		if (database.engine() == Engine.H2) {
			migrations = TestMigrations.of().add("1", (schema) -> {
				schema.createTable("item", (table) -> table.bigint("id").notNull().primaryKey());
				schema.sql("INSERT INTO \"item\" (\"id\") VALUES (1) -- the first");
				schema.sql("INSERT INTO \"item\" (\"id\") VALUES (2);");
			});
		}
		run(database, new MigrationScript(migrations.chain(), dialect(database), MigrationSettings.defaults()).lines("",
				"", false));
		assertThat(migrations.migrator(database.dataSource()).status().state())
			.isEqualTo(MigrationStatus.State.UP_TO_DATE);
	}

	@Test
	void writesPlainSql() {
		assertThat(new MigrationScript(TestMigrations.of()
			.add("7", (schema) -> schema.createTable("note", (table) -> table.varchar("text", 9)))
			.chain(), Dialects.of("mysql"), MigrationSettings.defaults()).lines("", "", false))
			.contains("-- migration 7 M7")
			.anySatisfy((line) -> assertThat(line).startsWith("CREATE TABLE `note` (`text` varchar(9)) ENGINE=InnoDB"))
			.anySatisfy((line) -> assertThat(line).startsWith("INSERT INTO `masterrecord_history` (`id`, `name`,")
				.contains("SELECT '7', 'M7', '', coalesce(max(`position`), 0) + 1,")
				.endsWith("FROM `masterrecord_history`;"));
	}

	@Test
	void deletesNoRowsThatSomebodyMayHaveChanged() {
		assertThat(new MigrationScript(TestMigrations.of().add("7", (schema) -> {
			schema.createTable("note", (table) -> table.varchar("text", 9));
			schema.delete("note").key("text").ifUnchanged().row((row) -> row.set("text", "a"));
		}).chain(), Dialects.of("h2"), MigrationSettings.defaults()).lines("", "", false))
			.noneMatch((line) -> line.startsWith("DELETE"))
			.anyMatch((line) -> line.startsWith("-- step 2 of 2 is left out, because a script does not know"));
	}

	@Test
	void saysWhereGrantsAreLost() {
		TestMigrations migrations = TestMigrations.of().add("1", (schema) -> {
			schema.createTable("note", (table) -> table.varchar("text", 9));
			schema.createView("seen").as("select text from note").uses("note");
		}).add("2", (schema) -> {
			schema.dropRoutine("seen");
			schema.alterColumn("note").varchar("text", 90);
			schema.createView("seen").as("select text from note").uses("note");
		});
		String remark = "-- step 1 of 3: what is granted on it is lost, and is to be granted again by hand behind this migration: ";
		for (String dialect : List.of("postgresql", "mysql")) {
			assertThat(new MigrationScript(migrations.chain(), Dialects.of(dialect), MigrationSettings.defaults())
				.lines("1", "", false)).filteredOn((line) -> line.startsWith(remark))
				.hasSize(dialect.equals("postgresql") ? 1 : 0);
		}
	}

	@Test
	void refusesWhatIsNotSql() {
		MigrationScript script = new MigrationScript(
				TestMigrations.of().add("7", (schema) -> schema.code("fill", 1, (connection) -> {
				})).chain(), Dialects.of("h2"), MigrationSettings.defaults());
		assertThatExceptionOfType(MigrationValidationException.class).isThrownBy(() -> script.lines("", "", false))
			.withMessage(
					"Migration 'M7' (7), step 1 of 1: the code 'fill' cannot be written as SQL. Apply this migration with "
							+ "the application, and write scripts up to the one before and from this one on");
		assertThatIllegalArgumentException().isThrownBy(() -> script.lines("8", "", false))
			.withMessage("There is no migration '8'");
	}

	private static MigrationScript script(TestDatabase database, Set<String> environments) {
		return new MigrationScript(MIGRATIONS.chain(), dialect(database),
				MigrationSettings.defaults().withEnvironments(environments));
	}

	static Dialect dialect(TestDatabase database) {
		return Dialects.ofUrl(database.url());
	}

	private static List<String> codes(TestDatabase database) {
		return database.jdbc()
			.sql("SELECT %s, %s FROM %s".formatted(quoted(database, "code"), quoted(database, "stars"),
					quoted(database, "item")))
			.query((row, number) -> row.getString(1) + " " + row.getInt(2))
			.list();
	}

	static void run(TestDatabase database, List<String> lines) {
		runAll(database, ScriptClient.statements(database.engine(), lines));
	}

	private static void runAll(TestDatabase database, List<String> statements) {
		SingleConnectionDataSource connection = new SingleConnectionDataSource(database.url(), database.user(),
				database.password(), true);
		try {
			JdbcTemplate jdbc = new JdbcTemplate(connection);
			statements.forEach(jdbc::execute);
		}
		finally {
			connection.destroy();
		}
	}

}
