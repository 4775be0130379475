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
 * @param guarded whether only rows are deleted that migrations inserted here, nobody has
 * changed since and no other row refers to
 * @since 0.1.0
 */
public record DeleteRows(String table, List<String> key, Environments environments, List<Row> rows,
		boolean guarded) implements SchemaOperation {

	public DeleteRows {
		key = List.copyOf(key);
		rows = List.copyOf(rows);
	}

	/**
	 * Delete rows, whoever wrote them.
	 * @param table the table
	 * @param key the columns by which the rows are recognised
	 * @param environments where the rows are deleted
	 * @param rows the rows, in order
	 */
	public DeleteRows(String table, List<String> key, Environments environments, List<Row> rows) {
		this(table, key, environments, rows, false);
	}

	@Override
	public <R> R accept(OperationVisitor<R> visitor) {
		return visitor.visit(this);
	}

}
