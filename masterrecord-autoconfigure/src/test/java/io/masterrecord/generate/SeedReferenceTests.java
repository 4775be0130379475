package io.masterrecord.generate;

import java.util.List;
import java.util.Objects;

import io.masterrecord.annotation.BelongsTo;
import io.masterrecord.annotation.CompositeIndex;
import io.masterrecord.annotation.GeneratedId;
import io.masterrecord.annotation.HasMany;
import io.masterrecord.annotation.ManyToMany;
import io.masterrecord.annotation.Unique;
import io.masterrecord.migration.MigrationFailedException;
import io.masterrecord.seed.SeedException;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.data.annotation.Id;

import static io.masterrecord.query.SortKey.asc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Seeds that refer to each other: by key, many to many, to themselves and in circles.
 */
class SeedReferenceTests {

	@EngineTest
	void bootstrapsATenantWithItsAdminAndPermissions(TestDatabase database) {
		SeedWorld world = new SeedWorld(database, Tenant.class, Account.class, Permission.class, Grant.class)
			.options((seeds) -> seeds.generateDownMigrations(true));
		world.add();
		world.migrate();
		world.entities().insert(new Tenant(null, "earlier", null));
		world.declare((context) -> {
			context.entity(Grant.class)
				.seedRow((row) -> row.set(Grant::accountId)
					.toKeyOf(Account::email, "admin@example.com")
					.set(Grant::permissionId)
					.toKeyOf(Permission::name, "users.read"))
				.seedRow((row) -> row.set(Grant::accountId)
					.toKeyOf(Account::email, "admin@example.com")
					.set(Grant::permissionId)
					.toKeyOf(Permission::name, "users.write"));
			context.entity(Account.class)
				.seed(new Account(null, "admin@example.com", 0, null))
				.referring(Account::tenantId, Tenant::slug, "default")
				.upsert(Account::email);
			context.entity(Tenant.class).seed(new Tenant(null, "default", null)).upsert(Tenant::slug);
			context.entity(Permission.class)
				.seed(new Permission(null, "users.read"), new Permission(null, "users.write"),
						new Permission(null, "users.delete"))
				.skipIfPresent(Permission::name);
		});
		GeneratedMigration generated = world.add();
		assertThat(generated.source()).contains("Reference.to(\"tenant\", \"id\").by(\"slug\", \"default\")");
		world.migrate();

		Tenant tenant = world.entities().query(Tenant.class).sortBy(asc(Tenant::slug)).first().orElseThrow();
		assertThat(world.entities().query(Account.class).pluck(Account::tenantId)).containsExactly(tenant.id());
		assertThat(world.entities().query(Grant.class).count()).isEqualTo(2);
		assertThat(world.entities().query(Permission.class).sortBy(asc(Permission::name)).pluck(Permission::name))
			.containsExactly("users.delete", "users.read", "users.write");
		world.rollback(1);
		assertThat(world.entities().query(Tenant.class).pluck(Tenant::slug)).containsExactly("earlier");
		assertThat(world.entities().query(Grant.class).count()).isZero();
	}

	@EngineTest
	void writesThePairsThatInstancesHold(TestDatabase database) {
		SeedWorld world = new SeedWorld(database, Article.class, Tag.class)
			.options((seeds) -> seeds.generateDownMigrations(true));
		world.add();
		world.migrate();
		Tag java = new Tag(null, "java");
		world.declare((context) -> {
			context.entity(Article.class)
				.seed(new Article(null, "first", List.of(java, new Tag(2L, "sql"))), new Article(null, "second", null),
						new Article(7L, "third", List.of(java)))
				.upsert(Article::slug);
			context.entity(Tag.class).seed(new Tag(2L, "sql"), java);
		});
		world.add();
		world.migrate();
		assertThat(world.entities().query(Article.class).include(Article::tags).sortBy(asc(Article::slug)).list())
			.extracting((article) -> Objects.requireNonNull(article.tags()).stream().map(Tag::name).sorted().toList())
			.containsExactly(List.of("java", "sql"), List.of(), List.of("java"));
		world.rollback(1);
		assertThat(world.entities().query(Tag.class).count()).isZero();
		assertThat(world.entities().query(Article.class).count()).isZero();
	}

	@Test
	void refusesRelatedRowsThatWouldNotBeWritten() {
		SeedWorld world = new SeedWorld(null, Shelf.class, Book.class)
			.declare((context) -> context.entity(Shelf.class).seed(new Shelf(1L, List.of(new Book(1L, 1L, "held")))));
		assertThatExceptionOfType(SeedException.class).isThrownBy(world::generate)
			.withMessageContaining(
					"Seed set 1 of 'Shelf', row 1, property 'books': holds rows of 'Book', which would not "
							+ "be written. Seed those rows by themselves");
	}

	@EngineTest
	void writesATreeByItsKeys(TestDatabase database) {
		SeedWorld world = new SeedWorld(database, Folder.class).options((seeds) -> seeds.generateDownMigrations(true))
			.declare((context) -> context.entity(Folder.class)
				.seedRow(
						(row) -> row.set(Folder::name).to("leaf").set(Folder::parentId).toKeyOf(Folder::name, "branch"))
				.seedRow(
						(row) -> row.set(Folder::name).to("branch").set(Folder::parentId).toKeyOf(Folder::name, "root"))
				.seedRow((row) -> row.set(Folder::name).to("root"))
				.upsert(Folder::name));
		world.add();
		world.migrate();
		assertThat(world.entities().query(Folder.class).sortBy(asc(Folder::id)).list())
			.extracting(Folder::name, Folder::parentId)
			.containsExactly(tuple("root", null), tuple("branch", 1L), tuple("leaf", 2L));
	}

	@EngineTest
	void writesALargeTreeInOrder(TestDatabase database) {
		SeedWorld world = new SeedWorld(database, Folder.class).options((seeds) -> seeds.generateDownMigrations(true));
		world.add();
		world.declare((context) -> context.entity(Folder.class)
			.seedFactory(1500, (i) -> new Folder(i + 1L, "f" + i, (i == 0) ? null : (i + 1L) / 2)));
		world.add();
		world.migrate();
		assertThat(world.entities().query(Folder.class).where(Folder::parentId).eq(700L).count()).isEqualTo(2);
		world.rollback(1);
		assertThat(world.entities().query(Folder.class).count()).isZero();
	}

	@Test
	void refusesALargeTreeThatIsNotInOrder() {
		SeedWorld world = new SeedWorld(null, Folder.class).declare((context) -> context.entity(Folder.class)
			.seedFactory(1500, (i) -> new Folder(i + 1L, "f" + i, (i == 3) ? 1500L : null)));
		assertThatExceptionOfType(SeedException.class).isThrownBy(world::generate)
			.withMessageContaining("Seed set 1 of 'Folder', row 1500: is referred to by a row before it. Put it first");
	}

	@EngineTest
	void writesCirclesInTwoSteps(TestDatabase database) {
		SeedWorld world = new SeedWorld(database, Tenant.class, Account.class)
			.options((seeds) -> seeds.generateDownMigrations(true));
		world.add();
		world.migrate();
		world.declare((context) -> {
			context.entity(Tenant.class).seed(new Tenant(1L, "default", 1L), new Tenant(2L, "other", null));
			context.entity(Account.class)
				.seed(new Account(1L, "owner@example.com", 1, 2L), new Account(2L, "deputy@example.com", 1, 1L));
		});
		world.add();
		world.migrate();
		assertThat(world.entities().query(Tenant.class).sortBy(asc(Tenant::id)).pluck(Tenant::ownerId))
			.containsExactly(1L, null);
		assertThat(world.entities().query(Account.class).sortBy(asc(Account::id)).pluck(Account::deputyId))
			.containsExactly(2L, 1L);
		world.rollback(1);
		assertThat(world.entities().query(Tenant.class).count()).isZero();
		assertThat(world.entities().query(Account.class).count()).isZero();
	}

	@EngineTest
	void writesAChangedCircle(TestDatabase database) {
		SeedWorld world = new SeedWorld(database, Tenant.class, Account.class);
		world.declare((context) -> {
			context.entity(Tenant.class).seed(new Tenant(null, "default", null)).upsert(Tenant::slug);
			context.entity(Account.class)
				.seed(new Account(null, "owner@example.com", 0, null))
				.referring(Account::tenantId, Tenant::slug, "default")
				.upsert(Account::email);
		});
		world.add();
		world.migrate();
		world.declare((context) -> {
			context.entity(Tenant.class)
				.seed(new Tenant(null, "default", null))
				.referring(Tenant::ownerId, Account::email, "new@example.com")
				.upsert(Tenant::slug);
			context.entity(Account.class)
				.seed(new Account(null, "new@example.com", 0, null))
				.referring(Account::tenantId, Tenant::slug, "default")
				.upsert(Account::email);
		});
		world.add();
		world.migrate();
		assertThat(world.entities().query(Tenant.class).pluck(Tenant::ownerId)).containsExactly(2L);
	}

	@EngineTest
	void failsBeforeAnythingIsWrittenIfARowIsMissing(TestDatabase database) {
		SeedWorld world = new SeedWorld(database, Tenant.class, Account.class)
			.declare((context) -> context.entity(Account.class)
				.seed(new Account(null, "a@example.com", 0, null))
				.referring(Account::tenantId, Tenant::slug, "nowhere"));
		world.add();
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(world::migrate)
			.withMessageContaining(
					"a row of 'account' refers to the row of 'tenant' with {slug=nowhere}, which does not exist here");
	}

	@NullMarked
	record Tenant(@Id @GeneratedId @Nullable Long id, @Unique String slug,
			@BelongsTo(Account.class) @Nullable Long ownerId) {
	}

	@NullMarked
	record Account(@Id @GeneratedId @Nullable Long id, @Unique String email, @BelongsTo(Tenant.class) long tenantId,
			@BelongsTo(Account.class) @Nullable Long deputyId) {
	}

	@NullMarked
	record Article(@Id @GeneratedId @Nullable Long id, @Unique String slug, @ManyToMany @Nullable List<Tag> tags) {
	}

	@NullMarked
	record Tag(@Id @GeneratedId @Nullable Long id, @Unique String name) {
	}

	@NullMarked
	record Folder(@Id @GeneratedId @Nullable Long id, @Unique String name,
			@BelongsTo(Folder.class) @Nullable Long parentId) {
	}

	@NullMarked
	record Shelf(@Id long id, @HasMany @Nullable List<Book> books) {
	}

	@NullMarked
	record Book(@Id long id, @BelongsTo(Shelf.class) long shelfId, String title) {
	}

	@NullMarked
	record Permission(@Id @GeneratedId @Nullable Long id, @Unique String name) {
	}

	@NullMarked
	@CompositeIndex(value = { "accountId", "permissionId" }, unique = true)
	record Grant(@Id @GeneratedId @Nullable Long id, @BelongsTo(Account.class) long accountId,
			@BelongsTo(Permission.class) long permissionId) {
	}

}
