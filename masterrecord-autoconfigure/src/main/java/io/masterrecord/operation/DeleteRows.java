package io.masterrecord.operation;

import java.util.List;

import io.masterrecord.schema.Environments;
import io.masterrecord.schema.Row;

/**
 * Deletes declared rows by their key. A row that is gone already is no error.
 *
 * @param table the table
 * @param key the columns by which the rows are recognised
 * @param environments where the rows are deleted; elsewhere the step is skipped and
 * recorded as such
 * @param rows the rows, in order; each names at least the key columns
 * @since 0.1.0
 */
public record DeleteRows(String table, List<String> key, Environments environments,
		List<Row> rows) implements SchemaOperation {

	public DeleteRows {
		key = List.copyOf(key);
		rows = List.copyOf(rows);
	}

	@Override
	public <R> R accept(OperationVisitor<R> visitor) {
		return visitor.visit(this);
	}

}
