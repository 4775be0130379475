package io.masterrecord.operation;

import io.masterrecord.schema.Column;

/**
 * Adds a column at the end of a table.
 *
 * @param table the table
 * @param column the column
 * @since 0.1.0
 */
public record AddColumn(String table, Column column) implements SchemaOperation {

	@Override
	public <R> R accept(OperationVisitor<R> visitor) {
		return visitor.visit(this);
	}

}
