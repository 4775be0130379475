package io.masterrecord.operation;

import io.masterrecord.schema.Column;
import io.masterrecord.schema.Schema;

/**
 * Changes the type, nullability, default or identity of a column, all at once.
 *
 * @param table the table
 * @param column the column as it is from now on; its name tells which one
 * @since 0.1.0
 */
public record AlterColumn(String table, Column column) implements SchemaOperation {

	/**
	 * Tell whether rows get the default in place of NULL, after which nobody can tell
	 * them from those that had that value before.
	 * @param before the schema before the operation
	 * @return whether there is NULL to be filled, all rows having it
	 */
	public boolean fillsNulls(Schema before) {
		return before.table(this.table)
			.flatMap((known) -> known.column(this.column.name()))
			.filter(this.column::fillsNullsOf)
			.isPresent();
	}

	@Override
	public <R> R accept(OperationVisitor<R> visitor) {
		return visitor.visit(this);
	}

}
