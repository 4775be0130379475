package io.masterrecord.generate;

import java.util.List;

import io.masterrecord.annotation.BelongsTo;
import io.masterrecord.annotation.GeneratedId;
import io.masterrecord.annotation.Unique;
import io.masterrecord.migration.MigrationFailedException;
import io.masterrecord.seed.SeedConfig.DownStrategy;
import io.masterrecord.seed.SeedConfig.Reaction;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import io.masterrecord.write.EntityOperations;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

import org.springframework.data.annotation.Id;

import static io.masterrecord.query.SortKey.asc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

/**
 * What becomes of rows that exist already, of rows that are declared no more, and of rows
 * whose migration is undone.
 */
class SeedPolicyTests {

	@EngineTest
	void insertsOnce(TestDatabase database) {
		SeedWorld world = world(database);
		world.add();
		world.migrate();
		Setting mine = world.entities().insert(new Setting(null, "a", "mine", 0));
		world.declare((context) -> context.entity(Setting.class).seed(new Setting(null, "a", "declared", 0)));
		world.add();
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(world::migrate);
		world.entities().delete(mine);
		world.migrate();
		assertThat(values(world)).containsExactly("a=declared");
	}

	@EngineTest
	void leavesAnExistingRowAsItIs(TestDatabase database) {
		SeedWorld world = world(database);
		world.add();
		world.migrate();
		world.entities().insert(new Setting(null, "a", "mine", 0));
		world.declare((context) -> context.entity(Setting.class)
			.seed(new Setting(null, "a", "declared", 0), new Setting(null, "b", "declared", 0))
			.skipIfPresent(Setting::key));
		world.add();
		world.migrate();
		assertThat(values(world)).containsExactly("a=mine", "b=declared");
		world.rollback(1);
		assertThat(values(world)).as("what was there before stays").containsExactly("a=mine");
	}

	@EngineTest
	void updatesOnlyWhatItIsTold(TestDatabase database) {
		SeedWorld world = world(database);
		world.add();
		world.migrate();
		world.entities().insert(new Setting(null, "a", "mine", 7));
		world.declare((context) -> context.entity(Setting.class)
			.seed(new Setting(null, "a", "declared", 1), new Setting(null, "b", "declared", 1))
			.upsert(Setting::key)
			.updating(Setting::value));
		world.add();
		world.migrate();
		assertThat(settings(world)).extracting(Setting::value, Setting::rank)
			.containsExactly(tuple("declared", 7), tuple("declared", 1));
		world.rollback(1);
		assertThat(settings(world)).extracting(Setting::value, Setting::rank)
			.as("the former value is back")
			.containsExactly(tuple("mine", 7));
	}

	@EngineTest
	void deletesWhatIsDeclaredNoMoreOnlyInSync(TestDatabase database) {
		SeedWorld world = world(database);
		world.declare((context) -> context.entity(Setting.class)
			.seed(setting("a"), setting("b"), setting("changed"))
			.sync(Setting::key)
			.seed(setting("kept"))
			.upsert(Setting::key));
		world.add();
		world.migrate();
		EntityOperations entities = world.entities();
		entities.update(settings(world).get(2).withValue("mine"));
		world.declare((context) -> context.entity(Setting.class).seed(setting("a")).sync(Setting::key));
		GeneratedMigration second = world.add();
		assertThat(second.remarks())
			.contains("1 row of table 'setting' written by migrations and not declared as seeds: kept");
		world.migrate();
		assertThat(values(world)).containsExactly("a=declared", "changed=mine", "kept=declared");
		world.rollback(1);
		assertThat(values(world)).as("a deleted row returns")
			.containsExactly("a=declared", "b=declared", "changed=mine", "kept=declared");
	}

	@EngineTest
	void takesBackWhatNobodyChangedAndNothingRefersTo(TestDatabase database) {
		SeedWorld world = new SeedWorld(database, Setting.class, Remark.class)
			.options((seeds) -> seeds.generateDownMigrations(true));
		world.add();
		world.migrate();
		world.declare((context) -> {
			context.entity(Remark.class).seed(new Remark(null, 1, "seeded"));
			context.entity(Setting.class)
				.seed(new Setting(1L, "a", "declared", 0), new Setting(2L, "b", "declared", 0),
						new Setting(3L, "c", "declared", 0), new Setting(4L, "d", "declared", 0));
		});
		world.add();
		world.migrate();
		EntityOperations entities = world.entities();
		entities.update(settings(world).get(1).withValue("mine"));
		entities.insert(new Remark(null, 3, "somebody's"));
		world.rollback(1);
		assertThat(values(world)).containsExactly("b=mine", "c=declared");
		assertThat(entities.query(Remark.class).pluck(Remark::text)).as("no cascade").containsExactly("somebody's");
		world.migrate();
		assertThat(values(world)).as("what stayed is not written again")
			.containsExactly("a=declared", "b=mine", "c=declared", "d=declared");
	}

	@EngineTest
	void failsToUndoIfARowHasToStay(TestDatabase database) {
		SeedWorld world = world(database)
			.options((seeds) -> seeds.generateDownMigrations(true).onRollbackError(Reaction.THROW));
		world.add();
		world.migrate();
		world.declare((context) -> context.entity(Setting.class).seed(setting("a"), setting("b")));
		world.add();
		world.migrate();
		world.entities().update(settings(world).get(0).withValue("mine"));
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(() -> world.rollback(1))
			.withMessageContaining("The row of 'setting' with {id=1} stays")
			.withMessageContaining("it was changed since");
		assertThat(values(world)).as("nothing was taken back").containsExactly("a=mine", "b=declared");
	}

	@EngineTest
	void leavesRowsOfAnUndoneMigrationAndWritesThemOnce(TestDatabase database) {
		SeedWorld world = world(database)
			.options((seeds) -> seeds.generateDownMigrations(true).downStrategy(DownStrategy.SKIP));
		world.add();
		world.migrate();
		world.declare((context) -> context.entity(Setting.class).seed(setting("a"), setting("b")));
		world.add();
		world.migrate();
		world.rollback(1);
		assertThat(values(world)).containsExactly("a=declared", "b=declared");
		world.entities().delete(settings(world).get(1));
		world.migrate();
		assertThat(values(world)).containsExactly("a=declared", "b=declared");
	}

	@EngineTest
	void recognisesRowsByTheirKeyIfAsked(TestDatabase database) {
		SeedWorld world = world(database)
			.options((seeds) -> seeds.generateDownMigrations(true).deleteByPrimaryKey(false));
		world.add();
		world.migrate();
		world.declare((context) -> context.entity(Setting.class).seed(setting("a"), setting("b")));
		world.add();
		world.migrate();
		EntityOperations entities = world.entities();
		entities.delete(settings(world).get(0));
		entities.insert(setting("a"));
		world.rollback(1);
		assertThat(values(world)).as("the row that took its place is the same by its key").isEmpty();
	}

	@EngineTest
	void goesOnNumberingAfterTheRows(TestDatabase database) {
		SeedWorld world = world(database);
		world.declare(
				(context) -> context.entity(Setting.class).seed(new Setting(41L, "a", "declared", 0)).skipIfPresent());
		world.add();
		world.migrate();
		assertThat(world.entities().insert(setting("next")).id()).isEqualTo(42L);
	}

	@EngineTest
	void recognisesRowsWithoutAKeyByTheirValues(TestDatabase database) {
		SeedWorld world = new SeedWorld(database, Line.class).options((seeds) -> seeds.generateDownMigrations(true));
		world.add();
		world.migrate();
		world.entities().insert(new Line(null, "same", null));
		world.declare(
				(context) -> context.entity(Line.class).seed(new Line(null, "same", null), new Line(null, "x", 1)));
		world.add();
		world.migrate();
		assertThat(world.entities().query(Line.class).count()).isEqualTo(3);
		world.rollback(1);
		assertThat(world.entities().query(Line.class).pluck(Line::id)).as("the row that was there first")
			.containsExactly(1L);
	}

	private static SeedWorld world(TestDatabase database) {
		return new SeedWorld(database, Setting.class).options((seeds) -> seeds.generateDownMigrations(true));
	}

	private static Setting setting(String key) {
		return new Setting(null, key, "declared", 0);
	}

	private static List<Setting> settings(SeedWorld world) {
		return world.entities().query(Setting.class).sortBy(asc(Setting::key)).list();
	}

	private static List<String> values(SeedWorld world) {
		return settings(world).stream().map((setting) -> setting.key() + "=" + setting.value()).toList();
	}

	@NullMarked
	record Setting(@Id @GeneratedId @Nullable Long id, @Unique String key, String value, int rank) {

		Setting withValue(String other) {
			return new Setting(this.id, this.key, other, this.rank);
		}

	}

	@NullMarked
	record Remark(@Id @GeneratedId @Nullable Long id,
			@BelongsTo(value = Setting.class, onDelete = BelongsTo.OnDelete.CASCADE) long settingId, String text) {
	}

	@NullMarked
	record Line(@Id @GeneratedId @Nullable Long id, String text, @Nullable Integer number) {
	}

}
