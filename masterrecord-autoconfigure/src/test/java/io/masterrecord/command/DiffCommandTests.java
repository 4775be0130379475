package io.masterrecord.command;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

import io.masterrecord.command.foreign.UsesEntity;
import io.masterrecord.context.ContextDefinition;
import io.masterrecord.context.MasterRecordConfigurer;
import io.masterrecord.context.ModelChangesPolicy;
import io.masterrecord.context.ModelGate;
import io.masterrecord.generate.GenerationSettings;
import io.masterrecord.migration.MigrationChain;
import io.masterrecord.migration.MigrationDefinition;
import io.masterrecord.migration.Operations;
import io.masterrecord.migration.SchemaEditor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.data.annotation.Id;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the exit codes that tell whether every change of the model has a migration.
 */
class DiffCommandTests {

	private final StringWriter out = new StringWriter();

	private final StringWriter err = new StringWriter();

	private final DefaultListableBeanFactory beans = new DefaultListableBeanFactory();

	@TempDir
	private Path sources;

	@Test
	void isThreeWhereAMigrationIsMissing() {
		application((context) -> context.entity(Thing.class).index(Thing::name));
		assertThat(run("diff")).isEqualTo(ExitCode.MODEL_CHANGED.code());
		assertThat(this.out.toString()).isEqualTo("""
				The model has changes that no migration has:
				  create index idx_thing_name on thing (name)
				""");
	}

	@Test
	void isZeroWhereNoneIs() {
		application((context) -> context.entity(Thing.class));
		assertThat(run("diff")).isZero();
		assertThat(this.out.toString()).isEqualTo("Model and migrations are in sync.\n");
	}

	@Test
	void isThreeForAMigrationOfTheDatabaseWhereThatIsRefused() {
		application((context) -> context.entity(Thing.class).index(Thing::name));
		assertThat(run("migrate")).isEqualTo(ExitCode.MODEL_CHANGED.code());
		assertThat(this.err.toString()).contains("create index idx_thing_name on thing (name)",
				"'masterrecord.migrations.model-changes'");
	}

	@Test
	void isNineForAMigrationWhereAllOthersAreInAnotherPackage() {
		this.beans.registerSingleton("chain", MigrationChain.of(List.of()));
		AutoConfigurationPackages.register(this.beans, UsesEntity.class.getPackageName());
		application((context) -> context.entity(Thing.class));
		assertThat(run("add", "Again", "--source-directory", this.sources.toString()))
			.isEqualTo(ExitCode.REFUSED.code());
		assertThat(this.err.toString()).contains(
				"There is no migration in package 'db.migrations', but elsewhere: 'io.masterrecord.command.foreign.UsesEntity'.",
				"'masterrecord.migrations.package-name'");
		assertThat(this.sources).isEmptyDirectory();
	}

	@Test
	void isFourWhereTheModelIsNeverTheSame() {
		Random random = new Random();
		application((context) -> context.entity(Thing.class)
			.seedFactory(1, (i) -> new Thing(1, "name " + random.nextLong())));
		assertThat(run("diff")).isEqualTo(ExitCode.INVALID.code());
		assertThat(run("add", "Never", "--source-directory", this.sources.toString()))
			.isEqualTo(ExitCode.INVALID.code());
		assertThat(this.err.toString()).contains("masterrecord add failed.",
				"row 1 of the seeds of 'Thing', property 'name': first 'name ", "give a 'Random' a fixed seed");
		assertThat(this.sources).isEmptyDirectory();
	}

	@Test
	void isFourWhereASeedThatWasMigratedIsNeverTheSame() {
		Random random = new Random();
		this.beans.registerSingleton("chain",
				chain((schema) -> schema.insert("thing")
					.key("id")
					.row((row) -> row.set("id", 1).set("name", "as it was when somebody generated it"))));
		application((context) -> context.entity(Thing.class)
			.seedFactory(1, (i) -> new Thing(1, "name " + random.nextLong())));
		assertThat(run("diff")).isEqualTo(ExitCode.INVALID.code());
		assertThat(this.err.toString()).contains("not the same when it is built twice");
	}

	private void application(MasterRecordConfigurer configurer) {
		ContextDefinition definition = ContextDefinition.of(List.of(), List.of(configurer), (seeds) -> {
		});
		if (!this.beans.containsSingleton("chain")) {
			this.beans.registerSingleton("chain", chain((schema) -> {
			}));
		}
		this.beans.registerSingleton("definition", definition);
		this.beans.registerSingleton("settings",
				new GenerationSettings("db.migrations", this.sources.toString(), Clock.systemUTC()));
		this.beans.registerSingleton("gate",
				new ModelGate(definition, this.beans.getBean(MigrationChain.class), ModelChangesPolicy.FAIL));
	}

	private static MigrationChain chain(Consumer<SchemaEditor> more) {
		return MigrationChain.of(List.of(MigrationDefinition.of("1", "CreateThing", "", Operations.of((schema) -> {
			schema.createTable("thing", (table) -> {
				table.bigint("id").notNull().primaryKey();
				table.varchar("name", 255).notNull();
			});
			more.accept(schema);
		}), List.of())));
	}

	private int run(String... arguments) {
		CommandOutput output = new CommandOutput(new PrintWriter(this.out), new PrintWriter(this.err));
		return new CommandLineRun(new Application(this.beans, new MockEnvironment(), null), output)
			.run(List.of(arguments));
	}

	record Thing(@Id long id, String name) {
	}

}
