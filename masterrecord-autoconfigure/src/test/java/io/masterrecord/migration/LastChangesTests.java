package io.masterrecord.migration;

import java.util.function.Consumer;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LastChanges}.
 */
class LastChangesTests {

	private static final Consumer<SchemaEditor> PLAN = (schema) -> {
		schema.createTable("plan", (table) -> {
			table.bigint("id").notNull().primaryKey();
			table.varchar("title", 40);
		});
		schema.insert("plan").key("id").row((row) -> row.set("id", 1).set("title", "One"));
	};

	@Test
	void seesChangesOfLaterMigrations() {
		LastChanges changes = new LastChanges(TestMigrations.of()
			.add("1", PLAN)
			.add("2", (schema) -> schema.addColumn("plan").varchar("code", 20))
			.chain());
		assertThat(changes.isChangedAfter("plan", "1")).isTrue();
		assertThat(changes.isChangedAfter("plan", "2")).isFalse();
	}

	@Test
	void seesChangesOfLaterStepsOfTheSameMigration() {
		assertThat(isChangedBehind((schema) -> schema.alterColumn("plan").varchar("title", 60))).isTrue();
		assertThat(isChangedBehind((schema) -> schema.renameColumn("plan", "title").to("name"))).isTrue();
		assertThat(isChangedBehind((schema) -> schema.sql("UPDATE plan SET title = 'x'"))).isTrue();
		assertThat(isChangedBehind((schema) -> schema.backfill("plan").set("title", "'x'"))).isTrue();
		assertThat(isChangedBehind(
				(schema) -> schema.upsert("plan").key("id").row((row) -> row.set("id", 1).set("title", "First"))))
			.isTrue();
	}

	@Test
	void doesNotMindOtherRowsAndTables() {
		assertThat(isChangedBehind(
				(schema) -> schema.insert("plan").key("id").row((row) -> row.set("id", 2).set("title", "Two"))))
			.isFalse();
		assertThat(isChangedBehind((schema) -> schema.createIndex("idx_plan_title").on("plan", "title"))).isFalse();
		assertThat(isChangedBehind((schema) -> schema.sql("UPDATE other SET title = 'x'"))).isFalse();
	}

	private static boolean isChangedBehind(Consumer<SchemaEditor> later) {
		MigrationChain chain = TestMigrations.of().add("1", PLAN.andThen(later)).chain();
		return new LastChanges(chain).isChangedBehind("plan",
				new MigrationStep("1", "M1", Direction.UP, 2, chain.migrations().get(0).up().size(), ""));
	}

}
