package io.masterrecord.migration;

import java.util.List;

import io.masterrecord.dialect.Dialects;
import io.masterrecord.testing.Engine;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import org.junit.jupiter.api.Test;

import static io.masterrecord.migration.TestMigrations.quoted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for SQL that cannot be part of a transaction.
 */
class OutsideTransactionTests {

	@EngineTest(only = Engine.POSTGRESQL)
	void runsWhatRefusesToBePartOfATransaction(TestDatabase database) {
		assertThatExceptionOfType(MigrationFailedException.class)
			.isThrownBy(() -> vacuum(false).migrator(database.dataSource()).migrate())
			.withMessageContaining("VACUUM cannot run inside a transaction block");
		assertThat(vacuum(true).migrator(database.dataSource()).migrate().applied()).hasSize(1);
		assertThat(TestMigrations.markers(database)).containsExactly("1", "2");
	}

	@EngineTest(only = Engine.POSTGRESQL)
	void goesOnAtAStepThatWasRefused(TestDatabase database) {
		TestMigrations broken = vacuum(true).add("3", (schema) -> {
			schema.insert("marker").row((row) -> row.set("step", "3"));
			schema.sql("VACUUM no_such_table").outsideTransaction();
		});
		assertThatExceptionOfType(MigrationFailedException.class)
			.isThrownBy(() -> broken.migrator(database.dataSource()).migrate());
		assertThat(TestMigrations.markers(database)).containsExactly("1", "2", "3");
		TestMigrations repaired = vacuum(true).add("3", (schema) -> {
			schema.insert("marker").row((row) -> row.set("step", "3"));
			schema.sql("VACUUM marker").outsideTransaction();
		});
		assertThat(repaired.migrator(database.dataSource()).migrate().applied()).hasSize(1);
		assertThat(TestMigrations.markers(database)).containsExactly("1", "2", "3");
	}

	@EngineTest(except = { Engine.POSTGRESQL, Engine.SQLITE })
	void isAsEverWhereSuchStatementsAreNoPartOfTransactionsAnyway(TestDatabase database) {
		String sql = "UPDATE %s SET %s = 'done'".formatted(quoted(database, "marker"), quoted(database, "step"));
		TestMigrations migrations = TestMigrations.five()
			.first(1)
			.add("2", (schema) -> schema.sql(sql).outsideTransaction());
		assertThat(migrations.migrator(database.dataSource()).migrate().applied()).hasSize(2);
		assertThat(TestMigrations.markers(database)).containsExactly("done");
	}

	@EngineTest(only = Engine.SQLITE)
	void hasNoPlaceOnSqlite(TestDatabase database) {
		assertThatExceptionOfType(MigrationFailedException.class)
			.isThrownBy(() -> vacuum(true).migrator(database.dataSource()).migrate())
			.withMessageContaining("On sqlite all migrations of a run are one transaction")
			.withMessageContaining("onDialect");
	}

	@Test
	void isSaidInAScriptAndRefusedByOneThatDecides() {
		MigrationScript script = new MigrationScript(vacuum(true).chain(), Dialects.of("postgresql"),
				MigrationSettings.defaults());
		assertThat(script.lines("1", "", false)).contains("-- step 2 of 2 cannot be part of a transaction",
				"VACUUM marker;");
		assertThatExceptionOfType(MigrationValidationException.class).isThrownBy(() -> script.lines("1", "", true))
			.withMessageContaining(
					"cannot be part of a transaction, and a script that decides what is applied already is");
	}

	@Test
	void isPartOfTheChecksumWhereItIsSaidOnly() {
		List<String> checksums = List.of(vacuum(true), vacuum(false))
			.stream()
			.map((migrations) -> migrations.chain().find("2").orElseThrow().checksum())
			.toList();
		assertThat(checksums).doesNotHaveDuplicates();
	}

	private static TestMigrations vacuum(boolean apart) {
		return TestMigrations.of().add("1", (schema) -> {
			schema.createTable("marker", (table) -> table.varchar("step", 20).notNull());
			schema.insert("marker").row((row) -> row.set("step", "1"));
		}, (schema) -> schema.dropTable("marker")).add("2", (schema) -> {
			schema.insert("marker").row((row) -> row.set("step", "2"));
			SqlEditor vacuum = schema.sql("VACUUM marker");
			if (apart) {
				vacuum.outsideTransaction();
			}
		});
	}

}
