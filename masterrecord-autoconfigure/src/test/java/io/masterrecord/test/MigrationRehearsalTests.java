package io.masterrecord.test;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;

import io.masterrecord.migration.MigrationChain;
import io.masterrecord.migration.MigrationDefinition;
import io.masterrecord.migration.Operations;
import io.masterrecord.migration.SchemaEditor;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link MigrationRehearsal}.
 */
class MigrationRehearsalTests {

	private static final MigrationDefinition FIRST = migration("1", (schema) -> schema.createTable("plan", (table) -> {
		table.integer("number").notNull().primaryKey();
		table.varchar("title", 40).notNull();
	}), (schema) -> schema.dropTable("plan"));

	private static final MigrationDefinition SECOND = migration("2",
			(schema) -> schema.renameColumn("plan", "title").to("heading"),
			(schema) -> schema.renameColumn("plan", "heading").to("title"));

	@EngineTest
	void runsMigrationsThereAndBackAndThereAgain(TestDatabase database) {
		MigrationRehearsal.of(database.dataSource(), MigrationChain.of(List.of(FIRST, SECOND)))
			.after("1", (jdbc) -> write(jdbc, database, 1))
			.after("2",
					(jdbc) -> assertThat(jdbc
						.sql("SELECT %s FROM %s".formatted(quoted(database, "heading"), quoted(database, "plan")))
						.query(String.class)
						.list()).containsExactly("First"))
			.run();
	}

	@EngineTest
	void findsAWayBackThatLeavesSomething(TestDatabase database) {
		MigrationDefinition lazy = migration("2", (schema) -> {
			schema.addColumn("plan").varchar("code", 20);
			schema.addColumn("plan").varchar("note", 20);
		}, (schema) -> schema.dropColumn("plan", "code"));
		MigrationRehearsal rehearsal = MigrationRehearsal.of(database.dataSource(),
				MigrationChain.of(List.of(FIRST, lazy)));
		assertThatExceptionOfType(AssertionError.class).isThrownBy(rehearsal::run)
			.withMessageContaining("Migration 'M2' (2) was undone")
			.withMessageContaining("note");
	}

	@EngineTest
	void findsRowsThatAreMissing(TestDatabase database) {
		MigrationDefinition rebuilt = migration("2", (schema) -> schema.addColumn("plan").varchar("code", 20),
				(schema) -> {
					schema.dropTable("plan");
					schema.createTable("plan", (table) -> {
						table.integer("number").notNull().primaryKey();
						table.varchar("title", 40).notNull();
					});
				});
		MigrationRehearsal rehearsal = MigrationRehearsal
			.of(database.dataSource(), MigrationChain.of(List.of(FIRST, rebuilt)))
			.after("1", (jdbc) -> write(jdbc, database, 1));
		assertThatExceptionOfType(AssertionError.class).isThrownBy(rehearsal::run)
			.withMessage("Migration 'M2' (2) was applied and undone, and 'plan' has 0 of 1 rows left");
	}

	@EngineTest
	void namesTheMigrationThatFails(TestDatabase database) {
		MigrationDefinition failing = migration("2", (schema) -> schema.addUnique("uq_plan_title").on("plan", "title"),
				(schema) -> schema.dropUnique("uq_plan_title").on("plan"));
		MigrationRehearsal rehearsal = MigrationRehearsal
			.of(database.dataSource(), MigrationChain.of(List.of(FIRST, failing)))
			.after("1", (jdbc) -> {
				write(jdbc, database, 1);
				write(jdbc, database, 2);
			});
		assertThatExceptionOfType(AssertionError.class).isThrownBy(rehearsal::run)
			.withMessageStartingWith("Migration 'M2' (2): ");
		assertThatIllegalArgumentException().isThrownBy(() -> rehearsal.after("3", (jdbc) -> {
		})).withMessage("There is no migration '3'");
	}

	private static void write(JdbcClient jdbc, TestDatabase database, int number) {
		jdbc.sql("INSERT INTO %s VALUES (%d, 'First')".formatted(quoted(database, "plan"), number)).update();
	}

	private static String quoted(TestDatabase database, String name) {
		try (Connection connection = database.dataSource().getConnection()) {
			String quote = connection.getMetaData().getIdentifierQuoteString();
			return quote + name + quote;
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static MigrationDefinition migration(String id, Consumer<SchemaEditor> up, Consumer<SchemaEditor> down) {
		return MigrationDefinition.of(id, "M" + id, "", Operations.of(up), Operations.of(down));
	}

}
