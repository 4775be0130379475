package io.masterrecord.migration;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import io.masterrecord.dialect.Dialect;
import io.masterrecord.dialect.TypedValue;
import io.masterrecord.jdbc.ColumnReader;
import io.masterrecord.jdbc.SqlStatement;
import io.masterrecord.jdbc.StatementGate;
import io.masterrecord.jdbc.StatementKind;
import io.masterrecord.operation.SeedFingerprint;
import io.masterrecord.schema.Column;
import io.masterrecord.schema.ColumnType;
import io.masterrecord.schema.Row;
import io.masterrecord.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a table of the application, as migrations look at them: found by the values
 * of some columns, compared by a hash.
 */
final class RowTable {

	private final StatementGate gate;

	private final Dialect dialect;

	private final Table table;

	RowTable(StatementGate gate, Table table) {
		this.gate = gate;
		this.dialect = gate.dialect();
		this.table = table;
	}

	String name() {
		return this.table.name();
	}

	/**
	 * Return the columns that no two rows share: the primary key, or else the given ones.
	 */
	List<String> identity(List<String> otherwise) {
		return (this.table.primaryKey() != null) ? this.table.primaryKey().columns() : otherwise;
	}

	/**
	 * Tell whether there is no row at all.
	 */
	boolean isEmpty() {
		String sql = "SELECT 1 FROM " + quoted() + this.dialect.limit(true, false);
		return !this.gate.<Boolean>query(new SqlStatement(sql, List.of(new TypedValue(HistoryTables.BIGINT, 1L)),
				Set.of(name()), StatementKind.SELECT), (result) -> result.next());
	}

	/**
	 * Find the rows that have the same values in some columns as the given ones.
	 * @param rows what is looked for, with values for the columns
	 * @param key the columns; none for all that a row names
	 * @param lock whether nobody else may change them until the end of the transaction
	 * @return the whole rows by the hash of those columns; of equal ones the last
	 */
	Map<String, List<Row>> find(List<Row> rows, List<String> key, boolean lock) {
		Map<String, List<Row>> found = new LinkedHashMap<>();
		byColumns(rows, key)
			.forEach((columns, group) -> parts(group, most(columns)).forEach((some) -> select(some, columns, lock)
				.forEach((row) -> found.computeIfAbsent(keyHash(row, columns), (any) -> new ArrayList<>()).add(row))));
		return found;
	}

	private List<Row> select(List<Row> rows, List<String> columns, boolean lock) {
		List<TypedValue> values = new ArrayList<>();
		String condition = any(rows, columns, values);
		String sql = "SELECT "
				+ this.table.columns()
					.stream()
					.map((column) -> this.dialect.quote(column.name()))
					.collect(Collectors.joining(", "))
				+ " FROM " + quoted() + " WHERE " + condition + " ORDER BY "
				+ this.dialect.quote(identity(columns).get(0))
				+ ((lock && this.dialect.rowLocks()) ? this.dialect.lockRows() : "");
		return this.gate.query(new SqlStatement(sql, values, Set.of(name()), StatementKind.SELECT), (result) -> {
			List<Row> read = new ArrayList<>();
			while (result.next()) {
				Map<String, @Nullable Object> row = new LinkedHashMap<>();
				for (int i = 0; i < this.table.columns().size(); i++) {
					Column column = this.table.columns().get(i);
					row.put(column.name(), ColumnReader.read(result, i + 1, column.type(),
							this.dialect.valueForm(column.type().name())));
				}
				read.add(Row.of(row));
			}
			return read;
		});
	}

	/**
	 * Count those of some rows that meet a condition.
	 * @param rows what they are recognised by
	 * @param condition the condition, in SQL
	 */
	long count(List<Row> rows, String condition) {
		long count = 0;
		for (Map.Entry<List<String>, List<Row>> group : byColumns(rows, List.of()).entrySet()) {
			for (List<Row> some : parts(group.getValue(), most(group.getKey()))) {
				List<TypedValue> values = new ArrayList<>();
				String sql = "SELECT COUNT(*) FROM " + quoted() + " WHERE " + condition + " AND ("
						+ any(some, group.getKey(), values) + ")";
				count += this.gate.<Long>query(new SqlStatement(sql, values, Set.of(name()), StatementKind.SELECT),
						(result) -> result.next() ? result.getLong(1) : 0L);
			}
		}
		return count;
	}

	private static Map<List<String>, List<Row>> byColumns(List<Row> rows, List<String> key) {
		Map<List<String>, List<Row>> byColumns = new LinkedHashMap<>();
		rows.forEach((row) -> byColumns
			.computeIfAbsent(key.isEmpty() ? List.copyOf(row.values().keySet()) : key, (any) -> new ArrayList<>())
			.add(row));
		return byColumns;
	}

	/** How many rows are asked for at once. */
	private int most(List<String> columns) {
		return Math.max(1, Math.min((columns.size() == 1) ? 500 : 200, this.dialect.maxValues() / columns.size()));
	}

	private String any(List<Row> rows, List<String> columns, List<TypedValue> values) {
		return (columns.size() == 1 && rows.stream().allMatch((row) -> row.values().get(columns.get(0)) != null))
				? in(rows, columns.get(0), values)
				: rows.stream().map((row) -> same(row.only(columns), values)).collect(Collectors.joining(" OR "));
	}

	private String in(List<Row> rows, String column, List<TypedValue> values) {
		rows.forEach((row) -> values.add(typed(column, row.values().get(column))));
		return this.dialect.quote(column)
				+ rows.stream().map((row) -> "?").collect(Collectors.joining(", ", " IN (", ")"));
	}

	private String same(Row row, List<TypedValue> values) {
		return row.values().entrySet().stream().map((entry) -> {
			if (entry.getValue() == null) {
				return this.dialect.quote(entry.getKey()) + " IS NULL";
			}
			values.add(typed(entry.getKey(), entry.getValue()));
			return this.dialect.quote(entry.getKey()) + " = ?";
		}).collect(Collectors.joining(" AND ", "(", ")"));
	}

	/**
	 * Tell whether a row refers to another one through a foreign key.
	 * @param columns the referring columns, in the order of the values
	 * @param values the values of the row that they may refer to
	 * @param except the identity of a row that does not count, or {@code null}
	 */
	boolean refersTo(List<String> columns, List<@Nullable Object> values, @Nullable Row except) {
		Map<String, @Nullable Object> condition = new LinkedHashMap<>();
		for (int i = 0; i < columns.size(); i++) {
			if (values.get(i) == null) {
				return false;
			}
			condition.put(columns.get(i), values.get(i));
		}
		List<TypedValue> bound = new ArrayList<>();
		String sql = "SELECT 1 FROM " + quoted() + " WHERE " + same(new Row(condition), bound)
				+ ((except != null) ? " AND NOT " + same(except, bound) : "") + this.dialect.limit(true, false);
		bound.add(new TypedValue(HistoryTables.BIGINT, 1L));
		return this.gate.<Boolean>query(new SqlStatement(sql, bound, Set.of(name()), StatementKind.SELECT),
				(result) -> result.next());
	}

	/**
	 * Return which values of a column occur.
	 * @param column the column
	 * @param wanted the values that are looked for
	 * @return the hashes of those that occur, as {@link #keyHash} makes them
	 */
	Set<String> values(String column, List<Object> wanted) {
		Set<String> hashes = new HashSet<>();
		for (List<Object> some : parts(wanted)) {
			List<TypedValue> bound = new ArrayList<>();
			String sql = "SELECT DISTINCT " + this.dialect.quote(column) + " FROM " + quoted() + " WHERE "
					+ in(some.stream().map((value) -> new Row(Map.of(column, value))).toList(), column, bound);
			ColumnType type = type(column);
			this.gate.query(new SqlStatement(sql, bound, Set.of(name()), StatementKind.SELECT), (result) -> {
				while (result.next()) {
					Object value = ColumnReader.read(result, 1, type, this.dialect.valueForm(type.name()));
					Map<String, @Nullable Object> row = new LinkedHashMap<>();
					row.put(column, value);
					hashes.add(keyHash(Row.of(row), List.of(column)));
				}
				return hashes;
			});
		}
		return hashes;
	}

	private <T> List<List<T>> parts(List<T> all) {
		return parts(all, Math.min(500, this.dialect.maxValues()));
	}

	private static <T> List<List<T>> parts(List<T> all, int most) {
		List<List<T>> parts = new ArrayList<>();
		for (int from = 0; from < all.size(); from += most) {
			parts.add(all.subList(from, Math.min(all.size(), from + most)));
		}
		return parts;
	}

	/**
	 * Delete rows by their identities.
	 */
	void deleteAll(List<Row> identities) {
		List<String> columns = identities.isEmpty() ? List.of() : List.copyOf(identities.get(0).values().keySet());
		if (columns.size() != 1 || identities.stream().anyMatch((row) -> row.values().get(columns.get(0)) == null)) {
			identities.forEach(this::delete);
			return;
		}
		for (List<Row> some : parts(identities)) {
			List<TypedValue> values = new ArrayList<>();
			this.gate.update(new SqlStatement("DELETE FROM " + quoted() + " WHERE " + in(some, columns.get(0), values),
					values, Set.of(name()), StatementKind.DELETE));
		}
	}

	void delete(Row identity) {
		List<TypedValue> values = new ArrayList<>();
		this.gate.update(new SqlStatement("DELETE FROM " + quoted() + " WHERE " + same(identity, values), values,
				Set.of(name()), StatementKind.DELETE));
	}

	void update(Row changed, Row identity) {
		List<TypedValue> values = new ArrayList<>();
		String assignments = changed.values().entrySet().stream().map((entry) -> {
			values.add(typed(entry.getKey(), entry.getValue()));
			return this.dialect.quote(entry.getKey()) + " = ?";
		}).collect(Collectors.joining(", "));
		this.gate
			.update(new SqlStatement("UPDATE " + quoted() + " SET " + assignments + " WHERE " + same(identity, values),
					values, Set.of(name()), StatementKind.UPDATE));
	}

	void insert(Row row) {
		List<TypedValue> values = new ArrayList<>();
		row.values().forEach((column, value) -> values.add(typed(column, value)));
		String columns = row.values().keySet().stream().map(this.dialect::quote).collect(Collectors.joining(", "));
		this.gate.update(new SqlStatement(
				"INSERT INTO " + quoted() + " (" + columns + ") VALUES ("
						+ values.stream().map((value) -> "?").collect(Collectors.joining(", ")) + ")",
				values, Set.of(name()), StatementKind.INSERT));
	}

	/**
	 * Return what a row names of the columns that the table has at this point.
	 */
	Row known(Row row) {
		return row
			.only(row.values().keySet().stream().filter((column) -> this.table.column(column).isPresent()).toList());
	}

	/**
	 * Return the row as the database will give it back, so that it can be compared.
	 */
	Row normal(Row row) {
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		row.values().forEach((column, value) -> values.put(column, normal(type(column), value)));
		return new Row(values);
	}

	private static @Nullable Object normal(ColumnType type, @Nullable Object value) {
		if (!(value instanceof Number number)) {
			return value;
		}
		return switch (type.name()) {
			case DECIMAL -> (number instanceof BigDecimal decimal) ? decimal : new BigDecimal(number.toString());
			case DOUBLE -> number.doubleValue();
			case REAL -> (double) number.floatValue();
			case SMALLINT, INTEGER, BIGINT ->
				(number instanceof BigDecimal || number instanceof Double) ? number : Long.valueOf(number.longValue());
			default -> value;
		};
	}

	/**
	 * Return the hash of some values of a row, in the order of the columns. Their names
	 * are no part of it, so that it outlives a rename; nor are values of binary columns.
	 */
	String hash(Row row, List<String> columns) {
		return hashOf(row, columns.stream().filter((column) -> this.table.column(column).isPresent()).toList());
	}

	/**
	 * Return the hash of the values by which a row is recognised, in whatever order the
	 * columns are named.
	 */
	static String keyHash(Row row, List<String> columns) {
		return hashOf(row, columns.stream().sorted().toList());
	}

	private static String hashOf(Row row, List<String> columns) {
		List<@Nullable Object> values = new ArrayList<>(columns.size());
		for (String column : columns) {
			Object value = row.values().get(column);
			if (!(value instanceof byte[]) && row.values().containsKey(column)) {
				values.add(value);
			}
		}
		return SeedFingerprint.ofValues(values).substring(0, LedgerPage.HASH_LENGTH);
	}

	private TypedValue typed(String column, @Nullable Object value) {
		return new TypedValue(type(column), value);
	}

	private ColumnType type(String column) {
		return this.table.column(column)
			.map(Column::type)
			.orElseThrow(() -> new IllegalStateException(
					"Table '%s' has no column '%s' for a row".formatted(name(), column)));
	}

	private String quoted() {
		return this.dialect.quote(Objects.requireNonNull(this.table.name()));
	}

}
