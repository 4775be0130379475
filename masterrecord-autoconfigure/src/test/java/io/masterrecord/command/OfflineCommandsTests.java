package io.masterrecord.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Clock;
import java.util.List;

import io.masterrecord.annotation.Column;
import io.masterrecord.annotation.Indexed;
import io.masterrecord.annotation.Table;
import io.masterrecord.context.ContextDefinition;
import io.masterrecord.dialect.Dialects;
import io.masterrecord.generate.GenerationSettings;
import io.masterrecord.migration.MigrationChain;
import io.masterrecord.migration.MigrationDefinition;
import io.masterrecord.migration.MigrationSettings;
import io.masterrecord.migration.Migrator;
import io.masterrecord.migration.Operations;
import io.masterrecord.operation.SchemaOperation;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.data.annotation.Id;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the commands that need nothing but entities and migrations: where no database
 * can be reached they do the same, and they do not even try.
 */
class OfflineCommandsTests {

	private static final List<SchemaOperation> PLAN = Operations.of((schema) -> schema.createTable("plan", (table) -> {
		table.bigint("id").notNull().primaryKey();
		table.varchar("title", 40).notNull();
	}));

	private final Unreachable database = new Unreachable();

	private final StringWriter out = new StringWriter();

	private final StringWriter err = new StringWriter();

	@TempDir
	private Path sources;

	@Test
	void addTheFirstMigration() throws IOException {
		assertThat(run(MigrationChain.of(List.of()), Plan.class, "add", "AddPlan")).isEqualTo(ExitCode.OK.code());
		assertThat(source("AddPlan")).contains("schema.createTable(\"plan\"", "schema.dropTable(\"plan\")")
			.doesNotContain("parent =");
		assertThat(this.database.asked).isZero();
	}

	@Test
	void addWhatTheMigrationsDoNotSay() throws IOException {
		assertThat(run(chain(), CodedPlan.class, "add", "AddCode")).isEqualTo(ExitCode.OK.code());
		assertThat(source("AddCode"))
			.contains("parent = \"1\"", "schema.addColumn(\"plan\").varchar(\"code\", 20)",
					"schema.createIndex(\"idx_plan_code\")", "schema.dropIndex(\"idx_plan_code\")",
					"schema.dropColumn(\"plan\", \"code\")")
			.doesNotContain("title");
		assertThat(this.database.asked).isZero();
	}

	@Test
	void addNothingWhereTheMigrationsSayEverything() {
		assertThat(run(chain(), Plan.class, "add", "Nothing")).isEqualTo(ExitCode.OK.code());
		assertThat(this.out.toString()).startsWith("Nothing to do");
		assertThat(this.sources).isEmptyDirectory();
		assertThat(this.database.asked).isZero();
	}

	@Test
	void askInWordsWhatMayHaveBeenRenamed() {
		assertThat(run(chain(), NamedPlan.class, "add", "CallTitlesNames")).isNotEqualTo(ExitCode.OK.code());
		assertThat(this.err.toString()).contains("column 'plan.title' of type varchar(40) is gone",
				"'plan.name' is new", "@RenamedFrom(\"title\")", "@RenamedFrom({})");
		assertThat(this.sources).isEmptyDirectory();
		assertThat(run(chain(), NamedPlan.class, "add", "CallTitlesNames", "--no-renames"))
			.isEqualTo(ExitCode.OK.code());
		assertThat(this.database.asked).isZero();
	}

	@Test
	void showWhatTheNextMigrationWouldDo() {
		assertThat(run(chain(), CodedPlan.class, "diff")).isEqualTo(ExitCode.MODEL_CHANGED.code());
		assertThat(this.out.toString()).contains("add column plan.code varchar(20)",
				"create index idx_plan_code on plan (code)");
		assertThat(this.sources).isEmptyDirectory();
		assertThat(this.database.asked).isZero();
	}

	@Test
	void sayWhatTheMigrationsWouldCostOnEveryDatabase() {
		for (String dialect : Dialects.ids()) {
			assertThat(run(chain(), Plan.class, "lint", "--dialect", dialect)).as(dialect)
				.isEqualTo(ExitCode.OK.code());
		}
		assertThat(this.database.asked).isZero();
	}

	@Test
	void writeTheMigrationsAsSqlOfEveryDatabase() {
		for (String dialect : Dialects.ids()) {
			assertThat(run(chain(), Plan.class, "script", "--dialect", dialect)).as(dialect)
				.isEqualTo(ExitCode.OK.code());
		}
		assertThat(this.out.toString()).contains("CREATE TABLE \"plan\"", "CREATE TABLE `plan`");
		assertThat(this.database.asked).isZero();
	}

	@Test
	void removeTheLastMigrationWhereNobodyElseHasIt() throws IOException {
		run(MigrationChain.of(List.of()), Plan.class, "add", "AddPlan");
		assertThat(run(chain(), Plan.class, "remove", "--offline")).isEqualTo(ExitCode.OK.code());
		assertThat(this.out.toString()).contains("No database was asked");
		assertThat(this.database.asked).isZero();
		assertThat(run(chain(), Plan.class, "status")).isEqualTo(ExitCode.UNREACHABLE.code());
		assertThat(this.database.asked).isPositive();
	}

	@Test
	void squashAllMigrationsAndTakeThatBack() throws IOException {
		MigrationDefinition code = MigrationDefinition.of("2", "AddCode", "",
				Operations.of((schema) -> schema.addColumn("plan").varchar("code", 20)),
				Operations.of((schema) -> schema.dropColumn("plan", "code")));
		List<MigrationDefinition> both = List.of(chain().migrations().get(0), code);
		assertThat(run(MigrationChain.of(both), CodedPlan.class, "squash", "first year")).isEqualTo(ExitCode.OK.code());
		assertThat(this.out.toString()).contains("2 migrations became one, and 2 operations became 1: AddPlan, AddCode",
				"Leave the classes of the others where they are");
		assertThat(source("FirstYear"))
			.contains("replaces = { \"1\", \"2\" })", "table.varchar(\"code\", 20);", "schema.dropTable(\"plan\");")
			.doesNotContain("addColumn", "dropColumn");
		Files.delete(this.sources.resolve("db/offline/FirstYear.java"));
		assertThat(run(MigrationChain.of(both.subList(0, 1)), Plan.class, "squash", "Alone"))
			.isEqualTo(ExitCode.REFUSED.code());
		assertThat(this.err.toString()).contains("There are no two migrations to be made one of");
		assertThat(run(MigrationChain.of(both), CodedPlan.class, "squash", "Wrong", "--first", "7"))
			.isEqualTo(ExitCode.REFUSED.code());
		assertThat(this.err.toString()).contains("There is no migration '7'");
		assertThat(this.database.asked).isZero();
	}

	private String source(String name) throws IOException {
		return Files.readString(this.sources.resolve("db/offline/%s.java".formatted(name)));
	}

	private static MigrationChain chain() {
		return MigrationChain.of(List
			.of(MigrationDefinition.of("1", "AddPlan", "", PLAN, Operations.of((schema) -> schema.dropTable("plan")))));
	}

	private int run(MigrationChain chain, Class<?> entity, String... arguments) {
		MigrationSettings settings = MigrationSettings.defaults();
		DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
		beans.registerSingleton("dataSource", this.database);
		beans.registerSingleton("definition", ContextDefinition.of(List.of(entity), List.of(), (seeds) -> {
		}));
		beans.registerSingleton("chain", chain);
		beans.registerSingleton("migrationSettings", settings);
		beans.registerSingleton("migrator", new Migrator(this.database, chain, settings));
		beans.registerSingleton("settings",
				new GenerationSettings("db.offline", this.sources.toString(), Clock.systemUTC()));
		CommandOutput output = new CommandOutput(new PrintWriter(this.out), new PrintWriter(this.err));
		return new CommandLineRun(new Application(beans, new MockEnvironment(), null), output).run(List.of(arguments));
	}

	/**
	 * A server that does not answer, and counts how often somebody wanted it to.
	 */
	private static final class Unreachable extends AbstractDataSource {

		private int asked;

		@Override
		public Connection getConnection() throws SQLException {
			this.asked++;
			throw new SQLTransientConnectionException("Nobody answers", "08001");
		}

		@Override
		public Connection getConnection(String username, String password) throws SQLException {
			return getConnection();
		}

	}

	@NullMarked
	@Table(name = "plan")
	record Plan(@Id Long id, @Column(size = 40) String title) {
	}

	@NullMarked
	@Table(name = "plan")
	record CodedPlan(@Id Long id, @Column(size = 40) String title, @Indexed @Column(size = 20) @Nullable String code) {
	}

	@NullMarked
	@Table(name = "plan")
	record NamedPlan(@Id Long id, @Column(size = 40) String name) {
	}

}
