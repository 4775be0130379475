package io.masterrecord.dialect;

import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;

import io.masterrecord.migration.Operations;
import io.masterrecord.migration.SchemaEditor;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.schema.Schema;
import io.masterrecord.testing.Engine;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which number comes next when something else numbers the rows, or in another way.
 */
class SequenceNumbersTests {

	@EngineTest(only = { Engine.POSTGRESQL, Engine.MARIADB, Engine.H2 })
	void goOnWhereAnIdentityWasAndBack(TestDatabase database) throws SQLException {
		try (LiveSchema live = LiveSchema.of(database)) {
			apply(live, (schema) -> schema.createTable("item", (table) -> {
				table.bigint("id").identity().primaryKey();
				table.varchar("title", 20);
			}));
			assertThat(numbers(live, 2)).containsExactly("1", "2");
			Consumer<SchemaEditor> sequence = (
					schema) -> schema.alterColumn("item").bigint("id").notNull().defaultSequence("item_no");
			apply(live, (schema) -> schema.createSequence("item_no", 1, 1));
			apply(live, sequence);
			assertThat(numbers(live, 2)).containsExactly("3", "4");
			apply(live, (schema) -> schema.alterColumn("item").bigint("id").identity());
			assertThat(numbers(live, 2)).containsExactly("5", "6");
			apply(live, sequence);
			assertThat(numbers(live, 1)).containsExactly("7");
		}
	}

	@EngineTest(only = { Engine.POSTGRESQL, Engine.SQLITE })
	void areNotThoseOfDeletedRowsAfterAKeyWasNotNumberedForATime(TestDatabase database) throws SQLException {
		try (LiveSchema live = LiveSchema.of(database)) {
			apply(live, (schema) -> schema.createTable("item", (table) -> {
				table.bigint("id").identity().primaryKey();
				table.varchar("title", 20);
			}));
			assertThat(numbers(live, 3)).containsExactly("1", "2", "3");
			live.execute("DELETE FROM %s WHERE %s > 1".formatted(live.quote("item"), live.quote("id")));
			Schema before = live.expected();
			apply(live, (schema) -> schema.alterColumn("item").bigint("id").notNull());
			assertThat(live.read().sequences()).isEmpty();
			apply(live, (schema) -> schema.renameTable("item").to("thing"));
			apply(live, (schema) -> schema.renameTable("thing").to("item"));
			apply(live, (schema) -> schema.alterColumn("item").bigint("id").identity());
			assertThat(numbers(live, 1)).containsExactly("4");
			for (int i = 0; i < 2; i++) {
				apply(live, (schema) -> schema.alterColumn("item").bigint("id").notNull());
				apply(live, (schema) -> schema.alterColumn("item").bigint("id").identity());
			}
			assertThat(numbers(live, 2)).containsExactly("5", "6");
			assertThat(live.expected()).isEqualTo(before);
			apply(live, (schema) -> schema.alterColumn("item").bigint("id").notNull());
			apply(live, (schema) -> schema.dropTable("item"));
			assertThat(live.read().sequences()).isEmpty();
		}
	}

	@EngineTest(only = { Engine.POSTGRESQL, Engine.MARIADB, Engine.H2 })
	void areTakenFromASequenceThatIsAhead(TestDatabase database) throws SQLException {
		try (LiveSchema live = LiveSchema.of(database)) {
			apply(live, (schema) -> {
				schema.createSequence("item_no", 100, 5);
				schema.createTable("item", (table) -> {
					table.bigint("id").identity().primaryKey();
					table.varchar("title", 20);
				});
			});
			assertThat(numbers(live, 1)).containsExactly("1");
			apply(live, (schema) -> schema.alterColumn("item").bigint("id").notNull().defaultSequence("item_no"));
			assertThat(numbers(live, 2)).containsExactly("100", "105");
		}
	}

	@EngineTest(only = { Engine.POSTGRESQL, Engine.MARIADB, Engine.H2 })
	void areNeverGivenOutTwice(TestDatabase database) throws SQLException {
		try (LiveSchema live = LiveSchema.of(database)) {
			apply(live, (schema) -> {
				schema.createSequence("item_no", 1, 1);
				schema.createTable("item", (table) -> {
					table.bigint("id").notNull().defaultSequence("item_no").primaryKey();
					table.varchar("title", 20);
				});
			});
			assertThat(numbers(live, 3)).containsExactly("1", "2", "3");
			// A server may forget the numbers that it keeps in memory.
			long last = 99;
			for (long start : new long[] { 100, 1, 50 }) {
				apply(live, (schema) -> schema.alterSequence("item_no", start, 1));
				List<String> numbers = numbers(live, 2);
				assertThat(Long.parseLong(numbers.get(0))).as("after a start at %d", start).isGreaterThan(last);
				last = Long.parseLong(numbers.get(1));
			}
		}
	}

	@EngineTest(only = { Engine.POSTGRESQL, Engine.MARIADB, Engine.H2 })
	void startWhereTheSequenceStartsFromNowOn(TestDatabase database) throws SQLException {
		try (LiveSchema live = LiveSchema.of(database)) {
			apply(live, (schema) -> {
				schema.createSequence("item_no", 1, 1);
				schema.alterSequence("item_no", 100, 1);
				schema.createTable("item", (table) -> {
					table.bigint("id").notNull().defaultSequence("item_no").primaryKey();
					table.varchar("title", 20);
				});
			});
			assertThat(numbers(live, 2)).containsExactly("100", "101");
		}
	}

	private static void apply(LiveSchema live, Consumer<SchemaEditor> change) throws SQLException {
		live.apply(Operations.of(change).toArray(SchemaOperation[]::new));
	}

	/** Return the numbers of new rows. */
	private static List<String> numbers(LiveSchema live, int rows) {
		String table = live.quote("item");
		String id = live.quote("id");
		String before = live.one("SELECT COUNT(*) FROM " + table);
		for (int i = 0; i < rows; i++) {
			live.execute("INSERT INTO %s (%s) VALUES ('x')".formatted(table, live.quote("title")));
		}
		return live.strings("SELECT %s FROM %s ORDER BY %s".formatted(id, table, id))
			.subList(Integer.parseInt(before), Integer.parseInt(before) + rows);
	}

}
