package io.masterrecord.generate;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import io.masterrecord.annotation.BelongsTo;
import io.masterrecord.annotation.Column;
import io.masterrecord.annotation.CompositeBelongsTo;
import io.masterrecord.annotation.CompositeIndex;
import io.masterrecord.annotation.Embedded;
import io.masterrecord.annotation.GeneratedId;
import io.masterrecord.annotation.Indexed;
import io.masterrecord.annotation.Table;
import io.masterrecord.dialect.DialectException;
import io.masterrecord.migration.MigrationFailedException;
import io.masterrecord.testing.Engine;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.data.annotation.Id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What annotations say about foreign keys, indexes and sequences is in the database, on
 * every engine that can, and refused by name on the others.
 */
class DeclaredFacetsTests {

	@EngineTest
	void referencesFollowAChangedId(TestDatabase database) {
		SeedWorld world = migrated(database, Country.class, City.class);
		world.entities().insert(new Country("A", "Austria"));
		world.entities().insert(new City(1L, "A"));
		sql(database, "update country set code = 'AT'");
		assertThat(world.entities().find(City.class, 1L).orElseThrow().country()).isEqualTo("AT");
	}

	@EngineTest
	void referencesOfSeveralColumnsAreForeignKeys(TestDatabase database) {
		SeedWorld world = migrated(database, Plan.class, Step.class, Note.class);
		world.entities().insert(new Plan(new PlanKey("A", 1), "first"));
		Step step = world.entities().insert(new Step(1L, new PlanKey("A", 1)));
		world.entities().insert(new Note(1L, 1, "A"));
		assertThat(world.entities().find(Step.class, 1L)).contains(step);
		assertThatExceptionOfType(DataIntegrityViolationException.class)
			.isThrownBy(() -> world.entities().insert(new Step(2L, new PlanKey("A", 2))));
		assertThatExceptionOfType(DataIntegrityViolationException.class)
			.isThrownBy(() -> world.entities().insert(new Note(2L, 1, "B")));
		world.entities().insert(new Step(3L, null));
		world.entities().deleteById(Note.class, 1L);
		world.entities().deleteById(Plan.class, new PlanKey("A", 1));
		assertThat(world.entities().query(Step.class).list()).as("deleted along").containsExactly(new Step(3L, null));
	}

	@EngineTest
	void referencesWaitForTheEndOfATransaction(TestDatabase database) {
		if (!can(database, EnumSet.of(Engine.POSTGRESQL, Engine.SQLITE), Chicken.class, Egg.class)) {
			return;
		}
		SeedWorld world = migrated(database, Chicken.class, Egg.class);
		assertThatExceptionOfType(DataIntegrityViolationException.class)
			.isThrownBy(() -> world.entities().insert(new Chicken(1L, 1L)));
	}

	@EngineTest
	void referencesBecomeTheDefault(TestDatabase database) {
		if (!can(database, EnumSet.of(Engine.POSTGRESQL, Engine.SQLITE, Engine.H2), Country.class, Town.class)) {
			return;
		}
		SeedWorld world = migrated(database, Country.class, Town.class);
		world.entities().insertAll(Country.class, List.of(new Country("A", "Austria"), new Country("-", "none")));
		world.entities().insert(new Town(1L, "A"));
		world.entities().deleteById(Country.class, "A");
		assertThat(world.entities().find(Town.class, 1L).orElseThrow().country()).isEqualTo("-");
	}

	@EngineTest
	void indexesAreSortedByExpressions(TestDatabase database) {
		if (can(database, EnumSet.of(Engine.POSTGRESQL, Engine.SQLITE, Engine.MYSQL), Person.class)) {
			migrated(database, Person.class);
		}
	}

	@EngineTest
	void indexesHaveNullAtOneEnd(TestDatabase database) {
		if (can(database, EnumSet.of(Engine.POSTGRESQL, Engine.H2), Task.class)) {
			migrated(database, Task.class);
		}
	}

	@EngineTest
	void indexesHaveNullWhereItUsuallyIs(TestDatabase database) {
		migrated(database, UsualTask.class);
	}

	@EngineTest
	void indexesIncludeColumns(TestDatabase database) {
		if (can(database, EnumSet.of(Engine.POSTGRESQL), Delivery.class)) {
			migrated(database, Delivery.class);
			assertThat(database.jdbc()
				.sql("SELECT indexdef FROM pg_indexes WHERE tablename = 'delivery' AND indexname LIKE 'idx%' ORDER BY 1")
				.query(String.class)
				.list()).hasSize(2)
				.anyMatch((sql) -> sql.endsWith("(customer) INCLUDE (weight, street)"))
				.anyMatch((sql) -> sql.endsWith("(customer, weight DESC) INCLUDE (street) WHERE (weight > 3)"));
		}
	}

	@EngineTest
	void sequencesStartAndGoOnAsStated(TestDatabase database) {
		if (!can(database, EnumSet.of(Engine.POSTGRESQL, Engine.MARIADB, Engine.H2), Ticket.class)) {
			return;
		}
		SeedWorld world = migrated(database, Ticket.class);
		assertThat(world.entities().insert(new Ticket(null, "a")).id()).isEqualTo(100);
		assertThat(world.entities().insert(new Ticket(null, "b")).id()).isEqualTo(105);
	}

	private static SeedWorld migrated(TestDatabase database, Class<?>... entities) {
		SeedWorld world = new SeedWorld(database, entities);
		world.add();
		world.migrate();
		assertThat(world.migrator().drift().differences()).as("the catalog tells what was declared").isEmpty();
		world.rollback(1);
		world.migrate();
		return world;
	}

	/**
	 * Tell whether an engine can, and otherwise that it says so.
	 */
	private static boolean can(TestDatabase database, Set<Engine> engines, Class<?>... entities) {
		if (engines.contains(database.engine())) {
			return true;
		}
		SeedWorld world = new SeedWorld(database, entities);
		world.add();
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(world::migrate)
			.withCauseInstanceOf(DialectException.class);
		return false;
	}

	private static void sql(TestDatabase database, String statement) {
		String quote = EnumSet.of(Engine.POSTGRESQL, Engine.H2).contains(database.engine()) ? "\"" : "`";
		database.jdbc().sql(statement.replaceAll("\\b(country|code)\\b", quote + "$1" + quote)).update();
	}

	@NullMarked
	record Country(@Id @Size(max = 2) String code, String name) {
	}

	@NullMarked
	record City(@Id Long id, @BelongsTo(value = Country.class, onUpdate = BelongsTo.OnUpdate.CASCADE) String country) {
	}

	@NullMarked
	record Town(@Id Long id, @Column(defaultValue = "-") @BelongsTo(value = Country.class,
			onDelete = BelongsTo.OnDelete.SET_DEFAULT) String country) {
	}

	@NullMarked
	record PlanKey(@Size(max = 10) String no, int revision) {
	}

	@NullMarked
	record Plan(@Id @Embedded(prefix = "") PlanKey id, String title) {
	}

	@NullMarked
	record Step(@Id Long id,
			@Embedded @BelongsTo(value = Plan.class, onDelete = BelongsTo.OnDelete.CASCADE) @Nullable PlanKey plan) {
	}

	@NullMarked
	@CompositeBelongsTo(value = Plan.class, properties = { "planNo", "planRevision" })
	record Note(@Id Long id, int planRevision, @Size(max = 10) String planNo) {
	}

	@NullMarked
	record Chicken(@Id Long id,
			@BelongsTo(value = Egg.class, deferral = BelongsTo.Deferral.INITIALLY_DEFERRED) Long eggId) {
	}

	@NullMarked
	record Egg(@Id Long id, @BelongsTo(value = Chicken.class,
			deferral = BelongsTo.Deferral.INITIALLY_IMMEDIATE) @Nullable Long chickenId) {
	}

	@NullMarked
	@CompositeIndex({ "(lower(name))" })
	@CompositeIndex(value = { "team", "(upper(name)) desc" }, unique = true)
	record Person(@Id Long id, int team, @Size(max = 40) String name) {
	}

	@NullMarked
	@CompositeIndex({ "owner nulls last", "due desc nulls first" })
	record Task(@Id Long id, @Nullable Integer owner, @Nullable Integer due) {
	}

	@NullMarked
	@Table(name = "usual_task")
	@CompositeIndex({ "owner nulls first", "due desc nulls last" })
	record UsualTask(@Id Long id, @Nullable Integer owner, @Nullable Integer due) {
	}

	@NullMarked
	@CompositeIndex(value = { "customer", "weight desc" }, include = "street", where = "weight > 3")
	record Delivery(@Id Long id, @Indexed(include = {
			"weight", "street" }) int customer, int weight, @Size(max = 40) String street){
	}

	@NullMarked
	record Ticket(@Id @GeneratedId(strategy = GeneratedId.Strategy.SEQUENCE, sequence = "ticket_no", start = 100,
			increment = 5) @Nullable Long id, String title) {
	}

}
