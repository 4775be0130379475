package io.masterrecord.diff;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

import io.masterrecord.dialect.DialectException;
import io.masterrecord.dialect.LiveSchema;
import io.masterrecord.operation.AddColumn;
import io.masterrecord.operation.AddForeignKey;
import io.masterrecord.operation.CreateTable;
import io.masterrecord.operation.Description;
import io.masterrecord.operation.InsertRows;
import io.masterrecord.operation.Inversion;
import io.masterrecord.operation.RenameTable;
import io.masterrecord.operation.SchemaFold;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.schema.Check;
import io.masterrecord.schema.Column;
import io.masterrecord.schema.Environments;
import io.masterrecord.schema.ForeignKey;
import io.masterrecord.schema.Row;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.Table;
import io.masterrecord.schema.TableOrder;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Makes every change of {@code changes.txt} in databases with rows, there and back: the
 * catalog is that of the model each time, and no row is lost. What an engine cannot do it
 * refuses by name, before its first statement.
 */
class LiveChangesTests {

	private static final int ROWS = 2;

	@EngineTest
	void everyNamedChangeIsMadeOrRefused(TestDatabase database) throws IOException, SQLException {
		int made = 0;
		List<String> refused = new ArrayList<>();
		try (LiveSchema live = LiveSchema.of(database)) {
			for (SchemaChangesTests.Case change : SchemaChangesTests.cases()
				.filter(LiveChangesTests::isLive)
				.toList()) {
				try {
					String refusal = refusal(live, change);
					if (refusal == null) {
						make(live, change);
						made++;
					}
					else {
						assertThat(refusal).contains(live.dialect().id());
						refused.add(change.toString());
					}
				}
				catch (RuntimeException | SQLException | AssertionError ex) {
					throw new AssertionError("'%s' on %s: %s".formatted(change, database.engine(), ex.getMessage()),
							ex);
				}
			}
		}
		System.out.println("%d named changes on %s; refused: %s".formatted(made, database.engine(), refused));
		assertThat(made).isGreaterThan(100);
	}

	/**
	 * Functions and triggers are texts of a server, and collations are those of its
	 * system.
	 */
	private static boolean isLive(SchemaChangesTests.Case change) {
		return change.problems().isEmpty() && Stream.concat(change.before().stream(), change.after().stream())
			.noneMatch((line) -> line.startsWith("function") || line.startsWith("trigger") || line.contains("collate"));
	}

	private static @Nullable String refusal(LiveSchema live, SchemaChangesTests.Case change) {
		Schema from = SchemaNotation.schema(change.before());
		Schema to = SchemaNotation.schema(change.after());
		List<SchemaOperation> operations = new ArrayList<>(created(from));
		List<SchemaOperation> there = SchemaDiff.between(from, to, change.hints()).operations();
		operations.addAll(there);
		operations.addAll(Inversion.of(from, there).operations());
		SchemaFold fold = SchemaFold.from(Schema.empty());
		for (SchemaOperation operation : operations) {
			try {
				live.dialect().render(fold.schema(), operation);
			}
			catch (DialectException ex) {
				return String.valueOf(ex.getMessage());
			}
			fold.then(operation);
		}
		return null;
	}

	private static List<SchemaOperation> created(Schema schema) {
		return SchemaDiff.between(Schema.empty(), schema, RenameHints.none()).operations();
	}

	private static void make(LiveSchema live, SchemaChangesTests.Case change) throws SQLException {
		Schema from = SchemaNotation.schema(change.before());
		Schema to = SchemaNotation.schema(change.after());
		List<SchemaOperation> there = SchemaDiff.between(from, to, change.hints()).operations();
		List<SchemaOperation> back = Inversion.of(from, there).operations();
		apply(live, created(from));
		if (allowsRows(there) && allowsRows(back)) {
			insertRows(live, from, checks(from, to));
		}
		Map<String, String> rows = counts(live);
		apply(live, there);
		CatalogCheck.verify("there", live, to);
		Map<String, String> renamed = new LinkedHashMap<>();
		there.forEach((operation) -> {
			if (operation instanceof RenameTable rename) {
				renamed.put(rename.newName(), rename.table());
			}
		});
		counts(live).forEach((table, count) -> {
			String former = renamed.getOrDefault(table, renamed.containsValue(table) ? "" : table);
			assertThat(count).as("rows of " + table).isEqualTo(rows.getOrDefault(former, "0"));
		});
		apply(live, back);
		CatalogCheck.verify("and back", live, from);
		apply(live, SchemaDiff.between(live.expected(), Schema.empty(), RenameHints.none()).operations());
	}

	/**
	 * Tell whether there is nothing that rows would stand in the way of: no column that
	 * needs a value nobody gives, and no reference to a table that has no rows yet.
	 */
	private static boolean allowsRows(List<SchemaOperation> operations) {
		Set<String> created = new HashSet<>();
		for (SchemaOperation operation : operations) {
			if (operation instanceof CreateTable create) {
				created.add(create.table().name());
			}
			if (operation instanceof AddForeignKey add && created.contains(add.foreignKey().targetTable())) {
				return false;
			}
			if (operation instanceof AddColumn add && !add.column().nullable() && add.column().defaultValue() == null
					&& !add.column().identity()) {
				return false;
			}
		}
		return true;
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

	private static Map<String, String> counts(LiveSchema live) {
		Map<String, String> counts = new TreeMap<>();
		live.expected()
			.tables()
			.keySet()
			.forEach((name) -> counts.put(name, live.one("SELECT count(*) FROM " + live.quote(name))));
		return counts;
	}

	private static List<Check> checks(Schema... schemas) {
		return Stream.of(schemas)
			.flatMap((schema) -> schema.tables().values().stream())
			.flatMap((table) -> table.checks().stream())
			.toList();
	}

	private static void insertRows(LiveSchema live, Schema schema, List<Check> checks) throws SQLException {
		Set<String> written = new HashSet<>();
		for (Table table : TableOrder.parentsFirst(List.copyOf(schema.tables().values()))) {
			Set<String> open = new HashSet<>();
			for (ForeignKey key : table.foreignKeys()) {
				if (!written.contains(key.targetTable())) {
					open.addAll(key.columns());
				}
			}
			List<Row> rows = new ArrayList<>();
			for (int i = 1; i <= ROWS; i++) {
				Map<String, Object> values = new LinkedHashMap<>();
				for (Column column : table.columns()) {
					Object value = value(checks, column, i);
					if (value != null && !open.contains(column.name())) {
						values.put(column.name(), value);
					}
				}
				if (!values.isEmpty()) {
					rows.add(Row.of(values));
				}
			}
			if (!rows.isEmpty()) {
				live.apply(new InsertRows(table.name(), List.of(), Environments.everywhere(), rows));
				written.add(table.name());
			}
		}
	}

	/**
	 * Return a value that any other type understands as well, and every table has under
	 * the same number.
	 */
	private static @Nullable Object value(List<Check> checks, Column column, int number) {
		if (column.isComputed()) {
			return null;
		}
		for (Check check : checks) {
			if (check.rule() instanceof Check.OneOf values && values.column().equals(column.name())) {
				return values.values().get(0);
			}
		}
		return switch (column.type().name()) {
			case SMALLINT, INTEGER, BIGINT, DECIMAL -> (long) number;
			case VARCHAR, TEXT -> String.valueOf(number);
			case UUID -> new UUID(1, number);
			case BOOLEAN -> number == 1;
			default -> null;
		};
	}

}
