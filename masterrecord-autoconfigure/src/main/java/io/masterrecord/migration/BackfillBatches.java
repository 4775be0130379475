package io.masterrecord.migration;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.masterrecord.dialect.Dialect;
import io.masterrecord.dialect.TypedValue;
import io.masterrecord.jdbc.ColumnReader;
import io.masterrecord.jdbc.SqlStatement;
import io.masterrecord.jdbc.StatementGate;
import io.masterrecord.jdbc.StatementKind;
import io.masterrecord.migration.BackfillProgress.State;
import io.masterrecord.operation.Backfill;
import io.masterrecord.schema.Column;
import io.masterrecord.schema.PrimaryKey;
import io.masterrecord.schema.Row;
import io.masterrecord.schema.SqlText;
import io.masterrecord.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * Fills the rows of a table, a batch after the other in the order of the primary key. No
 * row is looked at twice, wherever a run has ended.
 */
final class BackfillBatches {

	private final StatementGate gate;

	private final Dialect dialect;

	private final Backfill operation;

	private final Table table;

	private final List<Column> key;

	private final String update;

	BackfillBatches(StatementGate gate, PlannedStep step, Backfill operation) {
		this.gate = gate;
		this.dialect = gate.dialect();
		this.operation = operation;
		this.table = step.before().table(operation.table()).orElseThrow();
		PrimaryKey primaryKey = this.table.primaryKey();
		List<String> columns = (primaryKey != null) ? primaryKey.columns() : List.of();
		this.key = columns.stream().map((column) -> this.table.column(column).orElseThrow()).toList();
		this.update = step.commands().get(0).sql();
	}

	/**
	 * Fill the next batch.
	 * @param before how far the rows are filled
	 * @return how far they are then; {@code null} if there was nothing left to do
	 */
	@Nullable State next(State before) {
		Row last = lastOfNext(before.last());
		if (last == null) {
			return null;
		}
		List<TypedValue> values = new ArrayList<>();
		List<String> conditions = new ArrayList<>();
		Row former = before.last();
		if (former != null) {
			conditions.add(beyond(former, values));
		}
		conditions.add("NOT " + beyond(last, values));
		String sql = this.update + ((this.operation.condition() != null) ? " AND " : " WHERE ")
				+ String.join(" AND ", conditions);
		int filled = this.gate.update(statement(sql, values, StatementKind.UPDATE));
		return new State(last, before.filled() + filled);
	}

	/**
	 * Return the key of the last row of the next batch, or {@code null} if there is none.
	 */
	private @Nullable Row lastOfNext(@Nullable Row former) {
		List<TypedValue> values = new ArrayList<>();
		String columns = this.key.stream()
			.map((column) -> this.dialect.quote(column.name()))
			.collect(Collectors.joining(", "));
		List<String> conditions = new ArrayList<>();
		String condition = this.operation.condition();
		if (condition != null) {
			conditions.add("(" + SqlText.quote(condition, this.table, this.dialect::quote) + ")");
		}
		if (former != null) {
			conditions.add(beyond(former, values));
		}
		values.add(new TypedValue(HistoryTables.BIGINT, (long) this.operation.batch()));
		String sql = "SELECT " + columns + " FROM " + this.dialect.quote(this.table.name())
				+ (conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions)) + " ORDER BY " + columns
				+ this.dialect.limit(true, false);
		return this.gate.query(statement(sql, values, StatementKind.SELECT), (rows) -> {
			Row last = null;
			while (rows.next()) {
				last = read(rows);
			}
			return Optional.ofNullable(last);
		}).orElse(null);
	}

	private Row read(ResultSet rows) throws SQLException {
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		for (int i = 0; i < this.key.size(); i++) {
			Column column = this.key.get(i);
			values.put(column.name(),
					ColumnReader.read(rows, i + 1, column.type(), this.dialect.valueForm(column.type().name())));
		}
		return Row.of(values);
	}

	/**
	 * Return the condition for keys beyond another one.
	 */
	private String beyond(Row other, List<TypedValue> values) {
		List<String> ways = new ArrayList<>();
		for (int i = 0; i < this.key.size(); i++) {
			List<String> parts = new ArrayList<>();
			for (int j = 0; j <= i; j++) {
				Column column = this.key.get(j);
				parts.add(this.dialect.quote(column.name()) + ((j < i) ? " = ?" : " > ?"));
				values.add(new TypedValue(column.type(), other.values().get(column.name())));
			}
			ways.add(String.join(" AND ", parts));
		}
		return "(" + String.join(" OR ", ways) + ")";
	}

	private SqlStatement statement(String sql, List<TypedValue> values, StatementKind kind) {
		return new SqlStatement(sql, values, Set.of(this.table.name()), kind);
	}

}
