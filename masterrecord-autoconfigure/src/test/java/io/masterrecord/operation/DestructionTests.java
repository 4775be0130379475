package io.masterrecord.operation;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

import io.masterrecord.migration.Operations;
import io.masterrecord.migration.SchemaEditor;
import io.masterrecord.schema.ColumnType;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.TypeName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Destruction}.
 */
class DestructionTests {

	private static final Schema SCHEMA = Operations.schema((schema) -> schema.createTable("plan", (table) -> {
		table.varchar("code", 40);
		table.integer("digits").computed("length(code)");
	}));

	@ParameterizedTest
	@CsvSource({ "varchar:40, varchar:60, false", "varchar:40, varchar:39, true", "varchar:40, text, false",
			"text, varchar:40, true", "integer, bigint, false", "bigint, integer, true", "integer, text, false",
			"text, integer, true", "decimal:10:2, decimal:12:2, false", "decimal:10:2, decimal:12:4, false",
			"decimal:10:2, decimal:10:4, true", "decimal:10:2, decimal:9:2, true", "integer, decimal:10:0, false",
			"integer, decimal:10:2, true", "real, double, false", "double, real, true", "bigint, double, true",
			"integer, double, false", "date, datetime, false", "timestamp, date, true", "binary:10, binary, false",
			"binary, binary:10, true", "binary, text, true", "uuid, uuid, false", "integer, boolean, true" })
	void tellsNarrowingTypes(String from, String to, boolean narrows) {
		assertThat(Destruction.narrows(type(from), type(to))).isEqualTo(narrows);
	}

	@Test
	void tellsWhatTakesDataAway() {
		assertThat(isDestructive((s) -> s.dropTable("plan"))).isTrue();
		assertThat(isDestructive((s) -> s.dropColumn("plan", "code"))).isTrue();
		assertThat(isDestructive((s) -> s.delete("plan").key("code").row((row) -> row.set("code", "a")))).isTrue();
		assertThat(isDestructive((s) -> s.alterColumn("plan").varchar("code", 20))).isTrue();
		assertThat(isDestructive((s) -> s.sql("…").declares((d) -> d.dropTable("plan")))).isTrue();
	}

	@Test
	void tellsWhatDoesNot() {
		assertThat(isDestructive((s) -> s.alterColumn("plan").varchar("code", 40).notNull().defaultValue("")))
			.isFalse();
		assertThat(isDestructive((s) -> s.renameTable("plan").to("project"))).isFalse();
		assertThat(isDestructive((s) -> s.dropColumn("plan", "digits"))).isFalse();
		assertThat(isDestructive((s) -> s.createIndex("idx").on("plan", "code"))).isFalse();
		assertThat(isDestructive((s) -> s.sql("…"))).isFalse();
	}

	@Test
	void looksBehindTextsOfAnyLength() {
		String insert = "INSERT INTO plan (code) VALUES ('" + "it''s; DELETE ".repeat(10_000) + "')";
		assertThat(isDestructive((s) -> s.sql(insert))).isFalse();
		assertThat(isDestructive((s) -> s.sql(insert + "; DELETE FROM plan"))).isTrue();
	}

	@Test
	void followsATableThroughItsNames() {
		assertThat(losses((s) -> {
			s.renameTable("plan").to("plan_old");
			s.dropTable("plan_old");
		})).containsExactly("drop table plan_old");
		assertThat(losses((s) -> {
			s.createTable("plan_new", (table) -> table.varchar("code", 40));
			s.renameTable("plan").to("plan_old");
			s.renameTable("plan_new").to("plan");
			s.dropTable("plan_old");
		})).containsExactly("drop table plan_old");
		assertThat(losses((s) -> s.sql("…").declares((d) -> {
			d.renameTable("plan").to("plan_old");
			d.dropTable("plan_old");
		}))).hasSize(1);
	}

	@Test
	void letsWhatWasCreatedGoUnderAnyName() {
		assertThat(losses((s) -> {
			s.createTable("work", (table) -> table.varchar("code", 40));
			s.renameTable("work").to("work2");
			s.dropTable("work2");
		})).isEmpty();
		assertThat(losses((s) -> {
			s.renameTable("plan").to("project");
			s.createTable("plan", (table) -> table.varchar("code", 40));
			s.dropTable("plan");
		})).isEmpty();
		assertThat(losses((s) -> s.sql("…").declares((d) -> {
			d.createTable("work", (table) -> table.varchar("code", 40));
			d.dropTable("work");
		}))).isEmpty();
	}

	private static List<String> losses(Consumer<SchemaEditor> change) {
		return Destruction.in(SCHEMA, Operations.of(change)).stream().map(Description::of).toList();
	}

	@ParameterizedTest
	@ValueSource(strings = { "DELETE FROM plan", "-- old ones\ndelete from plan where id < 5",
			"/* all */ TRUNCATE plan", "DROP TABLE plan", "drop schema shop cascade",
			"ALTER TABLE plan DROP COLUMN code", "alter table plan drop code",
			"UPDATE plan SET code = 'a'; DELETE FROM plan", "WITH old AS (SELECT 1) DELETE FROM plan",
			"DO $$ BEGIN DELETE FROM plan; END $$", "/*!50000 DROP TABLE plan */" })
	void tellsSqlThatTakesDataAway(String sql) {
		assertThat(isDestructive((s) -> s.sql(sql))).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "UPDATE plan SET code = 'DELETE FROM plan'", "DROP INDEX idx_plan", "DROP VIEW plans",
			"INSERT INTO plan VALUES ('; DROP TABLE plan')", "ALTER TABLE plan DROP CONSTRAINT ck_plan",
			"ALTER TABLE plan ALTER COLUMN code DROP NOT NULL", "-- DROP TABLE plan\nANALYZE",
			"CREATE TRIGGER t BEFORE INSERT ON plan FOR EACH ROW BEGIN DELETE FROM plan; DELETE FROM plan; END",
			"CREATE FUNCTION f() RETURNS void LANGUAGE sql AS $body$ DELETE FROM plan; $body$",
			"CREATE TABLE other (id bigint REFERENCES plan ON DELETE CASCADE)" })
	void tellsSqlThatDoesNot(String sql) {
		assertThat(isDestructive((s) -> s.sql(sql))).isFalse();
	}

	@Test
	void leavesAMigrationToItsOwnTables() {
		List<SchemaOperation> own = Operations.of((s) -> {
			s.createTable("draft", (table) -> table.bigint("id").notNull());
			s.sql("DELETE FROM draft");
		});
		assertThat(Destruction.in(SCHEMA, own)).isEmpty();
		List<SchemaOperation> others = Operations.of((s) -> {
			s.createTable("draft", (table) -> table.bigint("id").notNull());
			s.sql("DELETE FROM draft USING plan");
		});
		assertThat(Destruction.in(SCHEMA, others)).hasSize(1);
	}

	private static boolean isDestructive(Consumer<SchemaEditor> change) {
		return Destruction.isDestructive(SCHEMA, Operations.one(change));
	}

	private static ColumnType type(String text) {
		String[] parts = text.split(":");
		return new ColumnType(TypeName.valueOf(parts[0].toUpperCase(Locale.ROOT)),
				(parts.length > 1) ? Integer.parseInt(parts[1]) : 0,
				(parts.length > 2) ? Integer.parseInt(parts[2]) : 0);
	}

}
