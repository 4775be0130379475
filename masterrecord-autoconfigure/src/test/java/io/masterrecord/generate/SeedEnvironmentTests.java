package io.masterrecord.generate;

import java.util.List;

import io.masterrecord.annotation.BelongsTo;
import io.masterrecord.annotation.GeneratedId;
import io.masterrecord.annotation.RenamedFrom;
import io.masterrecord.annotation.Table;
import io.masterrecord.annotation.Unique;
import io.masterrecord.migration.MigrationFailedException;
import io.masterrecord.migration.Migrator;
import io.masterrecord.migration.SeedStatus;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

import org.springframework.data.annotation.Id;

import static io.masterrecord.query.SortKey.asc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Databases whose application is started under other environments than before.
 */
class SeedEnvironmentTests {

	private static final int LARGE = 1001;

	@EngineTest
	void writesLaterWhatIsMeantForTheEnvironmentOfNow(TestDatabase database) {
		SeedWorld world = new SeedWorld(database, Plan.class, Owner.class)
			.options((seeds) -> seeds.generateDownMigrations(true));
		world.add();
		world.declare((context) -> {
			context.entity(Owner.class)
				.seed(new Owner(7L, 0))
				.referring(Owner::planId, Plan::code, "b")
				.when("production");
			context.entity(Plan.class)
				.seed(new Plan(null, "a", "test"))
				.when("test")
				.seed(new Plan(null, "b", "production"), new Plan(null, "c", "production"))
				.when("production")
				.upsert(Plan::code)
				.seed(new Plan(null, "d", "production"))
				.when("production")
				.sync(Plan::code)
				.seedFactory(LARGE, (i) -> new Plan(null, "large" + i, "production"))
				.when("production")
				.upsert(Plan::code);
		});
		world.add();
		world.migrate("test");
		world.entities(Offer.class, OfferOwner.class).declare((context) -> {
			context.entity(OfferOwner.class)
				.seed(new OfferOwner(7L, 0))
				.referring(OfferOwner::offerId, Offer::code, "b")
				.when("production");
			context.entity(Offer.class)
				.seed(new Offer(null, "a", "test"))
				.when("test")
				.seed(new Offer(null, "b", "production"))
				.when("production")
				.upsert(Offer::code)
				.seed(new Offer(null, "c", "everywhere"))
				.upsert(Offer::code);
		});
		world.add();
		world.migrate("test");
		assertThat(offers(world)).containsExactly("a=test", "c=everywhere");

		world.migrate("production");
		assertThat(offers(world)).as("unless it is asked for").containsExactly("a=test", "c=everywhere");
		world.late();
		assertThat(world.migrate("production").seeds()).isEqualTo(1 + 1 + LARGE);
		assertThat(offers(world).subList(0, 3)).as("neither what a later migration wrote, nor what it gave up")
			.containsExactly("a=test", "b=production", "c=everywhere");
		assertThat(offers(world)).hasSize(3 + LARGE);
		Offer b = world.entities().query(Offer.class).sortBy(asc(Offer::code)).list().get(1);
		assertThat(world.entities().query(OfferOwner.class).list()).containsExactly(new OfferOwner(7L, b.id()));
		assertThat(world.entities().insert(new OfferOwner(null, b.id())).id()).isEqualTo(8L);
		world.entities().delete(new OfferOwner(8L, b.id()));

		Migrator migrator = world.migrator("production");
		assertThat(migrator.seeds(migrator.status())).allMatch((seed) -> seed.outcome() == SeedStatus.Outcome.WRITTEN)
			.filteredOn(SeedStatus::environmentChanged)
			.extracting(SeedStatus::environments)
			.as("what was written under others stays")
			.containsExactly(List.of("test"));
		assertThat(world.migrate("production").seeds()).isZero();

		world.rollback(2, "production");
		world.entities(Plan.class, Owner.class);
		assertThat(world.entities().query(Plan.class).count()).as("it is taken back like everything else").isZero();
		assertThat(world.entities().query(Owner.class).count()).isZero();
	}

	@EngineTest
	void writesNothingLaterWhereOneRowIsRefused(TestDatabase database) {
		SeedWorld world = new SeedWorld(database, Plan.class).late();
		world.declare((context) -> context.entity(Plan.class)
			.seed(new Plan(null, "a", "production"), new Plan(null, "b", "production"))
			.when("production")
			.insert());
		world.add();
		world.migrate("test");
		Plan mine = world.entities().insert(new Plan(null, "b", "mine"));
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(() -> world.migrate("production"))
			.withMessageContaining("Step1");
		assertThat(world.entities().query(Plan.class).pluck(Plan::title)).containsExactly("mine");
		world.entities().delete(mine);
		world.migrate("production");
		assertThat(world.entities().query(Plan.class).pluck(Plan::title)).containsExactly("production", "production");
	}

	private static List<String> offers(SeedWorld world) {
		return world.entities()
			.query(Offer.class)
			.sortBy(asc(Offer::code))
			.list()
			.stream()
			.map((offer) -> offer.code() + "=" + offer.label())
			.toList();
	}

	@NullMarked
	record Plan(@Id @GeneratedId @Nullable Long id, @Unique String code, String title) {
	}

	@NullMarked
	record Owner(@Id @GeneratedId @Nullable Long id, @BelongsTo(Plan.class) long planId) {
	}

	@NullMarked
	@RenamedFrom("plan")
	record Offer(@Id @GeneratedId @Nullable Long id, @Unique String code, @RenamedFrom("title") String label) {
	}

	@NullMarked
	@Table(name = "owner")
	record OfferOwner(@Id @GeneratedId @Nullable Long id,
			@BelongsTo(Offer.class) @RenamedFrom("plan_id") long offerId) {
	}

}
