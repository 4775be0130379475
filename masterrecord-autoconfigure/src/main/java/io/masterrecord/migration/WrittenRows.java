package io.masterrecord.migration;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.masterrecord.migration.LedgerPage.Action;
import io.masterrecord.migration.LedgerPage.Entry;
import io.masterrecord.schema.Column;
import io.masterrecord.schema.ColumnDefault;
import io.masterrecord.schema.Row;
import io.masterrecord.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a table that migrations wrote, and that nobody has changed since: to apply
 * the migrations again brings them back.
 */
final class WrittenRows {

	private final Table model;

	private final RowTable table;

	private final Map<Row, Set<String>> columns = new LinkedHashMap<>();

	private long inserted;

	private WrittenRows(RunContext context, Table model) {
		this.model = model;
		this.table = new RowTable(context.session().gate(), model);
	}

	/**
	 * Look for them.
	 * @param context the run
	 * @param model the table as it is now
	 */
	static WrittenRows of(RunContext context, Table model) {
		WrittenRows rows = new WrittenRows(context, model);
		Map<Row, List<Entry>> entries = new LinkedHashMap<>();
		for (LedgerPage page : context.ledger().applied(model.name())) {
			for (Entry entry : page.entries()) {
				Row identity = rows.table.known(entry.identity());
				if (!identity.values().isEmpty()) {
					entries.computeIfAbsent(identity, (any) -> new ArrayList<>()).add(entry);
				}
			}
		}
		Map<String, List<Row>> found = rows.table.find(List.copyOf(entries.keySet()), List.of(), false);
		entries.forEach((identity, history) -> rows.add(identity, history,
				found.getOrDefault(RowTable.keyHash(identity, names(identity)), List.of())));
		return rows;
	}

	/**
	 * Return how many rows migrations inserted that are as they were.
	 */
	long inserted() {
		return this.inserted;
	}

	/**
	 * Count rows whose value in a column is one that migrations wrote.
	 * @param column the column
	 * @param condition what else is demanded of the rows
	 */
	long count(String column, String condition) {
		List<Row> some = this.columns.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().contains(column))
			.map(Map.Entry::getKey)
			.toList();
		return this.table.count(some, condition);
	}

	/**
	 * Go back through what was done to a row, as long as it is what migrations made of
	 * it.
	 */
	private void add(Row identity, List<Entry> history, List<Row> found) {
		if (found.isEmpty()) {
			return;
		}
		Row row = found.get(0);
		Set<String> written = new HashSet<>();
		int times = 0;
		for (int i = history.size() - 1; i >= 0; i--) {
			Entry entry = history.get(i);
			if (entry.is(Action.PRESENT)) {
				continue;
			}
			if (entry.is(Action.DELETED) || !this.table.hash(row, entry.columns()).equals(entry.hash())) {
				break;
			}
			written.addAll(entry.columns());
			if (entry.is(Action.INSERTED)) {
				times++;
			}
			else {
				row = before(row, entry);
			}
		}
		this.columns.put(identity, written);
		if (times > 0 && isBareBeside(found.get(0), written)) {
			this.inserted += Math.min(times, found.size());
		}
	}

	private static Row before(Row row, Entry entry) {
		Map<String, @Nullable Object> values = new LinkedHashMap<>(row.values());
		values.putAll(Objects.requireNonNull(entry.former()).values());
		return new Row(values);
	}

	/**
	 * Tell whether columns that no migration wrote have the values they get by
	 * themselves.
	 */
	private boolean isBareBeside(Row row, Set<String> written) {
		return this.model.columns()
			.stream()
			.filter((column) -> !written.contains(column.name()))
			.allMatch((column) -> isByItself(column, row.values().get(column.name())));
	}

	private static boolean isByItself(Column column, @Nullable Object value) {
		if (value == null || column.identity() || column.isComputed()) {
			return true;
		}
		if (column.defaultValue() instanceof ColumnDefault.Literal literal) {
			return (value instanceof Number && literal.value() instanceof Number)
					? new BigDecimal(value.toString()).compareTo(new BigDecimal(literal.value().toString())) == 0
					: value.toString().equals(literal.value().toString());
		}
		return column.defaultValue() != null;
	}

	private static List<String> names(Row row) {
		return List.copyOf(row.values().keySet());
	}

}
