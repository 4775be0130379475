package io.masterrecord.operation;

import io.masterrecord.schema.Column;

/**
 * Changes the type, nullability, default or identity of a column, all at once.
 *
 * @param table the table
 * @param column the column as it is from now on; its name tells which one
 * @since 0.1.0
 */
public record AlterColumn(String table, Column column) implements SchemaOperation {

	@Override
	public <R> R accept(OperationVisitor<R> visitor) {
		return visitor.visit(this);
	}

}
