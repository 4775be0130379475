package io.masterrecord.operation;

import java.util.List;

import io.masterrecord.schema.Environments;
import io.masterrecord.schema.Row;

/**
 * Inserts declared rows. A row that meets an existing one of the same key is an error,
 * unless an earlier run wrote that one, as this database has it on record.
 *
 * @param table the table
 * @param key the columns by which the rows are recognised; empty if by all their values
 * @param environments where the rows are written; elsewhere the step is skipped and
 * recorded as such
 * @param rows the rows, in order; they may name different columns
 * @param ifAbsent whether a row that meets an existing one of the same key is left out
 * @since 0.1.0
 */
public record InsertRows(String table, List<String> key, Environments environments, List<Row> rows,
		boolean ifAbsent) implements SchemaOperation {

	public InsertRows {
		key = List.copyOf(key);
		rows = List.copyOf(rows);
	}

	/**
	 * Insert rows where a row of the same key is an error.
	 * @param table the table
	 * @param key the columns by which the rows are recognised; empty if by all their
	 * values
	 * @param environments where the rows are written
	 * @param rows the rows, in order
	 */
	public InsertRows(String table, List<String> key, Environments environments, List<Row> rows) {
		this(table, key, environments, rows, false);
	}

	@Override
	public <R> R accept(OperationVisitor<R> visitor) {
		return visitor.visit(this);
	}

}
