package io.masterrecord.migration;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.masterrecord.dialect.Dialect;
import io.masterrecord.dialect.TypedValue;
import io.masterrecord.jdbc.ColumnReader;
import io.masterrecord.jdbc.SqlBatch;
import io.masterrecord.jdbc.SqlStatement;
import io.masterrecord.jdbc.StatementGate;
import io.masterrecord.jdbc.StatementKind;
import io.masterrecord.schema.Column;
import io.masterrecord.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one table of the history, as values by column.
 */
final class TableRows {

	private final StatementGate gate;

	private final Dialect dialect;

	private final Table table;

	TableRows(StatementGate gate, Table table) {
		this.gate = gate;
		this.dialect = gate.dialect();
		this.table = table;
	}

	/**
	 * Read columns of the rows with the given values, sorted by a column.
	 */
	List<Map<String, @Nullable Object>> select(List<String> columns, Map<String, ?> where, String sortedBy) {
		String sql = "SELECT " + columns.stream().map(this.dialect::quote).collect(Collectors.joining(", ")) + " FROM "
				+ name() + condition(where) + " ORDER BY " + this.dialect.quote(sortedBy);
		return this.gate.query(statement(StatementKind.SELECT, sql, where), (rows) -> {
			List<Map<String, @Nullable Object>> result = new ArrayList<>();
			while (rows.next()) {
				result.add(read(rows, columns));
			}
			return result;
		});
	}

	void insert(Map<String, ?> values) {
		insertAll(List.of(values));
	}

	/**
	 * Insert rows that name the same columns in the same order.
	 */
	void insertAll(List<? extends Map<String, ?>> rows) {
		if (rows.isEmpty()) {
			return;
		}
		Set<String> columns = rows.get(0).keySet();
		String sql = "INSERT INTO " + name() + " ("
				+ columns.stream().map(this.dialect::quote).collect(Collectors.joining(", ")) + ") VALUES ("
				+ columns.stream().map((column) -> "?").collect(Collectors.joining(", ")) + ")";
		if (rows.size() == 1) {
			this.gate.update(statement(StatementKind.INSERT, sql, rows.get(0)));
			return;
		}
		this.gate.batch(new SqlBatch(sql, rows.stream().map(this::typed).toList(), Set.of(this.table.name()),
				StatementKind.INSERT));
	}

	int update(Map<String, ?> values, Map<String, ?> where) {
		String assignments = values.keySet()
			.stream()
			.map((column) -> this.dialect.quote(column) + " = ?")
			.collect(Collectors.joining(", "));
		List<TypedValue> bound = new ArrayList<>(typed(values));
		bound.addAll(typed(where));
		return this.gate.update(new SqlStatement("UPDATE " + name() + " SET " + assignments + condition(where), bound,
				Set.of(this.table.name()), StatementKind.UPDATE));
	}

	int delete(Map<String, ?> where) {
		return this.gate.update(statement(StatementKind.DELETE, "DELETE FROM " + name() + condition(where), where));
	}

	private String name() {
		return this.dialect.quote(this.table.name());
	}

	private String condition(Map<String, ?> where) {
		if (where.isEmpty()) {
			return "";
		}
		return where.keySet()
			.stream()
			.map((column) -> this.dialect.quote(column) + " = ?")
			.collect(Collectors.joining(" AND ", " WHERE ", ""));
	}

	private SqlStatement statement(StatementKind kind, String sql, Map<String, ?> values) {
		return new SqlStatement(sql, typed(values), Set.of(this.table.name()), kind);
	}

	private List<TypedValue> typed(Map<String, ?> values) {
		List<TypedValue> result = new ArrayList<>();
		values.forEach((column, value) -> result.add(new TypedValue(column(column).type(), value)));
		return result;
	}

	private Map<String, @Nullable Object> read(ResultSet rows, List<String> columns) throws SQLException {
		Map<String, @Nullable Object> row = new LinkedHashMap<>();
		for (int i = 0; i < columns.size(); i++) {
			Column column = column(columns.get(i));
			row.put(column.name(),
					ColumnReader.read(rows, i + 1, column.type(), this.dialect.valueForm(column.type().name())));
		}
		return row;
	}

	private Column column(String name) {
		return this.table.column(name)
			.orElseThrow(() -> new IllegalArgumentException(
					"Table '%s' has no column '%s'".formatted(this.table.name(), name)));
	}

}
