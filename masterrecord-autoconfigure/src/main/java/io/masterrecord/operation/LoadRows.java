package io.masterrecord.operation;

import java.util.List;

import io.masterrecord.schema.Environments;
import io.masterrecord.schema.SeedPolicy;

/**
 * Writes the rows of a file beside the migration. The rows are read one after the other
 * when the migration runs, and are never in memory together.
 *
 * @param table the table
 * @param set what the set is called, by which a later migration recognises it
 * @param key the columns by which the rows are recognised; empty if by all their values
 * @param policy what happens where a row exists already
 * @param updating the columns that are overwritten in an existing row; empty means every
 * column a row names except the key and the primary key
 * @param environments where the rows are written; elsewhere the step is skipped and
 * recorded as such
 * @param file the rows
 * @since 0.1.0
 */
public record LoadRows(String table, String set, List<String> key, SeedPolicy policy, List<String> updating,
		Environments environments, RowFile file) implements SchemaOperation {

	public LoadRows {
		key = List.copyOf(key);
		updating = List.copyOf(updating);
	}

	@Override
	public <R> R accept(OperationVisitor<R> visitor) {
		return visitor.visit(this);
	}

}
