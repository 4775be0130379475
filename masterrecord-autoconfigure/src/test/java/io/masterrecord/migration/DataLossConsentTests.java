package io.masterrecord.migration;

import java.util.List;

import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import org.junit.jupiter.api.Test;

import static io.masterrecord.migration.TestMigrations.quoted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link DataLossConsent}.
 */
class DataLossConsentTests {

	@EngineTest
	void keepsAMigrationThatTakesDataAwayFromBeingRun(TestDatabase database) {
		migrator(database, CreateItem.class).migrate();
		Migrator migrator = migrator(database, CreateItem.class, DropCode.class);
		assertThatExceptionOfType(MigrationValidationException.class).isThrownBy(migrator::migrate)
			.withMessage("Migration 'DropCode' (2) takes data away: drop column item.code (step 2 of 2). It is not run "
					+ "before it says why that may be, in its 'up': schema.accept(\"data-loss\", \"…\")");
		assertThat(migrator.status().pending()).isEqualTo(1);
		assertThat(database.jdbc()
			.sql("SELECT %s FROM %s".formatted(quoted(database, "code"), quoted(database, "item")))
			.query(String.class)
			.list()).containsExactly("A1");
	}

	@EngineTest
	void followsATableThatIsRenamedBeforeItGoes(TestDatabase database) {
		migrator(database, CreateItem.class).migrate();
		Migrator migrator = migrator(database, CreateItem.class, SwapItem.class);
		assertThatExceptionOfType(MigrationValidationException.class).isThrownBy(migrator::migrate)
			.withMessageContaining("takes data away: drop table item_old (step 4 of 4)");
		assertThat(database.jdbc()
			.sql("SELECT %s FROM %s".formatted(quoted(database, "code"), quoted(database, "item")))
			.query(String.class)
			.list()).containsExactly("A1");
	}

	@EngineTest
	void letsItRunWithConsentAndBack(TestDatabase database) {
		Migrator migrator = migrator(database, CreateItem.class, DropCodeWithConsent.class);
		assertThat(migrator.migrate().applied()).hasSize(2);
		assertThat(migrator.rollback(2, "a test").reverted()).hasSize(2);
	}

	@Test
	void isNoPartOfTheChecksum() {
		assertThat(MigrationDefinition.record(DropCode.class).checksum())
			.isEqualTo(MigrationDefinition.record(DropCodeWithConsent.class).checksum());
	}

	@Test
	void needsAReason() {
		assertThatExceptionOfType(IllegalArgumentException.class)
			.isThrownBy(() -> new SchemaEditor().accept("data-loss", " "))
			.withMessage("accept(\"data-loss\", …) needs a reason");
	}

	@SafeVarargs
	@SuppressWarnings("varargs")
	private static Migrator migrator(TestDatabase database, Class<? extends Migration>... types) {
		List<MigrationDefinition> definitions = List.of(types).stream().map(MigrationDefinition::record).toList();
		return new Migrator(database.dataSource(), MigrationChain.of(definitions), MigrationSettings.defaults());
	}

	@MigrationInfo(id = "1")
	static class CreateItem extends Migration {

		@Override
		public void up(SchemaEditor schema) {
			schema.createTable("item", (table) -> {
				table.bigint("id").notNull().primaryKey();
				table.varchar("code", 20);
			});
			schema.insert("item").row((row) -> row.set("id", 1).set("code", "A1"));
		}

		@Override
		public void down(SchemaEditor schema) {
			schema.dropTable("item");
		}

	}

	@MigrationInfo(id = "2")
	static class SwapItem extends Migration {

		@Override
		public void up(SchemaEditor schema) {
			schema.createTable("item_new", (table) -> table.bigint("id").notNull().primaryKey());
			schema.renameTable("item").to("item_old");
			schema.renameTable("item_new").to("item");
			schema.dropTable("item_old");
		}

	}

	@MigrationInfo(id = "2")
	static class DropCode extends Migration {

		@Override
		public void up(SchemaEditor schema) {
			schema.addColumn("item").varchar("number", 20);
			schema.dropColumn("item", "code");
		}

	}

	@MigrationInfo(id = "2")
	static class DropCodeWithConsent extends Migration {

		@Override
		public void up(SchemaEditor schema) {
			schema.accept("data-loss", "the numbers took their place");
			schema.addColumn("item").varchar("number", 20);
			schema.dropColumn("item", "code");
		}

		@Override
		public void down(SchemaEditor schema) {
			schema.addColumn("item").varchar("code", 20);
			schema.dropColumn("item", "number");
		}

	}

}
