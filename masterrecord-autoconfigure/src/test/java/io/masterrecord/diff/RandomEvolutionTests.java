package io.masterrecord.diff;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import io.masterrecord.diff.RandomEvolution.Features;
import io.masterrecord.dialect.LiveSchema;
import io.masterrecord.operation.Description;
import io.masterrecord.operation.DropTable;
import io.masterrecord.operation.InsertRows;
import io.masterrecord.operation.Inversion;
import io.masterrecord.operation.RenameColumn;
import io.masterrecord.operation.RenameTable;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.schema.Column;
import io.masterrecord.schema.Environments;
import io.masterrecord.schema.Row;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.Table;
import io.masterrecord.schema.TypeName;
import io.masterrecord.testing.Engine;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A model that changes from A to B to C, in databases with rows: after each step the
 * catalog equals the model, a second diff is empty and the rows are kept; after each step
 * back it equals the model of before. A failure names its seed; more cases are run with
 * {@code -Dmasterrecord.test.models=…}.
 */
class RandomEvolutionTests {

	private static final int ROWS = 3;

	private static final long SECONDS = 5;

	@EngineTest
	void leadsThereAndBackWithoutLosingRows(TestDatabase database) throws SQLException {
		Integer wanted = Integer.getInteger("masterrecord.test.models");
		// A fast machine is to see nothing that a slow one does not.
		int most = (wanted != null) ? wanted : 40;
		long first = Long.getLong("masterrecord.test.seed", 1);
		long deadline = System.nanoTime() + SECONDS * 1_000_000_000L;
		int cases = 0;
		try (LiveSchema live = LiveSchema.of(database)) {
			for (long seed = first; cases < most && (wanted != null || System.nanoTime() < deadline); seed++) {
				try {
					evolve(live, database.engine(), seed);
				}
				catch (RuntimeException | SQLException | AssertionError ex) {
					throw new AssertionError("Seed %d on %s: %s".formatted(seed, database.engine(), ex.getMessage()),
							ex);
				}
				cases++;
			}
		}
		System.out
			.println("%d random changes of a model on %s, seeds from %d".formatted(cases, database.engine(), first));
		assertThat(cases).isPositive();
	}

	private static void evolve(LiveSchema live, Engine engine, long seed) throws SQLException {
		RandomEvolution evolution = new RandomEvolution(seed, features(engine));
		evolution.steps(10);
		evolution.takeHints();
		Schema empty = live.expected();
		Schema a = evolution.schema();
		up(live, a, RenameHints.none());
		insertRows(live, a);
		evolution.steps(8);
		Schema b = evolution.schema();
		Step toB = up(live, b, evolution.takeHints());
		evolution.steps(8);
		Schema c = evolution.schema();
		Step toC = up(live, c, evolution.takeHints());
		toC.back(live);
		toB.back(live);
		CatalogCheck.verify("back at A", live, a);
		for (Table table : a.tables().values()) {
			live.execute("DELETE FROM " + live.quote(table.name()));
		}
		up(live, empty, RenameHints.none().butNothingElse());
	}

	private static Features features(Engine engine) {
		boolean postgres = engine == Engine.POSTGRESQL;
		boolean sqlite = engine == Engine.SQLITE;
		return new Features(postgres || sqlite, postgres || sqlite, !sqlite && engine != Engine.MYSQL,
				postgres || engine == Engine.H2, postgres || sqlite);
	}

	private static Step up(LiveSchema live, Schema to, RenameHints hints) throws SQLException {
		Schema from = live.expected();
		SchemaDiff diff = SchemaDiff.between(from, to, hints);
		List<SchemaOperation> back = Inversion.of(from, diff.operations()).operations();
		Map<String, String> before = contents(live, from, Map.of());
		Map<String, Integer> counts = counts(live, from);
		apply(live, diff.operations());
		CatalogCheck.verify("up", live, to);
		assertThat(SchemaDiff.between(live.expected(), to, hints).operations()).as("the second diff").isEmpty();
		Map<String, String> tables = new LinkedHashMap<>();
		diff.operations().forEach((operation) -> {
			if (operation instanceof RenameTable rename) {
				tables.put(rename.table(), rename.newName());
			}
		});
		counts.forEach((name, count) -> {
			String present = tables.getOrDefault(name, name);
			boolean dropped = tables.containsValue(name) && !tables.containsKey(name);
			if (!dropped && to.table(present).isPresent() && from.table(name).isPresent()
					&& diff.operations().stream().noneMatch((operation) -> operation.equals(new DropTable(name)))) {
				assertThat(live.one("SELECT count(*) FROM " + live.quote(present))).as("rows of " + name)
					.isEqualTo(String.valueOf(count));
			}
		});
		Map<String, String> after = contents(live, from, renamed(diff.operations()));
		after.forEach((column, values) -> assertThat(values).as("values of " + column).isEqualTo(before.get(column)));
		return new Step(from, back);
	}

	private static void apply(LiveSchema live, List<SchemaOperation> operations) throws SQLException {
		for (SchemaOperation operation : operations) {
			try {
				live.apply(operation);
			}
			catch (RuntimeException | SQLException ex) {
				throw new IllegalStateException("'%s' of %s: %s".formatted(Description.of(operation),
						operations.stream().map(Description::of).toList(), ex.getMessage()), ex);
			}
		}
	}

	/**
	 * A step that can be taken back.
	 */
	private record Step(Schema from, List<SchemaOperation> operations) {

		void back(LiveSchema live) throws SQLException {
			apply(live, this.operations);
			CatalogCheck.verify("back", live, this.from);
		}

	}

	private static Map<String, String> renamed(List<SchemaOperation> operations) {
		Map<String, String> names = new LinkedHashMap<>();
		operations.forEach((operation) -> {
			if (operation instanceof RenameTable rename) {
				names.put(rename.newName(), rename.table());
			}
		});
		Map<String, String> columns = new LinkedHashMap<>();
		operations.forEach((operation) -> {
			if (operation instanceof RenameColumn rename) {
				String table = names.getOrDefault(rename.table(), rename.table());
				columns.put(table + "." + rename.column(), rename.table() + "." + rename.newName());
			}
		});
		names.forEach((present, former) -> columns.put(former, present));
		return columns;
	}

	/**
	 * Read the values of all columns of simple types that are still there and still of
	 * their type, by the names that they had.
	 */
	private static Map<String, String> contents(LiveSchema live, Schema from, Map<String, String> renamed) {
		Map<String, String> contents = new LinkedHashMap<>();
		for (Table table : from.tables().values()) {
			String tableName = renamed.getOrDefault(table.name(), table.name());
			Table present = live.expected().table(tableName).orElse(null);
			if (present == null || table.primaryKey() == null) {
				continue;
			}
			for (Column column : table.columns()) {
				String full = renamed.getOrDefault(table.name() + "." + column.name(), tableName + "." + column.name());
				String name = full.substring(full.indexOf('.') + 1);
				boolean same = present.column(name)
					.filter((now) -> now.type().equals(column.type()) && now.nullable() == column.nullable())
					.isPresent();
				boolean simple = Set.of(TypeName.VARCHAR, TypeName.BIGINT, TypeName.INTEGER, TypeName.UUID)
					.contains(column.type().name());
				if (same && simple && !column.isComputed()) {
					List<String> values = new ArrayList<>(
							live.strings("SELECT " + live.quote(name) + " FROM " + live.quote(tableName))
								.stream()
								.map(String::valueOf)
								.toList());
					values.sort(null);
					contents.put(table.name() + "." + column.name(), values.toString());
				}
			}
		}
		return contents;
	}

	private static Map<String, Integer> counts(LiveSchema live, Schema schema) {
		Map<String, Integer> counts = new LinkedHashMap<>();
		schema.tables()
			.keySet()
			.forEach((name) -> counts.put(name, Integer.valueOf(live.one("SELECT count(*) FROM " + live.quote(name)))));
		return counts;
	}

	private static boolean needsValue(Column column) {
		return !column.nullable() && column.defaultValue() == null && !column.isComputed() && !column.identity();
	}

	private static void insertRows(LiveSchema live, Schema schema) throws SQLException {
		for (Table table : schema.tables().values()) {
			List<Row> rows = new ArrayList<>();
			for (int i = 1; i <= ROWS; i++) {
				Map<String, Object> values = new LinkedHashMap<>();
				for (Column column : table.columns()) {
					if (table.primaryKey().columns().contains(column.name()) || needsValue(column)) {
						values.put(column.name(), switch (column.type().name()) {
							case UUID -> new UUID(1, i);
							case VARCHAR -> "part " + i;
							default -> (long) i;
						});
					}
				}
				rows.add(Row.of(values));
			}
			live.apply(new InsertRows(table.name(), table.primaryKey().columns(), Environments.everywhere(), rows));
		}
	}

}
