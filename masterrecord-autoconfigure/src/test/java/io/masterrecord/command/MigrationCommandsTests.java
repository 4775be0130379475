package io.masterrecord.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.masterrecord.generate.GenerationSettings;
import io.masterrecord.migration.MigrationChain;
import io.masterrecord.migration.MigrationDefinition;
import io.masterrecord.migration.MigrationFailedException;
import io.masterrecord.migration.MigrationListener;
import io.masterrecord.migration.MigrationSettings;
import io.masterrecord.migration.MigrationStep;
import io.masterrecord.migration.Migrator;
import io.masterrecord.migration.Operations;
import io.masterrecord.migration.SchemaEditor;
import io.masterrecord.testing.Engine;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the commands that change a database or its history.
 */
class MigrationCommandsTests {

	private static final MigrationDefinition ADD_PLAN = definition("1", "AddPlan", "", (schema) -> {
		schema.createTable("plan", (table) -> {
			table.bigint("id").notNull().primaryKey();
			table.varchar("title", 40);
		});
		schema.insert("plan").key("id").row((row) -> row.set("id", 1).set("title", "Seeded"));
	}, (schema) -> schema.dropTable("plan"));

	private static final MigrationDefinition ADD_CODE = definition("2", "AddCode", "1",
			(schema) -> schema.addColumn("plan").varchar("code", 20), (schema) -> schema.dropColumn("plan", "code"));

	private static final MigrationDefinition RENAME = definition("3", "RenamePlan", "2", (schema) -> {
		schema.renameTable("plan").to("project");
		schema.renameColumn("project", "code").to("number");
	}, (schema) -> {
		schema.renameColumn("project", "number").to("code");
		schema.renameTable("project").to("plan");
	});

	private static final List<MigrationDefinition> ALL = List.of(ADD_PLAN, ADD_CODE, RENAME);

	private final StringWriter out = new StringWriter();

	private final StringWriter err = new StringWriter();

	@TempDir
	private Path project;

	@EngineTest
	void undoNothingWhereRowsWouldBeLostBeforeTheyAreGivenAReason(TestDatabase database) {
		Migrator migrator = migrator(database, ALL);
		migrator.migrate();
		String project = quoted(database, "project");
		database.jdbc()
			.sql("insert into " + project
					+ " (%s, %s) values (7, 'x')".formatted(quoted(database, "id"), quoted(database, "number")))
			.update();

		assertThat(run(migrator, "rollback", "--to", "0")).isEqualTo(ExitCode.REFUSED.code());
		assertThat(this.err.toString()).contains(
				"Undoing migration 'AddPlan' (1), step 1 of 1, loses 1 row of table 'project'",
				"Undoing migration 'AddCode' (2), step 1 of 1, loses 1 value of column 'project.number'",
				"nothing was undone", "--accept-data-loss");
		assertThat(migrator.status().pending()).isZero();

		assertThat(run(migrator, "rollback")).isZero();
		assertThat(run(migrator, "rollback", "--json")).isEqualTo(ExitCode.REFUSED.code());
		assertThat(run(migrator, "rollback", "--accept-data-loss", " ")).isEqualTo(ExitCode.REFUSED.code());
		assertThat(run(migrator, "rollback", "--to", "0", "--accept-data-loss", "a test, of no use")).isZero();
		assertThat(migrator.status().pending()).isEqualTo(3);
		assertThat(database.jdbc()
			.sql("select %s from %s".formatted(quoted(database, "description"),
					quoted(database, "masterrecord_journal")))
			.query(String.class)
			.list()).contains("drop table plan, which loses 1 row of table 'plan': a test, of no use",
					"drop column plan.code, which loses 1 value of column 'plan.code': a test, of no use");
	}

	@EngineTest
	void sayWhatWasNotLookedAt(TestDatabase database) {
		String project = quoted(database, "plan");
		MigrationDefinition rows = MigrationDefinition.of("9", "AddRow", "1",
				Operations
					.of((schema) -> schema.insert("plan").key("id").row((row) -> row.set("id", 1).set("title", "x"))),
				Operations.of((schema) -> {
					schema.sql("UPDATE %s SET %s = 'y'".formatted(project, quoted(database, "title")));
					schema.delete("plan").key("id").row((row) -> row.set("id", 1));
				}));
		Migrator migrator = migrator(database, List.of(ADD_PLAN, rows));
		migrator.migrate();
		assertThat(run(migrator, "rollback")).isZero();
		assertThat(this.out.toString())
			.contains("Note: Undoing migration 'AddRow' (9), step 2 of 2, deletes rows of 'plan': "
					+ "it was not looked whether others refer to them");
	}

	@EngineTest
	void undoWithoutAReasonWhatOnlyMigrationsWrote(TestDatabase database) {
		Migrator migrator = migrator(database, ALL);
		assertThat(run(migrator, "rollback")).isZero();
		migrator.migrate();
		assertThat(run(migrator, "rollback", "--to", "0")).isZero();
		assertThat(this.out.toString()).contains("RenamePlan", "AddCode", "AddPlan");
		assertThat(migrator.migrate().applied()).hasSize(3);

		database.jdbc()
			.sql("update %s set %s = 'Changed'".formatted(quoted(database, "project"), quoted(database, "title")))
			.update();
		assertThat(run(migrator, "rollback", "--steps", "3")).isEqualTo(ExitCode.REFUSED.code());
		assertThat(this.err.toString()).contains("1 row of table 'project'");
	}

	@EngineTest
	void tellByTheExitCodeHowTheMigrationsStand(TestDatabase database) {
		Migrator migrator = migrator(database, ALL);
		assertThat(run(migrator, "status")).isZero();
		assertThat(run(migrator, "validate")).isEqualTo(ExitCode.REFUSED.code());
		migrator.migrate();
		assertThat(run(migrator, "validate")).isZero();
		assertThat(this.out.toString()).contains("3 known, 0 pending");

		MigrationDefinition edited = definition("3", "RenamePlan", "2", (schema) -> schema.dropColumn("plan", "code"),
				(schema) -> {
				});
		Migrator other = migrator(database, List.of(ADD_PLAN, ADD_CODE, edited));
		assertThat(run(other, "status")).isEqualTo(ExitCode.HISTORY.code());
		assertThat(run(other, "validate")).isEqualTo(ExitCode.HISTORY.code());
		assertThat(run(migrator(database, List.of(ADD_PLAN, ADD_CODE)), "validate")).isZero();
	}

	@EngineTest(only = { Engine.MARIADB, Engine.H2 })
	void tellByTheExitCodeThatAMigrationFailed(TestDatabase database) {
		List<MigrationDefinition> migrations = new ArrayList<>(ALL);
		migrations.add(definition("4", "AddExtra", "3", (schema) -> {
			schema.addColumn("project").integer("extra");
			schema.sql("NO SUCH STATEMENT");
		}, (schema) -> schema.dropColumn("project", "extra")));
		Migrator migrator = migrator(database, migrations);
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(migrator::migrate);
		assertThat(run(migrator, "status")).isEqualTo(ExitCode.MIGRATION_FAILED.code());
		assertThat(run(migrator, "validate")).isEqualTo(ExitCode.MIGRATION_FAILED.code());
	}

	@EngineTest(only = Engine.H2)
	void recordTablesThatAreThereAlready(TestDatabase database) {
		migrator(database, ALL).migrate();
		List.of("history", "journal", "rows", "expressions")
			.forEach((name) -> database.jdbc().sql("drop table \"masterrecord_" + name + "\"").update());
		Migrator migrator = migrator(database, ALL);
		assertThat(run(migrator, "baseline", "9")).isEqualTo(ExitCode.REFUSED.code());
		assertThat(this.err.toString()).contains("There is no migration '9'");
		assertThat(run(migrator, "baseline", "2")).isEqualTo(ExitCode.HISTORY.code());
		assertThat(migrator.status().pending()).isEqualTo(3);
		assertThat(run(migrator, "baseline", "3")).isZero();
		assertThat(this.out.toString()).contains("recorded 1", "recorded 2", "recorded 3");
		assertThat(migrator.status().pending()).isZero();
	}

	@EngineTest(only = Engine.H2)
	void resolveAStepThatNobodyElseKnowsAbout(TestDatabase database) {
		List<MigrationDefinition> migrations = new ArrayList<>(ALL);
		migrations.add(definition("4", "AddExtra", "3", (schema) -> schema.sql("CREATE TABLE extra (id bigint)"),
				(schema) -> schema.sql("DROP TABLE extra")));
		Migrator cut = new Migrator(database.dataSource(), MigrationChain.of(migrations), MigrationSettings.defaults(),
				List.of(new MigrationListener() {
					@Override
					public void stepExecuted(MigrationStep step) {
						if (step.migration().equals("4")) {
							throw new IllegalStateException("cut off");
						}
					}
				}));
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(cut::migrate);
		Migrator migrator = migrator(database, migrations);
		assertThat(run(migrator, "resolve")).isEqualTo(ExitCode.USAGE.code());
		assertThat(run(migrator, "resolve", "--done")).isZero();
		assertThat(this.out.toString()).contains("The step is on record as done");
		assertThat(migrator.migrate().applied()).hasSize(1);
		assertThat(run(migrator, "resolve", "--not-done")).isEqualTo(ExitCode.HISTORY.code());
	}

	@EngineTest(only = Engine.H2)
	void showPutBackAndAdoptWhatWasChangedByHand(TestDatabase database) throws IOException {
		Migrator migrator = migrator(database, ALL);
		migrator.migrate();
		assertThat(run(migrator, "drift")).isZero();
		assertThat(run(migrator, "drift", "revert")).isZero();
		assertThat(this.out.toString()).contains("-- there is nothing to put back");
		database.jdbc().sql("alter table \"project\" add column \"hotfix\" integer").update();
		assertThat(run(migrator, "drift")).isEqualTo(ExitCode.DRIFT.code());
		assertThat(run(migrator, "drift", "revert")).isZero();
		assertThat(this.out.toString()).contains("ALTER TABLE \"project\" DROP COLUMN \"hotfix\"");
		Files.createDirectories(this.project.resolve("java"));
		assertThat(run(migrator, "drift", "adopt", "AdoptHotfix")).as(this.err.toString()).isZero();
		assertThat(Files.readString(this.project.resolve("java/db/migrations/AdoptHotfix.java")))
			.contains("schema.addColumn(\"project\").integer(\"hotfix\")");
	}

	@EngineTest(only = Engine.H2)
	void sayWhatMayHaveBeenRenamedByHand(TestDatabase database) throws IOException {
		Migrator migrator = migrator(database, ALL);
		migrator.migrate();
		database.jdbc().sql("alter table \"project\" alter column \"number\" rename to \"code_no\"").update();
		assertThat(run(migrator, "drift", "revert")).isZero();
		assertThat(this.out.toString()).contains("-- It may be a rename", "project.code_no", "project.number");
		Files.createDirectories(this.project.resolve("java"));
		assertThat(run(migrator, "drift", "adopt", "AdoptRename")).as(this.err.toString()).isZero();
		assertThat(this.out.toString()).contains("Note: It may be a rename", "Note: Data is lost");
	}

	@EngineTest(only = Engine.H2)
	void scriptWithoutADatabase(TestDatabase database) throws IOException {
		Migrator migrator = migrator(database, ALL);
		Path file = this.project.resolve("all.sql");
		assertThat(run(migrator, "script", "--dialect", "h2", "--output", file.toString())).isZero();
		assertThat(Files.readString(file)).contains("CREATE TABLE \"plan\"", "masterrecord_history");
		assertThat(run(migrator, "script", "--dialect", "db2")).isEqualTo(ExitCode.REFUSED.code());
		assertThat(this.err.toString()).contains("There is no dialect 'db2'");
		assertThat(run(migrator, "script", "--dialect", "h2", "--from", "9")).isEqualTo(ExitCode.REFUSED.code());
	}

	private static String quoted(TestDatabase database, String name) {
		return database.engine().quote(name);
	}

	private static MigrationDefinition definition(String id, String name, String parent, Consumer<SchemaEditor> up,
			Consumer<SchemaEditor> down) {
		return MigrationDefinition.of(id, name, parent, Operations.of(up), Operations.of(down));
	}

	private static Migrator migrator(TestDatabase database, List<MigrationDefinition> migrations) {
		return new Migrator(database.dataSource(), MigrationChain.of(migrations), MigrationSettings.defaults());
	}

	private int run(Migrator migrator, String... arguments) {
		DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
		beans.registerSingleton("migrator", migrator);
		beans.registerSingleton("chain", migrator.chain());
		beans.registerSingleton("migrationSettings", MigrationSettings.defaults());
		beans.registerSingleton("settings",
				new GenerationSettings("db.migrations", this.project.resolve("java").toString(), Clock.systemUTC()));
		CommandOutput output = new CommandOutput(new PrintWriter(this.out), new PrintWriter(this.err));
		return new CommandLineRun(new Application(beans, new MockEnvironment(), null), output).run(List.of(arguments));
	}

}
