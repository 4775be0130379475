package io.masterrecord.migration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.masterrecord.MasterRecordException;
import io.masterrecord.jdbc.StatementGate;
import io.masterrecord.schema.Row;
import io.masterrecord.schema.RowReference;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * Looks up the values that rows take from other rows. What was looked up is remembered
 * for the step.
 */
final class RowReferences {

	private static final int MOST_REMEMBERED = 10_000;

	private final StatementGate gate;

	private final Schema schema;

	private final Map<RowReference, Object> known = new LinkedHashMap<>();

	RowReferences(StatementGate gate, Schema schema) {
		this.gate = gate;
		this.schema = schema;
	}

	/**
	 * Return a row with values in the place of its references.
	 * @throws MasterRecordException if a row is referred to that does not exist
	 */
	Row resolve(String table, Row row) {
		if (row.values().values().stream().noneMatch(RowReference.class::isInstance)) {
			return row;
		}
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		row.values()
			.forEach((column, value) -> values.put(column,
					(value instanceof RowReference reference) ? value(table, reference) : value));
		return new Row(values);
	}

	/**
	 * Tell whether every row that a row refers to exists.
	 */
	boolean canResolve(Row row) {
		return row.values()
			.values()
			.stream()
			.allMatch((value) -> !(value instanceof RowReference reference) || find(reference) != null);
	}

	private Object value(String table, RowReference reference) {
		Object value = find(reference);
		if (value == null) {
			throw new MasterRecordException(
					"a row of '%s' refers to the row of '%s' with %s, which does not exist here: write that row first, "
						.formatted(table, reference.table(), reference.key().values()) + "in the same environments");
		}
		return value;
	}

	private @Nullable Object find(RowReference reference) {
		Object value = this.known.get(reference);
		if (value == null) {
			value = ask(reference);
			if (value != null && this.known.size() < MOST_REMEMBERED) {
				this.known.put(reference, value);
			}
		}
		return value;
	}

	private @Nullable Object ask(RowReference reference) {
		Table table = this.schema.table(reference.table())
			.orElseThrow(() -> new MasterRecordException(
					"a row refers to table '%s', which does not exist at this point".formatted(reference.table())));
		if (!canResolve(reference.key())) {
			return null;
		}
		RowTable rows = new RowTable(this.gate, table);
		Row key = rows.normal(resolve(reference.table(), reference.key()));
		return rows.find(List.of(key), List.of(), false)
			.values()
			.stream()
			.flatMap(List::stream)
			.findFirst()
			.map((found) -> found.values().get(reference.column()))
			.orElse(null);
	}

}
