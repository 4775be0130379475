package io.masterrecord.generate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.masterrecord.annotation.BelongsTo;
import io.masterrecord.annotation.GeneratedId;
import io.masterrecord.annotation.Unique;
import io.masterrecord.migration.DataLossException;
import io.masterrecord.migration.MigrationFailedException;
import io.masterrecord.migration.Operations;
import io.masterrecord.migration.RowHooks;
import io.masterrecord.operation.InsertRows;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.operation.UpsertRows;
import io.masterrecord.schema.Row;
import io.masterrecord.schema.SeedPolicy;
import io.masterrecord.seed.SeedConfig.DownStrategy;
import io.masterrecord.seed.SeedConfig.EnvironmentFilter;
import io.masterrecord.seed.SeedConfig.Reaction;
import io.masterrecord.seed.SeedException;
import io.masterrecord.testing.Engine;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import io.masterrecord.write.EntityOperations;
import net.datafaker.Faker;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

import org.springframework.data.annotation.Id;

import static io.masterrecord.query.SortKey.asc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The seeds that people write first, from declaration to rows, on every engine.
 */
class SeedExamplesTests {

	@EngineTest
	void writesOneAdminWithAllItsColumns(TestDatabase database) {
		Instant created = Instant.parse("2024-01-02T03:04:05Z");
		SeedWorld world = new SeedWorld(database, Admin.class).declare((context) -> context.entity(Admin.class)
			.seed(new Admin(1L, "admin", "admin@example.com", "Admin", "User", "admin", true, created)));
		world.add();
		world.migrate();
		assertThat(world.entities().query(Admin.class).list())
			.containsExactly(new Admin(1L, "admin", "admin@example.com", "Admin", "User", "admin", true, created));
	}

	@EngineTest
	void writesChainedRowsAndLists(TestDatabase database) {
		SeedWorld world = world(database).declare((context) -> {
			context.entity(Post.class).seed(post(1, "First post")).seed(post(2, "Second post"));
			context.entity(Category.class)
				.seed(List.of(new Category(null, "Technology"), new Category(null, "Science"),
						new Category(null, "Sports")));
		});
		world.add();
		world.migrate();
		assertThat(titles(world)).containsExactly("First post", "Second post");
		assertThat(categories(world)).containsExactly("Technology", "Science", "Sports");
	}

	@EngineTest
	void repeatsSeedsOfMigrationsWrittenByHand(TestDatabase database) {
		SeedWorld world = world(database);
		world.add();
		List<SchemaOperation> up = Operations.of((schema) -> {
			schema.seed("category").row((row) -> row.set("name", "Technology"));
			schema.seed("organization").row((row) -> row.set("id", 1).set("slug", "a").set("name", "A"));
			schema
				.bulkSeed("organization",
						Stream.of("b", "c").map((slug) -> Map.of("slug", slug, "name", "Bulk")).toList())
				.key("slug");
			schema.bulkSeed("organization", List.of());
		});
		world.add(up, List.of()).add(up, List.of());
		world.migrate();
		assertThat(categories(world)).containsExactly("Technology");
		assertThat(world.entities().query(Organization.class).sortBy(asc(Organization::slug)).pluck(Organization::slug))
			.containsExactly("a", "b", "c");
	}

	@EngineTest
	void writesSettingsWhereTheyBelong(TestDatabase database) {
		SeedWorld world = new SeedWorld(database, User.class, Organization.class, Setting.class).declare((context) -> {
			context.entity(User.class)
				.seed(new User(null, "test@example.com", "Test User", null))
				.when("development", "test");
			context.entity(Setting.class)
				.seed(new Setting("api_endpoint", "https://api.example.com", "url", 1))
				.when("production")
				.seed(new Setting("beta_feature", "on", "flag", 1))
				.when("staging", "production");
		});
		world.add();
		for (String profile : List.of("development", "test", "staging", "production", "")) {
			List<String> active = world.definition()
				.seedConfig()
				.activeEnvironments(profile.isEmpty() ? List.of() : List.of(profile));
			world.migrate(active.toArray(String[]::new));
			assertThat(users(world)).as("users under '%s'", profile)
				.hasSize(List.of("development", "test", "").contains(profile) ? 1 : 0);
			assertThat(world.entities().query(Setting.class).sortBy(asc(Setting::key)).pluck(Setting::key))
				.as("settings under '%s'", profile)
				.isEqualTo(switch (profile) {
					case "production" -> List.of("api_endpoint", "beta_feature");
					case "staging" -> List.of("beta_feature");
					default -> List.of();
				});
			world.rollback(1);
		}
	}

	@EngineTest
	void writesParentsFirstWhateverIsDeclaredFirst(TestDatabase database) {
		SeedWorld world = world(database).declare((context) -> {
			context.entity(Post.class).seed(new Post(1L, "Hello", 1L, null));
			context.entity(User.class).seed(new User(1L, "ann@example.com", "Ann", null));
		});
		world.add();
		world.migrate();
		assertThat(titles(world)).containsExactly("Hello");
	}

	@EngineTest
	void makesRowsByFactories(TestDatabase database) {
		SeedWorld world = world(database).declare((context) -> context.entity(User.class)
			.seedFactory(10, (i) -> new User(null, "user" + i + "@example.com", "User " + i, null))
			.seed(UserFactory.admin((admin) -> admin.name = "Root"))
			.seed(UserFactory.members(3)));
		world.add();
		world.migrate();
		assertThat(users(world)).hasSize(14).contains("User 0", "User 9", "Root", "Member 2");
		assertThat(world.entities().query(User.class).pluck(User::email)).contains("admin@example.com");
	}

	@EngineTest
	void makesTheSameUsersByDatafakerAtEveryRun(TestDatabase database) {
		SeedWorld world = world(database)
			.declare((context) -> context.entity(User.class).seedFactory(100, SeedExamplesTests::fakeUser));
		String source = world.add().source();
		world.migrate();
		assertThat(users(world)).hasSize(100);
		assertThat(world(database)
			.declare((context) -> context.entity(User.class).seedFactory(100, SeedExamplesTests::fakeUser))
			.generate()
			.orElseThrow()
			.source()).isEqualTo(source);
	}

	private static User fakeUser(int index) {
		Faker faker = new Faker(Locale.ENGLISH, new Random(index));
		return new User(null, index + "." + faker.internet().emailAddress(), faker.name().fullName(), null);
	}

	@EngineTest
	void upsertsByIdByEmailAndByKey(TestDatabase database) {
		SeedWorld world = new SeedWorld(database, User.class, Organization.class, Setting.class);
		world.add();
		world.migrate();
		EntityOperations entities = world.entities();
		entities.insert(new User(null, "ann@example.com", "Mine", null));
		entities.insert(new Setting("api_url", "mine", "text", 7));
		entities.insert(new Organization(null, "default", "Mine"));
		world.declare((context) -> {
			context.entity(Organization.class).seed(new Organization(1L, "default", "Declared")).upsert();
			context.entity(User.class).seed(new User(null, "ann@example.com", "Ann", null)).upsert(User::email);
			context.entity(Setting.class)
				.seed(new Setting("api_url", "declared", "url", 200), new Setting("timeout", "30", "number", 200))
				.upsert(Setting::key)
				.updating(Setting::value, Setting::updatedAt);
		});
		world.add();
		world.migrate();
		assertThat(entities.query(Organization.class).list())
			.containsExactly(new Organization(1L, "default", "Declared"));
		assertThat(users(world)).containsExactly("Ann");
		assertThat(entities.query(Setting.class).sortBy(asc(Setting::key)).list()).containsExactly(
				new Setting("api_url", "declared", "text", 200), new Setting("timeout", "30", "number", 200));
	}

	@EngineTest
	void upsertsByDefaultAndModifiesAllSourcesOfASet(TestDatabase database) {
		SeedWorld world = world(database).options((seeds) -> seeds.defaultStrategy(SeedPolicy.UPSERT));
		world.add();
		world.migrate();
		world.entities().insert(new User(null, "list@example.com", "Mine", null));
		world.declare((context) -> {
			context.entity(Organization.class).seed(new Organization(1L, "o", "Organization"));
			context.entity(User.class)
				.seed(new User(null, "one@example.com", "One", null))
				.seed(List.of(new User(null, "list@example.com", "List", null)))
				.seedFactory(2, (i) -> new User(null, "made" + i + "@example.com", "Made " + i, null))
				.when("test")
				.upsert(User::email);
		});
		GeneratedMigration generated = world.add();
		assertThat(generated.up()).allMatch(UpsertRows.class::isInstance);
		world.migrate("test");
		assertThat(users(world)).containsExactlyInAnyOrder("One", "List", "Made 0", "Made 1");
	}

	@EngineTest
	void writesAWholeApplicationAndTakesItBack(TestDatabase database) {
		SeedWorld world = world(database).options((seeds) -> seeds.generateDownMigrations(true));
		world.add();
		world.migrate("development");
		world.declare((context) -> {
			context.entity(Post.class)
				.seedFactory(10, (i) -> new Post(null, "Post " + i, null, null))
				.referring(Post::userId, User::email, "admin0@example.com")
				.referring(Post::categoryId, Category::name, "Science")
				.when("development");
			context.entity(Category.class)
				.seed(new Category(null, "Technology"), new Category(null, "Science"), new Category(null, "Sports"));
			context.entity(User.class)
				.seedFactory(5, (i) -> new User(null, "admin" + i + "@example.com", "Admin " + i, 1L))
				.when("development", "test")
				.upsert(User::email);
			context.entity(Organization.class)
				.seed(new Organization(1L, "one", "One"), new Organization(2L, "two", "Two"))
				.upsert(Organization::slug);
		});
		GeneratedMigration generated = world.add();
		assertThat(generated.up()).extracting(SeedExamplesTests::table)
			.containsExactly("organization", "user", "category", "post");
		Set<String> written = new LinkedHashSet<>();
		world.hooks(new RowHooks() {
			@Override
			public void afterWrite(String table, Row row) {
				written.add(table);
			}
		});
		world.migrate("development");
		assertThat(written).containsExactly("organization", "user", "category", "post");
		assertThat(world.entities().query(Post.class).count()).isEqualTo(10);
		assertThat(users(world)).hasSize(5);
		world.rollback(1, "development");
		for (Class<?> type : List.of(Organization.class, User.class, Category.class, Post.class)) {
			assertThat(world.entities().query(type).count()).isZero();
		}
	}

	@EngineTest
	void takesUserOneBackAsTold(TestDatabase database) {
		for (DownStrategy strategy : DownStrategy.values()) {
			for (Reaction reaction : Reaction.values()) {
				SeedWorld world = world(database).options(
						(seeds) -> seeds.generateDownMigrations(true).downStrategy(strategy).onRollbackError(reaction));
				world.add();
				world.migrate();
				User seeded = new User(1L, "user@example.com", "User", null);
				world.declare((context) -> context.entity(User.class).seed(seeded));
				world.add();
				world.migrate();
				world.entities().update(new User(1L, "user@example.com", "Changed", null));
				if (strategy == DownStrategy.DELETE && reaction == Reaction.THROW) {
					assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(() -> world.rollback(1))
						.withMessageContaining("The row of 'user' with {id=1} stays");
				}
				else {
					world.rollback(1);
					assertThat(users(world)).as("%s, %s", strategy, reaction).containsExactly("Changed");
					world.entities().update(seeded);
					world.migrate();
				}
				world.entities().update(seeded);
				world.rollback(1);
				assertThat(users(world)).as("%s, %s", strategy, reaction)
					.hasSize((strategy == DownStrategy.DELETE) ? 0 : 1);
				if (strategy != DownStrategy.DELETE) {
					assertThatExceptionOfType(DataLossException.class).as("the row that stays would go with its table")
						.isThrownBy(() -> world.rollback(1));
				}
				world.migrator().rollback(1, "the next combination begins anew");
			}
		}
	}

	@EngineTest
	void holdsTheRowsOfOneEnvironmentIfAsked(TestDatabase database) {
		SeedWorld world = world(database)
			.options((seeds) -> seeds.environment("test").environmentFilter(EnvironmentFilter.GENERATION))
			.declare((context) -> context.entity(Category.class)
				.seed(new Category(null, "Everywhere"))
				.seed(new Category(null, "Test"))
				.when("test")
				.seed(new Category(null, "Production"))
				.when("production"));
		world.add();
		world.migrate("production");
		assertThat(categories(world)).as("decided when it was generated").containsExactly("Everywhere", "Test");
	}

	@EngineTest(only = Engine.H2)
	void refusesToSyncRowsOfEnvironmentsThatAreDecidedByWhoGenerates(TestDatabase database) {
		SeedWorld world = world(database)
			.options((seeds) -> seeds.environment("test").environmentFilter(EnvironmentFilter.GENERATION))
			.declare((context) -> context.entity(Category.class)
				.seed(new Category(null, "Test"))
				.sync(Category::name)
				.when("test"));
		assertThatExceptionOfType(SeedException.class).isThrownBy(world::add)
			.withMessageContaining("would delete its rows everywhere");
	}

	private static String table(SchemaOperation operation) {
		return (operation instanceof UpsertRows upsert) ? upsert.table() : ((InsertRows) operation).table();
	}

	private static SeedWorld world(TestDatabase database) {
		return new SeedWorld(database, Organization.class, User.class, Category.class, Post.class);
	}

	private static Post post(long id, String title) {
		return new Post(id, title, null, null);
	}

	private static List<String> users(SeedWorld world) {
		return world.entities().query(User.class).sortBy(asc(User::email)).pluck(User::name);
	}

	private static List<String> titles(SeedWorld world) {
		return world.entities().query(Post.class).sortBy(asc(Post::id)).pluck(Post::title);
	}

	private static List<String> categories(SeedWorld world) {
		return new ArrayList<>(world.entities().query(Category.class).sortBy(asc(Category::id)).pluck(Category::name));
	}

	@NullMarked
	record Admin(@Id @GeneratedId @Nullable Long id, @Unique String login, @Unique String email, String firstName,
			String lastName, String role, boolean active, Instant createdAt) {
	}

	@NullMarked
	record Organization(@Id @GeneratedId @Nullable Long id, @Unique String slug, String name) {
	}

	@NullMarked
	record User(@Id @GeneratedId @Nullable Long id, @Unique String email, String name,
			@BelongsTo(Organization.class) @Nullable Long organizationId) {
	}

	@NullMarked
	record Category(@Id @GeneratedId @Nullable Long id, @Unique String name) {
	}

	@NullMarked
	record Post(@Id @GeneratedId @Nullable Long id, String title, @BelongsTo(User.class) @Nullable Long userId,
			@BelongsTo(Category.class) @Nullable Long categoryId) {
	}

	@NullMarked
	record Setting(@Id String key, String value, String type, long updatedAt) {
	}

	static final class UserFactory {

		private String email = "admin@example.com";

		private String name = "Admin";

		private UserFactory() {
		}

		static User admin(Consumer<UserFactory> overrides) {
			UserFactory admin = new UserFactory();
			overrides.accept(admin);
			return new User(null, admin.email, admin.name, null);
		}

		static List<User> members(int count) {
			return Stream.iterate(0, (i) -> i + 1)
				.limit(count)
				.map((i) -> new User(null, "member" + i + "@example.com", "Member " + i, null))
				.toList();
		}

	}

}
