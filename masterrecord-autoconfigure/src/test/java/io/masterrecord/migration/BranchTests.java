package io.masterrecord.migration;

import java.util.List;
import java.util.function.Consumer;

import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;

import static io.masterrecord.migration.TestMigrations.quoted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Two branches with migrations of their own, merged both ways, on databases that have
 * seen one, the other or none of them.
 */
class BranchTests {

	private static final Consumer<SchemaEditor> PLAN = (schema) -> {
		schema.createTable("plan", (table) -> {
			table.bigint("id").notNull().primaryKey();
			table.varchar("title", 40).notNull();
		});
		schema.insert("plan").key("id").row((row) -> row.set("id", 1).set("title", "First"));
	};

	private static final Consumer<SchemaEditor> NO_PLAN = (schema) -> schema.dropTable("plan");

	private static final Consumer<SchemaEditor> CODE = (schema) -> {
		schema.addColumn("plan").varchar("code", 20);
		schema.createIndex("idx_plan_code").on("plan", "code");
	};

	private static final Consumer<SchemaEditor> NO_CODE = (schema) -> {
		schema.dropIndex("idx_plan_code").on("plan");
		schema.dropColumn("plan", "code");
	};

	private static final Consumer<SchemaEditor> NOTE = (schema) -> {
		schema.addColumn("plan").integer("stars").notNull().defaultValue(3);
		schema.createTable("note", (table) -> {
			table.bigint("id").notNull().primaryKey();
			table.bigint("plan_id").notNull().references("plan", "id");
		});
	};

	private static final Consumer<SchemaEditor> NO_NOTE = (schema) -> {
		schema.dropTable("note");
		schema.dropColumn("plan", "stars");
	};

	@EngineTest
	void applyToADatabaseThatHasSeenNeither(TestDatabase database) {
		MigrationReport report = both(MigrationSettings.defaults(), database).migrate();
		assertThat(report.applied()).extracting(MigrationReport.Entry::id).containsExactly("1", "20", "30", "40");
		assertThat(report.warnings()).isEmpty();
		assertInSync(database);
	}

	@EngineTest
	void applyWhereTheFirstBranchWas(TestDatabase database) {
		TestMigrations.of()
			.add("1", PLAN, NO_PLAN)
			.add("20", "1", CODE, NO_CODE)
			.migrator(database.dataSource())
			.migrate();
		assertThat(both(MigrationSettings.defaults(), database).migrate().warnings()).isEmpty();
		assertInSync(database);
	}

	@EngineTest
	void applyWhereTheSecondBranchWasWithAWarning(TestDatabase database) {
		second(database);
		MigrationReport report = both(MigrationSettings.defaults(), database).migrate();
		assertThat(report.applied()).extracting(MigrationReport.Entry::id).containsExactly("20", "40");
		assertThat(report.warnings())
			.containsExactly("Migration 'M20' (20) comes from another branch: it is applied after "
					+ "'M30' (30), as neither has anything to do with the other");
		assertInSync(database);
		assertThat(both(MigrationSettings.defaults(), database).migrate().warnings()).isEmpty();
	}

	@EngineTest
	void goBackInTheOrderInWhichTheyWereApplied(TestDatabase database) {
		second(database);
		Migrator migrator = both(MigrationSettings.defaults(), database);
		migrator.migrate();
		assertThat(migrator.rollback(3).reverted()).extracting(MigrationReport.Entry::id)
			.containsExactly("40", "20", "30");
		assertThat(migrator.migrate().applied()).extracting(MigrationReport.Entry::id)
			.containsExactly("20", "30", "40");
		assertInSync(database);
	}

	@EngineTest
	void areRefusedWhereTheOrderIsStrict(TestDatabase database) {
		second(database);
		assertThatExceptionOfType(MigrationHistoryException.class)
			.isThrownBy(() -> both(MigrationSettings.defaults().withOrder(OrderPolicy.STRICT), database).migrate())
			.withMessageContaining(
					"Migration 'M20' (20) is not applied, but 'M30' (30), which comes after it, is. It was "
							+ "probably merged from another branch, and the order is strict here: give it a new id, and '40' as "
							+ "its parent");
	}

	@EngineTest
	void areAppliedLateWhereTheyWerePutInOrderWithoutNeed(TestDatabase database) {
		second(database);
		Migrator ordered = TestMigrations.of()
			.add("1", PLAN, NO_PLAN)
			.add("20", "1", CODE, NO_CODE)
			.add("30", "20", NOTE, NO_NOTE)
			.migrator(database.dataSource());
		MigrationReport report = ordered.migrate();
		assertThat(report.applied()).extracting(MigrationReport.Entry::id).containsExactly("20");
		assertThat(report.warnings())
			.anyMatch((warning) -> warning.startsWith("Migration 'M20' (20) comes from another"));
		assertThat(ordered.status().state()).isEqualTo(MigrationStatus.State.UP_TO_DATE);
	}

	@EngineTest
	void areAppliedWithoutAWordWhereAnyOrderWillDo(TestDatabase database) {
		second(database);
		Migrator migrator = both(MigrationSettings.defaults().withOrder(OrderPolicy.ANY), database);
		assertThat(migrator.migrate().warnings()).isEmpty();
		assertInSync(database);
	}

	@EngineTest
	void letsNumbersComeLateWhereAnyOrderWillDo(TestDatabase database) {
		TestMigrations.of().add("1", PLAN).add("3", NOTE).migrator(database.dataSource()).migrate();
		TestMigrations late = TestMigrations.of().add("1", PLAN).add("2", CODE).add("3", NOTE);
		assertThatExceptionOfType(MigrationHistoryException.class)
			.isThrownBy(() -> late.migrator(database.dataSource()).migrate());
		MigrationSettings any = MigrationSettings.defaults().withOrder(OrderPolicy.ANY);
		assertThat(late.migrator(database.dataSource(), any).migrate().applied()).hasSize(1);
	}

	private static void second(TestDatabase database) {
		TestMigrations.of()
			.add("1", PLAN, NO_PLAN)
			.add("30", "1", NOTE, NO_NOTE)
			.migrator(database.dataSource())
			.migrate();
	}

	private static Migrator both(MigrationSettings settings, TestDatabase database) {
		return TestMigrations.of()
			.add("1", PLAN, NO_PLAN)
			.add("30", "1", NOTE, NO_NOTE)
			.add("20", "1", CODE, NO_CODE)
			.add("40", List.of("20", "30"), (schema) -> schema.createIndex("idx_note_plan_id").on("note", "plan_id"),
					(schema) -> schema.dropIndex("idx_note_plan_id").on("note"))
			.migrator(database.dataSource(), settings);
	}

	private static void assertInSync(TestDatabase database) {
		assertThat(both(MigrationSettings.defaults(), database).status().state())
			.isEqualTo(MigrationStatus.State.UP_TO_DATE);
		assertThat(database.jdbc()
			.sql("SELECT %s FROM %s WHERE %s = 3 AND %s IS NULL".formatted(quoted(database, "title"),
					quoted(database, "plan"), quoted(database, "stars"), quoted(database, "code")))
			.query(String.class)
			.list()).containsExactly("First");
		assertThat(database.jdbc().sql("SELECT COUNT(*) FROM " + quoted(database, "note")).query(Long.class).single())
			.isZero();
	}

}
