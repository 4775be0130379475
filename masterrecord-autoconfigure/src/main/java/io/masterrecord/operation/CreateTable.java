package io.masterrecord.operation;

import io.masterrecord.schema.Table;

/**
 * Creates a table with its columns, primary key, unique constraints and foreign keys, not
 * its indexes: each index is a {@link CreateIndex} of its own.
 *
 * @param table the table, without indexes
 * @since 0.1.0
 */
public record CreateTable(Table table) implements SchemaOperation {

	@Override
	public <R> R accept(OperationVisitor<R> visitor) {
		return visitor.visit(this);
	}

}
