package io.masterrecord.diff;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.masterrecord.dialect.LiveSchema;
import io.masterrecord.operation.DropColumn;
import io.masterrecord.operation.DropTable;
import io.masterrecord.operation.InsertRows;
import io.masterrecord.operation.RenameColumn;
import io.masterrecord.operation.RenameTable;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.operation.UpsertRows;
import io.masterrecord.schema.Check;
import io.masterrecord.schema.Column;
import io.masterrecord.schema.Environments;
import io.masterrecord.schema.Row;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a model that changes: all tables have as many, and those of the same number
 * refer to each other.
 */
final class EvolvingRows {

	private static final int ROWS = 3;

	private EvolvingRows() {
	}

	/**
	 * Fill the tables that have no rows.
	 */
	static void insert(LiveSchema live, Schema schema) throws SQLException {
		List<UpsertRows> references = new ArrayList<>();
		for (Table table : schema.tables().values()) {
			if (count(live, table.name()) > 0) {
				continue;
			}
			List<String> referring = table.foreignKeys().stream().flatMap((key) -> key.columns().stream()).toList();
			List<Row> rows = new ArrayList<>();
			List<Row> links = new ArrayList<>();
			for (int i = 1; i <= ROWS; i++) {
				Map<String, Object> values = new LinkedHashMap<>();
				Map<String, Object> link = new LinkedHashMap<>();
				for (Column column : table.columns()) {
					Object value = value(table, column, i);
					if (value == null) {
						continue;
					}
					if (!referring.contains(column.name())) {
						values.put(column.name(), value);
					}
					link.put(column.name(), value);
				}
				rows.add(Row.of(values));
				links.add(Row.of(link));
			}
			live.apply(new InsertRows(table.name(), table.primaryKey().columns(), Environments.everywhere(), rows));
			if (!referring.isEmpty()) {
				references.add(new UpsertRows(table.name(), table.primaryKey().columns(), referring,
						Environments.everywhere(), links));
			}
		}
		for (UpsertRows operation : references) {
			live.apply(operation);
		}
	}

	private static @Nullable Object value(Table table, Column column, int number) {
		if (column.isComputed() || (column.nullable() && number == 2)) {
			return null;
		}
		for (Check check : table.checks()) {
			if (check.rule() instanceof Check.OneOf rule && rule.column().equals(column.name())) {
				return rule.values()
					.stream()
					.filter((value) -> !value.toString().startsWith("more"))
					.toList()
					.get(number);
			}
		}
		return switch (column.type().name()) {
			case BOOLEAN -> number == 1;
			case SMALLINT, INTEGER, BIGINT -> (long) number;
			case REAL, DOUBLE -> number + 0.5;
			case DECIMAL -> new BigDecimal(number + ".25");
			case VARCHAR, TEXT -> "Part's " + number;
			case UUID -> new UUID(1, number);
			case DATE -> LocalDate.of(2026, 1, number);
			case TIME -> LocalTime.of(number, 2, 3);
			case DATETIME -> LocalDateTime.of(2026, 1, number, 2, 3, 4);
			case TIMESTAMP -> Instant.parse("2026-01-0%dT02:03:04Z".formatted(number));
			case JSON -> "{\"it's\": %d}".formatted(number);
			case BINARY, ARRAY -> null;
		};
	}

	static int count(LiveSchema live, String table) {
		return Integer.parseInt(live.one("SELECT count(*) FROM " + live.quote(table)));
	}

	/**
	 * Read the values of all columns that are still there and still hold the same, by the
	 * names that they had, and how many rows there are of each table.
	 * @param live the database
	 * @param from the schema before
	 * @param operations what has been done since, none to read the values before
	 * @param to the schema after
	 */
	static Map<String, String> contents(LiveSchema live, Schema from, List<SchemaOperation> operations, Schema to,
			boolean after) {
		Names names = new Names(operations);
		Map<String, String> contents = new LinkedHashMap<>();
		for (Table table : from.tables().values()) {
			Table present = names.table(table.name()).flatMap(to::table).orElse(null);
			if (present == null) {
				continue;
			}
			String tableName = after ? present.name() : table.name();
			contents.put(table.name(), String.valueOf(count(live, tableName)));
			for (Column column : table.columns()) {
				String now = names.column(present.name(), column.name())
					.flatMap(present::column)
					.filter((other) -> isSame(column, other))
					.map(Column::name)
					.orElse(null);
				if (now != null) {
					String name = live.quote(after ? now : column.name());
					List<String> values = new ArrayList<>(
							live.strings("SELECT %s FROM %s".formatted(name, live.quote(tableName)))
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

	private static boolean isSame(Column before, Column after) {
		return before.type().equals(after.type()) && before.nullable() == after.nullable()
				&& before.isComputed() == after.isComputed() && !before.isComputed();
	}

	/**
	 * What things are called after operations.
	 */
	private static final class Names {

		private final List<SchemaOperation> operations;

		Names(List<SchemaOperation> operations) {
			this.operations = operations;
		}

		Optional<String> table(String former) {
			String name = former;
			for (SchemaOperation operation : this.operations) {
				if (operation instanceof RenameTable rename && rename.table().equals(name)) {
					name = rename.newName();
				}
				if (operation instanceof DropTable drop && drop.table().equals(name)) {
					return Optional.empty();
				}
			}
			return Optional.of(name);
		}

		Optional<String> column(String table, String former) {
			String name = former;
			for (SchemaOperation operation : this.operations) {
				if (operation instanceof RenameColumn rename && rename.table().equals(table)
						&& rename.column().equals(name)) {
					name = rename.newName();
				}
				if (operation instanceof DropColumn drop && drop.table().equals(table) && drop.column().equals(name)) {
					return Optional.empty();
				}
			}
			return Optional.of(name);
		}

	}

}
