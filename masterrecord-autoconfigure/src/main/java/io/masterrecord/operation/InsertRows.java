package io.masterrecord.operation;

import java.util.List;

import io.masterrecord.schema.Environments;
import io.masterrecord.schema.Row;

/**
 * Inserts declared rows. A row that meets an existing one of the same key is an error.
 *
 * @param table the table
 * @param key the columns by which the rows are recognised; empty if by all their values
 * @param environments where the rows are written; elsewhere the step is skipped and
 * recorded as such
 * @param rows the rows, in order; they may name different columns
 * @since 0.1.0
 */
public record InsertRows(String table, List<String> key, Environments environments,
		List<Row> rows) implements SchemaOperation {

	public InsertRows {
		key = List.copyOf(key);
		rows = List.copyOf(rows);
	}

	@Override
	public <R> R accept(OperationVisitor<R> visitor) {
		return visitor.visit(this);
	}

}
