package io.masterrecord.generate;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.masterrecord.annotation.BelongsTo;
import io.masterrecord.annotation.GeneratedId;
import io.masterrecord.annotation.Unique;
import io.masterrecord.context.ContextDefinition;
import io.masterrecord.context.MasterRecordConfigurer;
import io.masterrecord.jdbc.StatementGate;
import io.masterrecord.migration.Migration;
import io.masterrecord.migration.MigrationChain;
import io.masterrecord.migration.MigrationDefinition;
import io.masterrecord.migration.MigrationSettings;
import io.masterrecord.migration.Migrator;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import io.masterrecord.write.EntityOperations;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

import org.springframework.core.test.tools.SourceFile;
import org.springframework.core.test.tools.TestCompiler;
import org.springframework.data.annotation.Id;

import static io.masterrecord.query.SortKey.asc;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The whole way from declared seeds to rows, on every engine.
 */
class SeedsToDatabaseTests {

	private final List<MigrationDefinition> migrations = new ArrayList<>();

	@EngineTest
	void writesParentsFirstAndOnlyWhereTheyBelong(TestDatabase database) {
		ContextDefinition first = definition((context) -> {
			context.entity(Member.class)
				.seed(new Member(null, "ann@example.com", "Ann", 1L))
				.upsert(Member::email)
				.seed(new Member(null, "dev@example.com", "Dev", 1L))
				.when("development");
			context.entity(Team.class).seed(new Team(1L, "Default"));
		});
		add("first", first);
		migrate(database, "production");

		EntityOperations operations = EntityOperations.builder(first.model(), StatementGate.of(database.dataSource()))
			.build();
		assertThat(names(operations)).containsExactly("Ann");
		assertThat(operations.insert(new Team(null, "Next")).id()).as("the numbering goes on after the seed")
			.isEqualTo(2L);
		assertThat(generate("nothing", first)).isNull();

		ContextDefinition changed = definition((context) -> {
			context.entity(Team.class).seed(new Team(1L, "Default"));
			context.entity(Member.class)
				.seed(new Member(null, "ann@example.com", "Anna", 1L), new Member(null, "bob@example.com", "Bob", 1L))
				.upsert(Member::email)
				.seed(new Member(null, "dev@example.com", "Dev", 1L))
				.when("development");
		});
		GeneratedMigration second = add("second", changed);
		migrate(database, "production");

		assertThat(second.up()).as("the two changed rows and nothing else").hasSize(1);
		assertThat(names(operations)).containsExactly("Anna", "Bob");
	}

	@EngineTest
	void deletesInSyncWithoutFurtherConsent(TestDatabase database) {
		add("first",
				definition((context) -> context.entity(Team.class)
					.seed(new Team(null, "Kept"), new Team(null, "Gone"))
					.sync(Team::name)));
		migrate(database, "test");
		ContextDefinition changed = definition(
				(context) -> context.entity(Team.class).seed(new Team(null, "Kept")).sync(Team::name));
		GeneratedMigration second = add("second", changed);
		assertThat(second.source()).contains(".ifUnchanged()").doesNotContain("data-loss");
		assertThat(second.remarks()).isEmpty();
		migrate(database, "test");

		EntityOperations operations = EntityOperations.builder(changed.model(), StatementGate.of(database.dataSource()))
			.build();
		assertThat(operations.query(Team.class).pluck(Team::name)).containsExactly("Kept");
	}

	@EngineTest
	void writesTheRowsOfTheActiveEnvironment(TestDatabase database) {
		ContextDefinition definition = definition((context) -> context.entity(Team.class)
			.seedFactory(3, (i) -> new Team(null, "Team " + i))
			.when("development", "test"));
		add("first", definition);
		migrate(database, "test");

		EntityOperations operations = EntityOperations
			.builder(definition.model(), StatementGate.of(database.dataSource()))
			.build();
		assertThat(operations.query(Team.class).sortBy(asc(Team::id)).pluck(Team::name)).containsExactly("Team 0",
				"Team 1", "Team 2");
	}

	private static List<String> names(EntityOperations operations) {
		return operations.query(Member.class).sortBy(asc(Member::email)).pluck(Member::name);
	}

	private static ContextDefinition definition(MasterRecordConfigurer configurer) {
		return ContextDefinition.of(List.of(Team.class, Member.class), List.of(configurer), (options) -> {
		});
	}

	private void migrate(TestDatabase database, String environment) {
		new Migrator(database.dataSource(), MigrationChain.of(this.migrations),
				MigrationSettings.defaults().withEnvironments(Set.of(environment)))
			.migrate();
	}

	private GeneratedMigration add(String name, ContextDefinition definition) {
		GeneratedMigration generated = generate(name, definition);
		assertThat(generated).isNotNull();
		TestCompiler.forSystem()
			.compile(SourceFile.of(generated.source()), (compiled) -> this.migrations
				.add(MigrationDefinition.record(compiled.getInstance(Migration.class))));
		return generated;
	}

	private @Nullable GeneratedMigration generate(String name, ContextDefinition definition) {
		return new MigrationGenerator(MigrationChain.of(this.migrations),
				new GenerationSettings("db.migrations", null, Clock.systemUTC()))
			.generate(name, definition.model(), definition.seeds(), definition.seedConfig())
			.orElse(null);
	}

	@NullMarked
	record Team(@Id @GeneratedId @Nullable Long id, @Unique String name) {
	}

	@NullMarked
	record Member(@Id @GeneratedId @Nullable Long id, @Unique String email, String name,
			@BelongsTo(Team.class) long teamId) {
	}

}
