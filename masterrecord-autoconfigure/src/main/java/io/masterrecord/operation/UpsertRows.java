package io.masterrecord.operation;

import java.util.List;

import io.masterrecord.schema.Environments;
import io.masterrecord.schema.Row;

/**
 * Inserts declared rows, or updates the existing rows of the same key.
 *
 * @param table the table
 * @param key the columns by which the rows are recognised; the primary key or the columns
 * of a unique constraint or unique index
 * @param updating the columns that are overwritten in an existing row; empty means every
 * column a row names except the key and the primary key
 * @param environments where the rows are written; elsewhere the step is skipped and
 * recorded as such
 * @param rows the rows, in order; they may name different columns
 * @param sync whether a row is deleted by a later migration when it is declared no more
 * @since 0.1.0
 */
public record UpsertRows(String table, List<String> key, List<String> updating, Environments environments,
		List<Row> rows, boolean sync) implements SchemaOperation {

	public UpsertRows {
		key = List.copyOf(key);
		updating = List.copyOf(updating);
		rows = List.copyOf(rows);
	}

	/**
	 * Upsert rows that stay when they are declared no more.
	 * @param table the table
	 * @param key the columns by which the rows are recognised
	 * @param updating the columns that are overwritten in an existing row; empty means
	 * all but the key and the primary key
	 * @param environments where the rows are written
	 * @param rows the rows, in order
	 */
	public UpsertRows(String table, List<String> key, List<String> updating, Environments environments,
			List<Row> rows) {
		this(table, key, updating, environments, rows, false);
	}

	@Override
	public <R> R accept(OperationVisitor<R> visitor) {
		return visitor.visit(this);
	}

}
