package io.masterrecord.command;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.masterrecord.annotation.RenamedFrom;
import io.masterrecord.command.foreign.UsesEntity;
import io.masterrecord.context.ContextDefinition;
import io.masterrecord.generate.GenerationSettings;
import io.masterrecord.migration.Migration;
import io.masterrecord.migration.MigrationChain;
import io.masterrecord.migration.MigrationDefinition;
import io.masterrecord.migration.MigrationInfo;
import io.masterrecord.migration.MigrationSettings;
import io.masterrecord.migration.Operations;
import io.masterrecord.migration.SchemaEditor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.data.annotation.Id;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LintCommand}.
 */
class LintCommandTests {

	private final StringWriter out = new StringWriter();

	private final StringWriter err = new StringWriter();

	private boolean online = true;

	private @Nullable MigrationDefinition migration;

	private @Nullable ContextDefinition definition;

	@Test
	void printsFindingsByMigration() {
		this.online = false;
		assertThat(run("lint", "--dialect", "postgresql")).isEqualTo(ExitCode.OK.code());
		assertThat(this.out.toString()).isEqualTo("""
				'AddUnique' (2)
				  warning blocked-reads: add unique constraint uq_item_name on item (name) on postgresql
				    Its index is built while the table is locked.
				    Let it be built while the table stays in use.
				Found: 1 warning.
				""");
	}

	@Test
	void reportsNoLockOfATableThatStaysInUse() {
		assertThat(run("lint", "--dialect", "postgresql", "--fail-on", "info")).isEqualTo(ExitCode.OK.code());
		this.migration = MigrationDefinition.record(LocksItem.class);
		assertThat(run("lint", "--dialect", "postgresql")).isEqualTo(ExitCode.OK.code());
		assertThat(this.out.toString()).contains("""
				'LocksItem' (3)
				  warning blocked-writes: create index idx_item_name on item (name) on postgresql
				    The table is locked against writes while the index is built.
				    Let it be built while the table stays in use.
				""");
	}

	@Test
	void namesTheClassesThatAMigrationShouldNotDependOn() {
		this.migration = MigrationDefinition.record(UsesEntity.class);
		assertThat(run("lint", "--dialect", "postgresql")).isEqualTo(ExitCode.OK.code());
		assertThat(this.out.toString()).contains("""
				'UsesEntity' (3)
				  warning foreign-class: class io.masterrecord.command.shop.Item
				    The class may be changed or removed before the migration has run on the last database.
				    Use the JDK and io.masterrecord.migration alone: write names and values down as they are now.
				""").doesNotContain("class java.", "class io.masterrecord.command.foreign");
	}

	@Test
	void findsHintsThatAMigrationHasFollowed() {
		this.migration = migration("3", "CallNamesTitles", (schema) -> schema.renameColumn("item", "name").to("title"));
		this.definition = ContextDefinition.of(List.of(Item.class), List.of(), (seeds) -> {
		});
		assertThat(run("lint", "--dialect", "postgresql")).isEqualTo(ExitCode.OK.code());
		assertThat(this.out.toString()).contains("""
				the entities
				  info stale-hint: 'name' as the former name of item.title
				    Migration 'CallNamesTitles' (3) has followed it, and no other will.
				    Leave the @RenamedFrom out.
				""");
	}

	@Test
	void failsOnWhatIsSevereEnough() {
		this.online = false;
		assertThat(run("lint", "--dialect", "postgresql", "--fail-on", "warning")).isEqualTo(ExitCode.LINT.code());
		assertThat(run("lint", "--dialect", "mysql", "--server-version", "8.0.29", "--fail-on", "info"))
			.isEqualTo(ExitCode.OK.code());
		assertThat(this.out.toString()).endsWith("Nothing found.\n");
		assertThat(run("lint", "--since", "2", "--fail-on", "info")).isEqualTo(ExitCode.OK.code());
	}

	@Test
	void printsOneDocument() {
		this.online = false;
		run("lint", "--json", "--dialect", "postgresql");
		assertThat(this.out.toString()).contains("\"rule\" : \"blocked-reads\"", "\"severity\" : \"warning\"",
				"\"dialect\" : \"postgresql\"");
	}

	@Test
	void refusesWhatItDoesNotKnow() {
		assertThat(run("lint", "--dialect", "oracle")).isEqualTo(ExitCode.REFUSED.code());
		assertThat(this.err.toString()).contains("There is no dialect 'oracle'.",
				"Name one of postgresql, mariadb, mysql, sqlite, h2.");
		assertThat(run("lint", "--since", "9")).isEqualTo(ExitCode.REFUSED.code());
		assertThat(run("lint", "--server-version", "8")).isEqualTo(ExitCode.REFUSED.code());
	}

	@Test
	void listsTheRules() {
		assertThat(run("lint", "--rules")).isEqualTo(ExitCode.OK.code());
		assertThat(this.out.toString()).contains("data-loss              error\n", "redundant-index        warning\n");
	}

	private int run(String... arguments) {
		DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
		List<MigrationDefinition> migrations = new ArrayList<>(List.of(migration("1", "CreateItem", (schema) -> {
			schema.createTable("item", (table) -> {
				table.bigint("id").notNull().primaryKey();
				table.varchar("name", 40);
			});
		}), migration("2", "AddUnique", (schema) -> schema.addUnique("uq_item_name").on("item", "name"))));
		if (this.migration != null) {
			migrations.add(this.migration);
		}
		beans.registerSingleton("chain", MigrationChain.of(migrations));
		beans.registerSingleton("run", MigrationSettings.defaults().withOnline(this.online));
		beans.registerSingleton("settings",
				new GenerationSettings("io.masterrecord.command.foreign", null, Clock.systemUTC()));
		if (this.definition != null) {
			beans.registerSingleton("definition", this.definition);
		}
		CommandOutput output = new CommandOutput(new PrintWriter(this.out), new PrintWriter(this.err));
		return new CommandLineRun(new Application(beans, new MockEnvironment(), null), output).run(List.of(arguments));
	}

	private static MigrationDefinition migration(String id, String name, Consumer<SchemaEditor> up) {
		return MigrationDefinition.of(id, name, "", Operations.of(up), List.of());
	}

	record Item(@Id long id, @RenamedFrom("name") @Nullable String title) {
	}

	/**
	 * A migration that does without a table for a moment.
	 */
	@MigrationInfo(id = "3")
	static class LocksItem extends Migration {

		@Override
		public void up(SchemaEditor schema) {
			schema.online(false);
			schema.createIndex("idx_item_name").on("item", "name");
		}

	}

}
