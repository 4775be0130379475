package io.masterrecord.seed;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import io.masterrecord.annotation.BelongsTo;
import io.masterrecord.annotation.Column;
import io.masterrecord.annotation.CompositeIndex;
import io.masterrecord.annotation.GeneratedId;
import io.masterrecord.annotation.Unique;
import io.masterrecord.context.ContextBuilder;
import io.masterrecord.context.ContextDefinition;
import io.masterrecord.context.MasterRecordConfigurer;
import io.masterrecord.property.Prop;
import io.masterrecord.schema.Environments;
import io.masterrecord.schema.Row;
import io.masterrecord.schema.SeedPolicy;
import io.masterrecord.schema.SeedSet;
import io.masterrecord.seed.SeedConfig.Reaction;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.data.annotation.CreatedDate;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.LastModifiedDate;
import org.springframework.data.annotation.Version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests for {@link SeedPlan}: the examples that a seed has to carry, the order, the keys
 * and the mistakes.
 */
class SeedPlanTests {

	@Test
	void writesOneAdministratorWithEightColumns() {
		SeedPlan plan = plan((context) -> context.entity(Admin.class)
			.seed(new Admin(1L, "admin", "admin@example.com", "hash", Role.ADMIN, true, null, 0, null, null)));
		assertThat(only(plan).rows()).singleElement()
			.satisfies((row) -> assertThat(row.values()).containsExactly(entry("id", 1L), entry("login", "admin"),
					entry("email", "admin@example.com"), entry("password", "hash"), entry("role", "ADMIN"),
					entry("active", true), entry("phone", null)));
		assertThat(only(plan)).extracting(SeedSet::policy, SeedSet::key, SeedSet::environments)
			.containsExactly(SeedPolicy.INSERT, List.of("id"), Environments.everywhere());
	}

	@Test
	void leavesOutWhatIsNotGivenAndWritesOtherNulls() {
		SeedPlan plan = plan((context) -> context.entity(Admin.class)
			.seed(new Admin(null, "a", "a@x", "h", Role.USER, false, null, 3, Instant.EPOCH, null)));
		assertThat(only(plan).rows().get(0).values()).doesNotContainKeys("id", "updated_at")
			.containsEntry("version", 3L)
			.containsEntry("created_at", Instant.EPOCH)
			.containsEntry("phone", null);
		assertThat(only(plan).key()).as("the only unique key").containsExactly("email");
	}

	@Test
	void writesTwoChainedPosts() {
		SeedPlan plan = plan((context) -> context.entity(Post.class)
			.seed(new Post(1L, "Welcome", null, null))
			.seed(new Post(2L, "News", null, null)));
		assertThat(only(plan).rows()).extracting((row) -> row.values().get("id")).containsExactly(1L, 2L);
	}

	@Test
	void writesAListOfThreeCategories() {
		SeedPlan plan = plan((context) -> context.entity(Category.class)
			.seed(List.of(new Category(1L, "News", null), new Category(2L, "Help", null),
					new Category(3L, "Blog", null))));
		assertThat(only(plan).rows()).hasSize(3);
	}

	@Test
	void writesATenantItsAdministratorAndThePermissions() {
		SeedPlan plan = plan((context) -> {
			context.entity(Permission.class)
				.seed(Permission.named("users.read"), Permission.named("users.write"),
						Permission.named("users.delete"));
			context.entity(User.class).seed(new User(1L, "Admin", "admin@example.com", 1L));
			context.entity(Organization.class).seed(new Organization(1L, "Default", "default"));
		});
		assertThat(tables(plan)).containsExactly("permission", "organization", "user");
		assertThat(plan.sets().get(0).key()).containsExactly("name");
	}

	@Test
	void keepsTheEnvironmentsOfEachSet() {
		SeedPlan plan = plan((context) -> {
			context.entity(User.class)
				.seed(new User(null, "Test User", "test@example.com", null))
				.when("development", "test");
			context.entity(Setting.class)
				.seedRow((row) -> row.set(Setting::key)
					.to("api_endpoint")
					.set(Setting::value)
					.to("https://x")
					.set(Setting::updatedAt)
					.to(1L))
				.when("production")
				.seedRow((row) -> row.set(Setting::key)
					.to("beta_feature")
					.set(Setting::value)
					.to("on")
					.set(Setting::updatedAt)
					.to(1L))
				.when("staging", "production");
		});
		assertThat(plan.sets()).extracting((set) -> set.environments().names())
			.containsExactly(List.of("development", "test"), List.of("production"), List.of("production", "staging"));
		assertThat(plan.in(List.of("production")).sets()).extracting(SeedSet::table, SeedSet::environments)
			.containsExactly(tuple("setting", Environments.everywhere()), tuple("setting", Environments.everywhere()));
		assertThat(plan.in(List.of("development")).sets()).extracting(SeedSet::table).containsExactly("user");
	}

	@Test
	void writesManyToManyRowsAfterBothSides() {
		SeedPlan plan = plan((context) -> {
			context.entity(PostTag.class).seed(new PostTag(1L, 1, 1));
			context.entity(Post.class).seed(new Post(1L, "Welcome", null, null));
			context.entity(Tag.class).seed(new Tag(1L, "java"));
		});
		assertThat(tables(plan)).containsExactly("post", "tag", "post_tag");
	}

	@Test
	void makesRowsByAFactoryAndByAClassOfFactories() {
		SeedPlan plan = plan((context) -> context.entity(User.class)
			.seedFactory(10, (i) -> new User(null, "User " + i, "user" + i + "@example.com", null))
			.seed(UserFactory.admin("Root"))
			.seed(UserFactory.members(3)));
		assertThat(only(plan).rows()).hasSize(14);
		assertThat(only(plan).rows().get(9).values()).containsEntry("email", "user9@example.com");
		assertThat(only(plan).rows().get(10).values()).containsEntry("name", "Root");
	}

	@Test
	void upsertsById() {
		SeedPlan plan = plan((context) -> context.entity(User.class).seed(new User(1L, "A", "a@x", null)).upsert());
		assertThat(only(plan)).extracting(SeedSet::policy, SeedSet::key, SeedSet::updating)
			.containsExactly(SeedPolicy.UPSERT, List.of("id"), List.of());
	}

	@Test
	void upsertsByABusinessKeyAndUpdatesSomeColumns() {
		SeedPlan plan = plan((context) -> context.entity(Setting.class)
			.seedRow((row) -> row.set(Setting::key)
				.to("api_url")
				.set(Setting::value)
				.to("https://api.example.com")
				.set(Setting::updatedAt)
				.to(200L)
				.set(Setting::note)
				.to("x"))
			.upsert(Setting::key)
			.updating(Setting::value, Setting::updatedAt));
		assertThat(only(plan)).isEqualTo(new SeedSet("setting", List.of("key"), SeedPolicy.UPSERT,
				List.of("value", "updated_at"), Environments.everywhere(), List.of(Row.of(Map.of("key", "api_url",
						"value", "https://api.example.com", "updated_at", 200L, "note", "x")))));
	}

	@Test
	void upsertsBySeveralPropertiesTogether() {
		SeedPlan plan = plan((context) -> context.entity(Grant.class)
			.seed(new Grant(null, "ann", "read"), new Grant(null, "ann", "write"))
			.upsert(Grant::holder, Grant::permission));
		assertThat(only(plan).key()).containsExactly("holder", "permission");
	}

	@Test
	void upsertsEverythingByDefaultWhereThereIsAKey() {
		SeedPlan plan = plan((seeds) -> seeds.defaultStrategy(SeedPolicy.UPSERT), (context) -> {
			context.entity(Setting.class).seed(new Setting("a", "1", 1, null));
			context.entity(Tag.class).seed(new Tag(1L, "java"), new Tag(null, "sql"));
			context.entity(User.class).seed(new User(null, "U", "u@x", null)).insert();
		});
		assertThat(plan.sets()).extracting(SeedSet::table, SeedSet::policy, SeedSet::key)
			.containsExactly(tuple("setting", SeedPolicy.UPSERT, List.of("key")),
					tuple("tag", SeedPolicy.INSERT, List.of()), tuple("user", SeedPolicy.INSERT, List.of("email")));
		assertThat(plan.warnings()).contains(
				"Seed set 1 of 'Tag', row 2 has no key to upsert by, so it is inserted once. Give it an id or a value for a unique key, or say '.insert()'.");
	}

	@Test
	void doesAllOfItTogether() {
		SeedPlan plan = plan((context) -> {
			context.entity(Organization.class)
				.seed(new Organization(1L, "Default Org", "default"), new Organization(2L, "Other Org", "other"))
				.upsert(Organization::slug);
			context.entity(User.class)
				.seedFactory(5, (i) -> new User(null, "Admin " + i, "admin" + i + "@example.com", 1L))
				.when("development", "test")
				.upsert(User::email)
				.updating(User::name);
			context.entity(Category.class)
				.seed(new Category(1L, "News", null), new Category(2L, "Help", null), new Category(3L, "Blog", null));
			context.entity(Post.class)
				.seedFactory(10, (i) -> new Post(i + 1L, "Post " + i, null, 1L + i % 3))
				.when("development");
		});
		assertThat(tables(plan)).containsExactly("organization", "user", "category", "post");
		assertThat(plan.sets()).extracting((set) -> set.rows().size()).containsExactly(2, 5, 3, 10);
		assertThat(plan.warnings()).isEmpty();
	}

	@Test
	void givesTheSamePlanEveryTime() {
		Consumer<ContextBuilder> seeds = (context) -> {
			context.entity(Permission.class).seed(Permission.named("users.read")).upsert();
			context.entity(Post.class).seedFactory(3, (i) -> new Post(i + 1L, "p" + i, null, null));
		};
		assertThat(plan(seeds)).isEqualTo(plan(seeds));
	}

	@Test
	void derivesGeneratedUuidsFromTheKey() {
		UUID id = (UUID) only(plan((context) -> context.entity(Permission.class).seed(Permission.named("users.read"))))
			.rows()
			.get(0)
			.values()
			.get("id");
		assertThat(id).isEqualTo(UUID.fromString(id.toString()));
		assertThat(id.version()).isEqualTo(8);
		assertThat(id.variant()).isEqualTo(2);
		Permission changed = new Permission(null, "users.read", "another text");
		assertThat(only(plan((context) -> context.entity(Permission.class).seed(changed))).rows().get(0).values())
			.containsEntry("id", id);
		Permission other = Permission.named("users.write");
		assertThat(
				only(plan((context) -> context.entity(Permission.class).seed(other))).rows().get(0).values().get("id"))
			.isNotEqualTo(id);
	}

	@Test
	void derivesUuidsThatAreRandomElsewhere() {
		Token token = new Token(null, "users.read");
		Object id = only(plan((context) -> context.entity(Token.class).seed(token))).rows().get(0).values().get("id");
		assertThat(id).isInstanceOf(UUID.class);
		assertThat(only(plan((context) -> context.entity(Token.class).seed(token))).rows().get(0).values())
			.containsEntry("id", id);
	}

	@Test
	void ordersTablesByReferences() {
		SeedPlan plan = plan((context) -> {
			context.entity(Post.class).seed(new Post(1L, "p", 1L, 1L)).when("dev");
			context.entity(User.class).seed(new User(1L, "u", "u@x", 1L)).when("dev", "test");
			context.entity(Organization.class).seed(new Organization(1L, "o", "o"));
			context.entity(Category.class).seed(new Category(1L, "c", null));
		});
		assertThat(tables(plan)).containsExactly("organization", "user", "category", "post");
		assertThat(plan.warnings()).isEmpty();
	}

	@Test
	void refusesARowWhoseParentExistsInFewerEnvironments() {
		assertThatExceptionOfType(SeedException.class).isThrownBy(() -> plan((context) -> {
			context.entity(Post.class).seed(new Post(1L, "p", 1L, null)).when("dev", "production");
			context.entity(User.class).seed(new User(1L, "u", "u@x", null)).when("dev", "test");
		}))
			.withMessage(
					"The seeds have a problem. Seed set 1 of 'Post', row 1: refers to Seed set 1 of 'User', row 1, which exists only when dev, test. Say the same '.when(…)' for both, or '.followParents()' to leave the row out where the other one does not exist.");
	}

	@Test
	void letsARowFollowItsParentsIntoTheirEnvironments() {
		SeedPlan plan = plan((context) -> {
			context.entity(Post.class)
				.seed(new Post(1L, "p", 1L, null), new Post(2L, "q", null, null))
				.seedRow((row) -> row.set(Post::id)
					.to(3L)
					.set(Post::title)
					.to("r")
					.set(Post::userId)
					.toKeyOf(User::email, "u@x"))
				.followParents();
			context.entity(User.class).seed(new User(1L, "u", "u@x", null)).when("dev", "test");
		});
		assertThat(plan.sets())
			.extracting(SeedSet::table, (set) -> set.environments().names(), (set) -> set.rows().size())
			.containsExactly(tuple("user", List.of("dev", "test"), 1), tuple("post", List.of("dev", "test"), 2),
					tuple("post", List.of(), 1));
	}

	@Test
	void writesReferencesWithinACircleInASecondStep() {
		SeedPlan plan = plan(SeedPlanTests::circle);
		assertThat(plan.sets()).filteredOn((set) -> !set.deferred().isEmpty())
			.extracting(SeedSet::table, SeedSet::deferred)
			.containsExactly(tuple("c", List.of("a_id")));
	}

	@Test
	void refusesAReferenceByAPropertyThatIsNotUnique() {
		assertThatExceptionOfType(SeedException.class)
			.isThrownBy(() -> plan((context) -> context.entity(Post.class)
				.seedRow((row) -> row.set(Post::title).to("r").set(Post::userId).toKeyOf(User::name, "u"))))
			.withMessageContaining(
					"Seed set 1 of 'Post', row 1, property 'userId': refers to a 'User' by 'name', which is neither its id nor unique");
	}

	@Test
	void ordersRowsOfATableThatRefersToItself() {
		SeedPlan plan = plan((context) -> context.entity(Category.class)
			.seed(new Category(3L, "leaf", 2L), new Category(4L, "other", null), new Category(2L, "branch", 1L))
			.when("test")
			.seed(new Category(1L, "root", null)));
		assertThat(plan.sets()).flatExtracting(SeedSet::rows)
			.extracting((row) -> row.values().get("id"))
			.containsExactly(1L, 2L, 3L, 4L);
		assertThat(plan.warnings()).isEmpty();
	}

	@Test
	void warnsOfACircleAndOrdersEverythingElse() {
		SeedPlan plan = plan(SeedPlanTests::circle);
		assertThat(plan.warnings()).containsExactly(
				"The seeds of the tables 'a', 'b', 'c' refer to each other in a circle: a → b → c → a. References within it are written in a second step.");
		assertThat(tables(plan)).containsExactly("e", "d", "c", "b", "a");
	}

	@Test
	void treatsACircleAsTold() {
		assertThatExceptionOfType(SeedException.class)
			.isThrownBy(() -> plan((seeds) -> seeds.circularStrategy(Reaction.THROW), SeedPlanTests::circle))
			.withMessage(
					"The seeds have a problem. The seeds of the tables 'a', 'b', 'c': refer to each other in a circle: a → b → c → a. Leave one of the references out, or choose another 'masterrecord.seed.circular-strategy'.");
		SeedPlan ignored = plan((seeds) -> seeds.circularStrategy(Reaction.IGNORE), SeedPlanTests::circle);
		assertThat(ignored.warnings()).isEmpty();
		assertThat(tables(ignored)).containsSubsequence("e", "d");
		SeedPlan undetected = plan((seeds) -> seeds.detectCircularDependencies(false), SeedPlanTests::circle);
		assertThat(tables(undetected)).containsExactly("d", "a", "b", "c", "e");
	}

	@Test
	void refusesACircleThatCannotBeLoaded() {
		Consumer<ContextBuilder> seeds = (context) -> {
			context.entity(Chicken.class).seed(new Chicken(1, 1));
			context.entity(Egg.class).seed(new Egg(1, 1));
		};
		assertThatExceptionOfType(SeedException.class)
			.isThrownBy(() -> plan((options) -> options.circularStrategy(Reaction.IGNORE), seeds))
			.withMessageContaining(
					"The seeds of the tables 'chicken', 'egg': refer to each other in a circle, chicken → egg → chicken, and no column in it accepts NULL");
	}

	@Test
	void takesNoCircleForOneThatNoRowCloses() {
		SeedPlan plan = plan((context) -> {
			context.entity(A.class).seed(new A(1, 1L));
			context.entity(B.class).seed(new B(1, 1L));
			context.entity(C.class).seed(new C(1, null));
		});
		assertThat(tables(plan)).containsExactly("c", "b", "a");
		assertThat(plan.warnings()).isEmpty();
	}

	@Test
	void collectsAllMistakes() {
		assertThatExceptionOfType(SeedException.class).isThrownBy(() -> plan((context) -> {
			context.entity(Post.class).seed(new Post(1L, null, null, null), null);
			context.entity(User.class).seedFactory(0, (i) -> UserFactory.admin("x"));
			context.entity(User.class).seedFactory(2, (i) -> (i == 0) ? UserFactory.admin("x") : null);
			context.entity(Setting.class).seedRow((row) -> row.set(Setting::value).to("v"));
		}))
			.satisfies((ex) -> assertThat(ex.problems()).extracting(SeedProblem::toString)
				.containsExactly(
						"Seed set 1 of 'Post', row 1, property 'title': is null, but column 'title' is NOT NULL. Give it a value.",
						"Seed set 1 of 'Post', row 2: is null. Leave it out.",
						"Seed set 1 of 'User': a factory is to make 0 rows. Let it make at least 1.",
						"Seed set 2 of 'User', row 2: its factory returns null for index 1. Return an instance.",
						"Seed set 1 of 'Setting', row 1, property 'key': is not given, but column 'key' is NOT NULL and has no default. Give it a value.",
						"Seed set 1 of 'Setting', row 1, property 'updatedAt': is not given, but column 'updated_at' is NOT NULL and has no default. Give it a value."));
	}

	@Test
	void refusesAnUpsertWithoutAKey() {
		assertProblem((context) -> context.entity(Tag.class).seed(new Tag(null, "java")).upsert(),
				"Seed set 1 of 'Tag', row 1, property 'id': an upsert has no key: the row gives no id, and the entity has no other unique key. Give every row an id, or make a property '@Unique' and name it in 'upsert(…)'.");
		assertProblem((context) -> context.entity(Member.class).seed(new Member(null, "a", "b")).upsert(),
				"Seed set 1 of 'Member', row 1, property 'id': an upsert has no key: the row gives no id, and the entity has 2 other unique keys. Name one of them in 'upsert(…)': 'login' or 'email'.");
		assertProblem(
				(context) -> context.entity(Setting.class).seed(new Setting("k", "v", 1, null)).upsert(Setting::value),
				"Seed set 1 of 'Setting': upserts by 'value', which is neither the id nor unique. Mark the property with '@Unique'.");
		assertProblem((context) -> context.entity(Coupon.class).seed(new Coupon(1L, null)).upsert(Coupon::code),
				"Seed set 1 of 'Coupon', row 1, property 'code': an upsert needs a value for its key. Give it a value, or name another key in 'upsert(…)'.");
	}

	@Test
	void acceptsNoConditionalIndexAsAKey() {
		assertProblem(
				(context) -> context.entity(Tag.class)
					.index(Tag::name)
					.unique()
					.when("production")
					.seed(new Tag(null, "java"))
					.upsert(Tag::name),
				"Seed set 1 of 'Tag': upserts by 'name', which is neither the id nor unique. Mark the property with '@Unique'.");
	}

	@Test
	void refusesUpdatesThatMeanNothing() {
		Setting row = new Setting("k", "v", 1, null);
		assertProblem((context) -> context.entity(Setting.class).seed(row).upsert().updating(),
				"Seed set 1 of 'Setting': 'updating()' names no property. Leave it out to update everything but the key.");
		assertProblem((context) -> context.entity(Setting.class).seed(row).updating(Setting::value),
				"Seed set 1 of 'Setting': says what to update, but only inserts. Add '.upsert(…)' before '.updating(…)'.");
		assertProblem((context) -> context.entity(Setting.class).seed(row).upsert().updating(Setting::key),
				"Seed set 1 of 'Setting': updates nothing but its key. Name other properties in 'updating(…)', or leave it out to update everything but the key.");
		assertProblem(
				(context) -> context.entity(User.class)
					.seed(new User(9L, "n", "e@x", null))
					.upsert(User::email)
					.updating(User::id),
				"Seed set 1 of 'User', property 'id': the id of an existing row is never changed. Remove it from 'updating(…)'.");
		assertProblem(
				(context) -> context.entity(Setting.class)
					.seed(row)
					.upsert()
					.updating(Prop.of(Setting.class, "valu", String.class)),
				"Seed set 1 of 'Setting', property 'valu': is no property of the entity. Did you mean 'value'?");
		assertProblem(
				(context) -> context.entity(Setting.class)
					.seedRow((values) -> values.set(Setting::key)
						.to("k")
						.set(Setting::updatedAt)
						.to(1L)
						.set(Setting::value)
						.to("v"))
					.upsert()
					.updating(Setting::note),
				"Seed set 1 of 'Setting', row 1, property 'note': is to be updated, but the row does not give it. Give it a value, or remove it from 'updating(…)'.");
	}

	@Test
	void refusesRowsThatContradictEachOther() {
		assertProblem(
				(context) -> context.entity(Setting.class)
					.seed(new Setting("k", "1", 1, null))
					.when("test")
					.seed(new Setting("k", "2", 1, null))
					.when("production"),
				"Seed set 2 of 'Setting', row 1: has the key (key = 'k'), and so has Seed set 1 of 'Setting', row 1. Declare each row once, for all its environments.");
		assertProblem(
				(context) -> context.entity(User.class)
					.seed(new User(1L, "a", "same@x", null), new User(2L, "b", "same@x", null)),
				"Seed set 1 of 'User', row 2: has the unique value (email = 'same@x'), and so has Seed set 1 of 'User', row 1. Give one of them another value.");
		assertProblem((context) -> context.entity(Tag.class).seed(new Tag(null, "x"), new Tag(null, "x")),
				"Seed set 1 of 'Tag', row 2: is the same as Seed set 1 of 'Tag', row 1. Declare each row once, for all its environments.");
		assertThat(plan((context) -> context.entity(User.class)
			.seed(new User(1L, "a", "same@x", null))
			.when("test")
			.seed(new User(2L, "b", "same@x", null))
			.when("production")).sets()).hasSize(2);
	}

	@Test
	void refusesTextThatIsTooLong() {
		assertProblem((context) -> context.entity(Tag.class).seed(new Tag(1L, "x".repeat(31))),
				"Seed set 1 of 'Tag', row 1, property 'name': has 31 characters, but column 'name' holds 30. Shorten the value, or widen the column with '@Size' or '@Column'.");
	}

	@Test
	void takesKeysOfOneValueForTheSameHoweverTheyAreWritten() {
		assertThatExceptionOfType(SeedException.class).isThrownBy(() -> plan((context) -> context.entity(Price.class)
			.seed(new Price(new BigDecimal("1.5")), new Price(new BigDecimal("1.50")))));
	}

	@Test
	void knowsTheActiveEnvironment() {
		SeedConfig config = SeedConfig.defaults();
		assertThat(config.activeEnvironments(List.of())).containsExactly("development");
		assertThat(config.activeEnvironments(List.of("a", "b"))).containsExactly("a", "b");
		assertThat(new SeedConfig.Builder().environment("staging").build().activeEnvironments(List.of("a")))
			.containsExactly("staging");
	}

	private static void circle(ContextBuilder context) {
		context.entity(D.class).seed(new D(1, 1L));
		context.entity(A.class).seed(new A(1, 1L));
		context.entity(B.class).seed(new B(1, 1L));
		context.entity(C.class).seed(new C(1, 1L));
		context.entity(E.class).seed(new E(1));
	}

	private static void assertProblem(Consumer<ContextBuilder> seeds, String message) {
		assertThatExceptionOfType(SeedException.class).isThrownBy(() -> plan(seeds))
			.withMessage("The seeds have a problem. " + message);
	}

	private static SeedPlan plan(Consumer<ContextBuilder> seeds) {
		return plan((options) -> {
		}, seeds);
	}

	private static SeedPlan plan(Consumer<SeedConfig.Builder> options, Consumer<ContextBuilder> seeds) {
		MasterRecordConfigurer configurer = seeds::accept;
		List<Class<?>> entities = Arrays.stream(SeedPlanTests.class.getDeclaredClasses())
			.filter(Class::isRecord)
			.<Class<?>>map((type) -> type)
			.toList();
		return ContextDefinition.of(entities, List.of(configurer), options).seeds();
	}

	private static SeedSet only(SeedPlan plan) {
		assertThat(plan.sets()).hasSize(1);
		return plan.sets().get(0);
	}

	private static List<String> tables(SeedPlan plan) {
		return plan.sets().stream().map(SeedSet::table).toList();
	}

	enum Role {

		ADMIN, USER

	}

	@NullMarked
	record Admin(@Id @GeneratedId @Nullable Long id, String login, @Unique String email, String password, Role role,
			boolean active, @Nullable String phone, @Version int version, @CreatedDate @Nullable Instant createdAt,
			@LastModifiedDate @Nullable Instant updatedAt) {

	}

	@NullMarked
	record Organization(@Id @GeneratedId @Nullable Long id, String name, @Unique String slug) {

	}

	@NullMarked
	record User(@Id @GeneratedId @Nullable Long id, String name, @Unique String email,
			@BelongsTo(Organization.class) @Nullable Long organizationId) {

	}

	@NullMarked
	record Category(@Id @GeneratedId @Nullable Long id, String name,
			@BelongsTo(Category.class) @Nullable Long parentId) {

	}

	@NullMarked
	record Post(@Id @GeneratedId @Nullable Long id, String title, @BelongsTo(User.class) @Nullable Long userId,
			@BelongsTo(Category.class) @Nullable Long categoryId) {

	}

	@NullMarked
	record Tag(@Id @GeneratedId @Nullable Long id, @Size(max = 30) String name) {

	}

	@NullMarked
	@CompositeIndex(value = { "postId", "tagId" }, unique = true)
	record PostTag(@Id @GeneratedId @Nullable Long id, @BelongsTo(Post.class) long postId,
			@BelongsTo(Tag.class) long tagId) {

	}

	@NullMarked
	record Permission(@Id @GeneratedId @Nullable UUID id, @Unique String name, @Nullable String description) {

		static Permission named(String name) {
			return new Permission(null, name, null);
		}

	}

	@NullMarked
	record Token(@Id @GeneratedId(strategy = GeneratedId.Strategy.UUID_V4) @Nullable UUID id, @Unique String name) {

	}

	@NullMarked
	record Setting(@Id String key, String value, long updatedAt, @Nullable String note) {

	}

	@NullMarked
	@CompositeIndex(value = { "holder", "permission" }, unique = true)
	record Grant(@Id @GeneratedId @Nullable Long id, String holder, String permission) {

	}

	@NullMarked
	record Member(@Id @GeneratedId @Nullable Long id, @Unique String login, @Unique String email) {

	}

	@NullMarked
	record Coupon(@Id @GeneratedId @Nullable Long id, @Unique @Nullable String code) {

	}

	record Price(@Id @Column(size = 10, scale = 2) BigDecimal amount) {

	}

	@NullMarked
	record A(@Id long id, @BelongsTo(B.class) @Nullable Long bId) {

	}

	record B(@Id long id, @BelongsTo(C.class) @Nullable Long cId) {

	}

	record C(@Id long id, @BelongsTo(A.class) @Nullable Long aId) {

	}

	record D(@Id long id, @BelongsTo(E.class) @Nullable Long eId) {

	}

	record E(@Id long id) {

	}

	record Chicken(@Id long id, @BelongsTo(Egg.class) long eggId) {

	}

	record Egg(@Id long id, @BelongsTo(Chicken.class) long chickenId) {

	}

	static final class UserFactory {

		private UserFactory() {
		}

		static User admin(String name) {
			return new User(null, name, "admin@example.com", null);
		}

		static List<User> members(int count) {
			return new ArrayList<>(IntStream.range(0, count)
				.mapToObj((i) -> new User(null, "Member " + i, "member" + i + "@example.com", null))
				.toList());
		}

	}

}
