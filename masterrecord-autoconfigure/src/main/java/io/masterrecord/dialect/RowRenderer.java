package io.masterrecord.dialect;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.masterrecord.schema.Column;
import io.masterrecord.schema.ColumnType;
import io.masterrecord.schema.Row;
import io.masterrecord.schema.RowReference;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.Table;
import io.masterrecord.schema.TypeName;
import org.jspecify.annotations.Nullable;

/**
 * Turns declared rows into statements. Rows keep their order, because a row may refer to
 * one before it; neighbours with the same columns share a statement.
 */
final class RowRenderer {

	private static final int ROWS_PER_STATEMENT = 100;

	private final StandardDialect dialect;

	private final Schema before;

	private final Table table;

	private boolean single;

	RowRenderer(StandardDialect dialect, Schema before, Table table) {
		this.dialect = dialect;
		this.before = before;
		this.table = table;
	}

	List<SqlCommand> insert(List<Row> rows) {
		List<SqlCommand> commands = new ArrayList<>();
		for (List<Row> batch : batches(rows, List.of())) {
			List<String> columns = columns(batch.get(0));
			commands.add(columns.isEmpty()
					? SqlCommand.of(this.dialect.insertDefaults(this.dialect.quote(this.table.name())))
					: command(this.dialect.insert(this.table.name(), columns, batch.size()), columns, batch));
		}
		return commands;
	}

	/**
	 * Insert rows unless rows of the same key exist. Where the key is not unique, no
	 * statement can tell, and the caller has to.
	 * @param rows the rows
	 * @param key the columns by which a row is recognised; none for the primary key, or
	 * else the only unique key
	 */
	List<SqlCommand> insertIfAbsent(List<Row> rows, List<String> key) {
		List<String> target = key.isEmpty() ? givenKey(rows) : key;
		boolean unique = UniqueKeys.of(this.table).stream().anyMatch((columns) -> columns.equals(Set.copyOf(target)));
		if (!unique || !rows.stream().allMatch((row) -> gives(row, target))) {
			return insert(rows);
		}
		this.single = !this.dialect.upsertSeesItsRows() && refersToItself();
		List<SqlCommand> commands = new ArrayList<>();
		for (List<Row> batch : batches(rows, target)) {
			List<String> columns = columns(batch.get(0));
			commands.add(
					command(this.dialect.upsert(this.table, columns, target, List.of(), batch.size()), columns, batch));
		}
		return commands;
	}

	private boolean refersToItself() {
		return this.table.foreignKeys()
			.stream()
			.anyMatch((foreignKey) -> foreignKey.targetTable().equals(this.table.name()));
	}

	private List<String> givenKey(List<Row> rows) {
		return UniqueKeys.of(this.table)
			.stream()
			.<List<String>>map(List::copyOf)
			.filter((key) -> rows.stream().allMatch((row) -> gives(row, key)))
			.findFirst()
			.orElse(List.of());
	}

	private static boolean gives(Row row, List<String> key) {
		return key.stream().allMatch((column) -> row.values().get(column) != null);
	}

	List<SqlCommand> upsert(List<Row> rows, List<String> key, List<String> updating) {
		this.single = !this.dialect.upsertSeesItsRows() && refersToItself();
		requireUnique(key);
		rows.forEach((row) -> requireValues(row, key));
		List<SqlCommand> commands = new ArrayList<>();
		for (List<Row> batch : batches(rows, key)) {
			List<String> columns = columns(batch.get(0));
			String sql = this.dialect.upsert(this.table, columns, key, overwritten(columns, key, updating),
					batch.size());
			commands.add(command(sql, columns, batch));
		}
		return commands;
	}

	List<SqlCommand> delete(List<Row> rows, List<String> key) {
		List<SqlCommand> commands = new ArrayList<>();
		for (Row row : rows) {
			List<String> conditions = new ArrayList<>();
			List<TypedValue> values = new ArrayList<>();
			for (String name : key.isEmpty() ? columns(row) : key) {
				TypedValue value = value(row, name);
				if (value.value() instanceof RowReference reference) {
					conditions.add(this.dialect.quote(name) + " = " + selected(reference, values));
				}
				else if (value.value() == null) {
					conditions.add(this.dialect.quote(name) + " IS NULL");
				}
				else {
					conditions.add(this.dialect.quote(name) + " = ?");
					values.add(value);
				}
			}
			if (conditions.isEmpty()) {
				throw new DialectException("A row of '%s' that is to be deleted names no column: name its key"
					.formatted(this.table.name()));
			}
			commands.add(new SqlCommand("DELETE FROM " + this.dialect.quote(this.table.name()) + " WHERE "
					+ String.join(" AND ", conditions), values));
		}
		return commands;
	}

	private List<String> overwritten(List<String> columns, List<String> key, List<String> updating) {
		List<String> primaryKey = (this.table.primaryKey() != null) ? this.table.primaryKey().columns() : List.of();
		return columns.stream()
			.filter((name) -> !key.contains(name) && !primaryKey.contains(name))
			.filter((name) -> updating.isEmpty() || updating.contains(name))
			.toList();
	}

	/**
	 * Group neighbours with the same columns, as far as the limits of a statement allow;
	 * a key that comes again starts a new group, since a statement may not meet its own
	 * rows.
	 */
	private List<List<Row>> batches(List<Row> rows, List<String> key) {
		List<List<Row>> batches = new ArrayList<>();
		List<Row> current = new ArrayList<>();
		Set<Object> keys = new HashSet<>();
		for (Row row : rows) {
			boolean repeated = !key.isEmpty() && !keys.add(List.copyOf(row.only(key).values().values()));
			if (!current.isEmpty() && (repeated || isFull(current) || !sameColumns(current.get(0), row))) {
				batches.add(current);
				current = new ArrayList<>();
				keys.clear();
				keys.add(key.isEmpty() ? key : List.copyOf(row.only(key).values().values()));
			}
			current.add(row);
		}
		if (!current.isEmpty()) {
			batches.add(current);
		}
		return batches;
	}

	private boolean isFull(List<Row> batch) {
		int columns = batch.get(0).values().size();
		int most = (columns == 0 || this.single) ? 1 : Math.min(ROWS_PER_STATEMENT, this.dialect.maxValues() / columns);
		return batch.size() >= most;
	}

	private static boolean sameColumns(Row one, Row other) {
		return one.values().keySet().equals(other.values().keySet());
	}

	private SqlCommand command(String sql, List<String> columns, List<Row> rows) {
		List<TypedValue> values = new ArrayList<>();
		rows.forEach((row) -> columns.forEach((column) -> values.add(value(row, column))));
		return values.stream().anyMatch((value) -> value.value() instanceof RowReference) ? referring(sql, values)
				: new SqlCommand(sql, values);
	}

	/** Put a query in the place of each placeholder whose value another row has. */
	private SqlCommand referring(String sql, List<TypedValue> values) {
		List<TypedValue> bound = new ArrayList<>();
		String text = Placeholders.replace(sql, (number) -> {
			TypedValue value = values.get(number);
			if (value.value() instanceof RowReference reference) {
				return selected(reference, bound);
			}
			bound.add(value);
			return "?";
		});
		return new SqlCommand(text, bound);
	}

	// The query in between lets a statement read the table that it writes, everywhere.
	private String selected(RowReference reference, List<TypedValue> bound) {
		List<String> conditions = new ArrayList<>();
		reference.key().values().forEach((column, value) -> {
			if (value instanceof RowReference other) {
				conditions.add(this.dialect.quote(column) + " = " + selected(other, bound));
			}
			else {
				conditions.add(this.dialect.quote(column) + " = ?");
				bound.add(new TypedValue(typeOf(reference.table(), column), value));
			}
		});
		String column = this.dialect.quote(reference.column());
		return "(SELECT r.%s FROM (SELECT %s FROM %s WHERE %s) r)".formatted(column, column,
				this.dialect.quote(reference.table()), String.join(" AND ", conditions));
	}

	private ColumnType typeOf(String table, String column) {
		return this.before.table(table)
			.flatMap((target) -> target.column(column))
			.map(Column::type)
			.orElseThrow(() -> new DialectException(
					"A row of '%s' refers to column '%s' of '%s', which does not exist at this point"
						.formatted(this.table.name(), column, table)));
	}

	private TypedValue value(Row row, String name) {
		Column column = this.table.column(name)
			.orElseThrow(() -> new DialectException(
					"Table '%s' has no column '%s' for a row at this point: add it first, or correct its name"
						.formatted(this.table.name(), name)));
		@Nullable Object value = row.values().get(name);
		// Some store a REAL as a DOUBLE, which has to be the same number nevertheless.
		if (column.type().name() == TypeName.REAL && value instanceof Number number) {
			return new TypedValue(column.type(), (double) number.floatValue());
		}
		return new TypedValue(column.type(), value);
	}

	private void requireUnique(List<String> key) {
		if (UniqueKeys.of(this.table).stream().noneMatch((columns) -> columns.equals(Set.copyOf(key)))) {
			throw new DialectException(
					"An upsert into '%s' recognises rows by %s, which are not unique: add a unique constraint on them"
						.formatted(this.table.name(), key));
		}
	}

	private void requireValues(Row row, List<String> key) {
		for (String column : key) {
			if (row.values().get(column) == null) {
				throw new DialectException("A row that is upserted into '%s' has no value for its key column '%s'"
					.formatted(this.table.name(), column));
			}
		}
	}

	private static List<String> columns(Row row) {
		return List.copyOf(row.values().keySet());
	}

}
