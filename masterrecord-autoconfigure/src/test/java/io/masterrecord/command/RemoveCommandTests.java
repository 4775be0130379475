package io.masterrecord.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

import io.masterrecord.context.ContextDefinition;
import io.masterrecord.diff.RenameHints;
import io.masterrecord.diff.SchemaDiff;
import io.masterrecord.generate.GenerationSettings;
import io.masterrecord.generate.MigrationGenerator;
import io.masterrecord.migration.MigrationChain;
import io.masterrecord.migration.MigrationDefinition;
import io.masterrecord.migration.MigrationSettings;
import io.masterrecord.migration.Migrator;
import io.masterrecord.migration.Operations;
import io.masterrecord.schema.Schema;
import io.masterrecord.testing.Engine;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.data.annotation.Id;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RemoveCommand}.
 */
class RemoveCommandTests {

	private final StringWriter out = new StringWriter();

	private final StringWriter err = new StringWriter();

	@TempDir
	private Path project;

	@EngineTest(only = Engine.H2)
	void deletesTheLastMigrationWithItsRowsUnlessItIsApplied(TestDatabase database) throws IOException {
		Path source = file("java/db/migrations/AddPlan.java", "");
		Path rows = file("resources/db/migrations/AddPlan-1-plan.rows", "");
		Path others = file("resources/db/migrations/AddPlanner-1-plan.rows", "");
		MigrationChain chain = MigrationChain.of(List.of(MigrationDefinition.of("1", "AddPlan", "",
				Operations
					.of((schema) -> schema.createTable("plan", (table) -> table.bigint("id").notNull().primaryKey())),
				List.of())));
		Migrator migrator = new Migrator(database.dataSource(), chain, MigrationSettings.defaults());
		migrator.migrate();
		assertThat(run(migrator, "remove")).isEqualTo(ExitCode.REFUSED.code());
		assertThat(this.err.toString()).contains("Migration 'AddPlan' (1) is applied to h2",
				"Undo it with 'masterrecord rollback' first.");
		assertThat(source).exists();

		database.jdbc().sql("DROP TABLE \"plan\"").update();
		database.jdbc().sql("DELETE FROM \"masterrecord_history\"").update();
		assertThat(run(migrator, "remove")).isEqualTo(ExitCode.OK.code());
		assertThat(this.out.toString()).contains("Deleted " + source, "Deleted " + rows,
				"Only the database of this application was asked: another one that has the migration misses it");
		assertThat(source).doesNotExist();
		assertThat(rows).doesNotExist();
		assertThat(others).exists();
	}

	@Test
	void deletesNothingThatWasWrittenByHand() throws IOException {
		MigrationChain chain = MigrationChain.of(List.of(MigrationDefinition.of("1", "AddPlan", "",
				Operations
					.of((schema) -> schema.createTable("plan", (table) -> table.bigint("id").notNull().primaryKey())),
				Operations.of((schema) -> schema.dropTable("plan")))));
		String generated = new MigrationGenerator(MigrationChain.of(List.of()),
				new GenerationSettings("db.migrations", null, Clock.systemUTC()))
			.generate("AddPlan", Schema.empty(), chain.schema())
			.orElseThrow()
			.source();
		String formatted = "// (c) by us\n" + generated.replaceFirst("id = \"\\d+\"", "id = \"1\"").replace("\t", "  ");
		String edited = formatted.replace("  @Override\n  public void down",
				"  // plans of before\n  @Override\n  public void down");
		Path source = file("java/db/migrations/AddPlan.java", edited);
		Migrator migrator = new Migrator(new DriverManagerDataSource("jdbc:h2:mem:"), chain,
				MigrationSettings.defaults());
		assertThat(run(migrator, "remove", "--offline")).isEqualTo(ExitCode.REFUSED.code());
		assertThat(this.err.toString()).contains(
				"Migration 'AddPlan' (1) was edited by hand, and 'add' would not write this again: '// plans of before'.",
				"Keep what is still wanted in another place, then delete the migration with '--force'.");
		assertThat(source).exists();
		file("java/db/migrations/AddPlan.java", formatted);
		assertThat(run(migrator, "remove", "--offline")).isEqualTo(ExitCode.OK.code());
		assertThat(this.out.toString()).contains("No database was asked");
		file("java/db/migrations/AddPlan.java", edited);
		assertThat(run(migrator, "remove", "--offline", "--force")).isEqualTo(ExitCode.OK.code());
		assertThat(source).doesNotExist();
	}

	@Test
	void findsAValueThatWasChangedWhileTheModelIsTheSame() throws IOException {
		ContextDefinition definition = ContextDefinition.of(List.of(Plan.class), List.of(), (seeds) -> {
		});
		String generated = new MigrationGenerator(MigrationChain.of(List.of()),
				new GenerationSettings("db.migrations", null, Clock.systemUTC()))
			.generate("AddPlan", definition.model(), definition.seedsToMigrate(List.of()), definition.seedConfig())
			.orElseThrow()
			.source()
			.replaceFirst("id = \"\\d+\"", "id = \"1\"");
		MigrationChain chain = MigrationChain.of(List.of(MigrationDefinition.of("1", "AddPlan", "",
				SchemaDiff.between(Schema.empty(), definition.model().toSchema(), RenameHints.none()).operations(),
				List.of())));
		Migrator migrator = new Migrator(new DriverManagerDataSource("jdbc:h2:mem:"), chain,
				MigrationSettings.defaults());
		Path source = file("java/db/migrations/AddPlan.java",
				generated.replace("\t\tschema.dropTable(\"plan\");\n", ""));
		assertThat(run(definition, migrator, "remove", "--offline")).isEqualTo(ExitCode.REFUSED.code());
		assertThat(this.err.toString()).contains("was edited by hand", "'(left out) schema.dropTable(\"plan\");'");
		file("java/db/migrations/AddPlan.java", generated);
		assertThat(run(definition, migrator, "remove", "--offline")).isEqualTo(ExitCode.OK.code());
		assertThat(source).doesNotExist();
	}

	private Path file(String name, String content) throws IOException {
		Path file = this.project.resolve(name);
		Files.createDirectories(this.project.resolve(name.substring(0, name.lastIndexOf('/'))));
		return Files.writeString(file, content);
	}

	private int run(Migrator migrator, String... arguments) {
		return run(null, migrator, arguments);
	}

	private int run(@Nullable ContextDefinition definition, Migrator migrator, String... arguments) {
		DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
		if (definition != null) {
			beans.registerSingleton("definition", definition);
		}
		beans.registerSingleton("migrator", migrator);
		beans.registerSingleton("chain", migrator.chain());
		beans.registerSingleton("settings",
				new GenerationSettings("db.migrations", this.project.resolve("java").toString(), Clock.systemUTC()));
		CommandOutput output = new CommandOutput(new PrintWriter(this.out), new PrintWriter(this.err));
		return new CommandLineRun(new Application(beans, new MockEnvironment(), null), output).run(List.of(arguments));
	}

	@NullMarked
	record Plan(@Id Long id, String title) {
	}

}
