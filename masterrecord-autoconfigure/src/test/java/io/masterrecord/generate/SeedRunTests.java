package io.masterrecord.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.masterrecord.annotation.BeforeSave;
import io.masterrecord.annotation.GeneratedId;
import io.masterrecord.annotation.Unique;
import io.masterrecord.context.EntityRowHooks;
import io.masterrecord.context.SeedCallback;
import io.masterrecord.migration.MigrationFailedException;
import io.masterrecord.migration.MigrationHistoryException;
import io.masterrecord.migration.MigrationReport;
import io.masterrecord.migration.Migrator;
import io.masterrecord.migration.Operations;
import io.masterrecord.migration.RowHooks;
import io.masterrecord.migration.SeedStatus;
import io.masterrecord.model.Model;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.seed.SeedException;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import io.masterrecord.write.EntityValidator;
import io.masterrecord.write.EntityViolation;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.data.annotation.Id;

import static io.masterrecord.query.SortKey.asc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

/**
 * What happens to seeds while they are written: by many processes at once, half-way, by
 * callbacks, under other environments than before, and without their entity.
 */
class SeedRunTests {

	@EngineTest
	void writesOnceHoweverManyStart(TestDatabase database) throws Exception {
		SeedWorld world = world(database, RowHooks.NONE);
		world.declare((context) -> context.entity(Plan.class)
			.seed(new Plan(null, "a", "declared"), new Plan(null, "b", "declared"))
			.upsert(Plan::code)
			.seed(new Plan(null, "c", "declared")));
		world.add();
		ExecutorService starters = Executors.newFixedThreadPool(16);
		try {
			List<Callable<MigrationReport>> starts = new ArrayList<>();
			for (int i = 0; i < 16; i++) {
				starts.add(world::migrateAsAnotherProcess);
			}
			int applied = 0;
			for (Future<MigrationReport> start : starters.invokeAll(starts)) {
				applied += start.get().applied().size();
			}
			assertThat(applied).isEqualTo(1);
		}
		finally {
			starters.shutdownNow();
		}
		assertThat(plans(world)).containsExactly("a=declared", "b=declared", "c=declared");
	}

	@EngineTest
	void goesOnWhereItWasEnded(TestDatabase database) {
		SeedWorld world = world(database, RowHooks.NONE);
		world.add();
		List<SchemaOperation> first = Operations
			.of((schema) -> schema.insert("plan").row((row) -> row.set("code", "a").set("title", "declared")));
		List<SchemaOperation> wrong = new ArrayList<>(first);
		wrong.addAll(Operations
			.of((schema) -> schema.insert("plan").row((row) -> row.set("code", "a").set("title", "again"))));
		SeedWorld broken = world(database, RowHooks.NONE);
		broken.add();
		broken.add(wrong, List.of());
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(broken::migrate);
		List<SchemaOperation> right = new ArrayList<>(first);
		right.addAll(Operations
			.of((schema) -> schema.insert("plan").row((row) -> row.set("code", "b").set("title", "declared"))));
		world.add(right, List.of());
		world.migrate();
		world.migrate();
		assertThat(plans(world)).containsExactly("a=declared", "b=declared");
		SeedWorld edited = world(database, RowHooks.NONE);
		edited.add();
		edited.add(first, List.of());
		assertThatExceptionOfType(MigrationHistoryException.class).isThrownBy(edited::migrate);
	}

	@EngineTest
	void showsInstancesToCallbacks(TestDatabase database) {
		List<String> saved = new ArrayList<>();
		SeedCallback<Plan> callback = new SeedCallback<>() {

			@Override
			public Class<Plan> entity() {
				return Plan.class;
			}

			@Override
			public Plan beforeSave(Plan plan) {
				return new Plan(plan.id(), plan.code(), plan.title().toUpperCase(Locale.ROOT));
			}

			@Override
			public void afterSave(Plan plan) {
				saved.add(plan.title());
			}

		};
		SeedWorld world = world(database,
				new EntityRowHooks(Model.of(Plan.class), EntityValidator.none(), List.of(callback)))
			.options((seeds) -> seeds.generateDownMigrations(true));
		world.add();
		world.migrate();
		world.declare((context) -> context.entity(Plan.class).seed(new Plan(null, "a", "declared")).upsert(Plan::code));
		world.add();
		world.migrate();
		assertThat(plans(world)).containsExactly("a=DECLARED");
		assertThat(saved).containsExactly("DECLARED");
		world.rollback(1);
		assertThat(plans(world)).as("the changed value is no obstacle").isEmpty();
	}

	@EngineTest
	void callsTheMethodsOfTheEntity(TestDatabase database) {
		SeedWorld world = new SeedWorld(database, Slugged.class)
			.hooks(new EntityRowHooks(Model.of(Slugged.class), EntityValidator.none(), List.of()))
			.declare((context) -> context.entity(Slugged.class).seed(new Slugged(1L, "Two Words", "")));
		world.add();
		world.migrate();
		assertThat(world.entities().query(Slugged.class).pluck(Slugged::slug)).containsExactly("two-words");
	}

	@EngineTest
	void validatesOnceMoreWhenItIsWritten(TestDatabase database) {
		SeedWorld world = world(database, new EntityRowHooks(Model.of(Plan.class), new NoBadTitles(), List.of()));
		world.declare((context) -> context.entity(Plan.class).seed(new Plan(null, "a", "bad")));
		world.add();
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(world::migrate)
			.withMessageContaining("must not be bad");
	}

	@Test
	void refusesAnInvalidSeedBeforeThereIsAMigration() {
		SeedWorld world = new SeedWorld(null, Plan.class).validator(new NoBadTitles())
			.declare((context) -> context.entity(Plan.class)
				.seed(new Plan(null, "a", "good"), new Plan(null, "b", "bad"))
				.seedRow((row) -> row.set(Plan::code).to("c").set(Plan::title).to("bad")));
		assertThatExceptionOfType(SeedException.class).isThrownBy(world::generate)
			.withMessageContaining("Seed set 1 of 'Plan', row 2, property 'title': is not valid: must not be bad")
			.withMessageContaining("row 3, property 'title': is not valid");
	}

	@EngineTest
	void writesWhatIsStoredWhereTheEntityIsGone(TestDatabase database) {
		SeedWorld world = world(database, new EntityRowHooks(Model.of(Other.class), new NoBadTitles(), List.of()));
		world.declare((context) -> context.entity(Plan.class).seed(new Plan(null, "a", "bad")));
		world.add();
		world.migrate();
		assertThat(plans(world)).containsExactly("a=bad");
	}

	@EngineTest
	void tellsWhatOtherEnvironmentsWouldHaveMadeOfIt(TestDatabase database) {
		SeedWorld world = world(database, RowHooks.NONE);
		world.declare((context) -> context.entity(Plan.class)
			.seed(new Plan(null, "a", "declared"))
			.when("test")
			.seed(new Plan(null, "b", "declared"))
			.when("production")
			.upsert(Plan::code));
		world.add();
		world.migrate("test");
		Migrator later = world.migrator("production");
		later.migrate();
		assertThat(plans(world)).as("what was decided stays decided").containsExactly("a=declared");
		assertThat(later.seeds(later.status()))
			.extracting(SeedStatus::table, SeedStatus::rows, SeedStatus::outcome, SeedStatus::environmentChanged)
			.containsExactly(tuple("plan", 1L, SeedStatus.Outcome.WRITTEN, true),
					tuple("plan", 1L, SeedStatus.Outcome.SKIPPED, true));
		assertThat(world.migrator("test").seeds(later.status())).extracting(SeedStatus::environmentChanged)
			.containsOnly(false);
	}

	@EngineTest
	void rulesOfTodayDoNotStopWhatEarlierMigrationsWrote(TestDatabase database) {
		SeedWorld world = world(database, new EntityRowHooks(Model.of(Plan.class), new NoBadTitles(), List.of()));
		world.add();
		List<SchemaOperation> then = Operations
			.of((schema) -> schema.insert("plan").row((row) -> row.set("code", "a").set("title", "bad")));
		world.add(then, List.of());
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(world::migrate)
			.withMessageContaining("must not be bad");

		world.add(Operations
			.of((schema) -> schema.upsert("plan").key("code").row((row) -> row.set("code", "a").set("title", "good"))),
				List.of());
		world.migrate();
		assertThat(plans(world)).containsExactly("a=good");
	}

	private static SeedWorld world(TestDatabase database, RowHooks hooks) {
		return new SeedWorld(database, Plan.class).hooks(hooks);
	}

	private static List<String> plans(SeedWorld world) {
		return world.entities()
			.query(Plan.class)
			.sortBy(asc(Plan::code))
			.list()
			.stream()
			.map((plan) -> plan.code() + "=" + plan.title())
			.toList();
	}

	@NullMarked
	record Plan(@Id @GeneratedId @Nullable Long id, @Unique String code, String title) {
	}

	@NullMarked
	record Slugged(@Id long id, String title, String slug) {

		@BeforeSave
		Slugged slugged() {
			return new Slugged(this.id, this.title, this.title.toLowerCase(Locale.ROOT).replace(' ', '-'));
		}

	}

	@NullMarked
	record Other(@Id long id) {
	}

	private static final class NoBadTitles implements EntityValidator {

		@Override
		public List<EntityViolation> validate(Object entity) {
			return (entity instanceof Plan plan) ? validateValue(Plan.class, "title", plan.title()) : List.of();
		}

		@Override
		public List<EntityViolation> validateValue(Class<?> type, String property, @Nullable Object value) {
			return "bad".equals(value) ? List.of(new EntityViolation(property, "must not be bad")) : List.of();
		}

	}

}
