package io.masterrecord.operation;

import io.masterrecord.schema.PrimaryKey;

/**
 * Adds a primary key to a table that has none.
 *
 * @param table the table
 * @param primaryKey the key
 * @since 0.1.0
 */
public record AddPrimaryKey(String table, PrimaryKey primaryKey) implements SchemaOperation {

	@Override
	public <R> R accept(OperationVisitor<R> visitor) {
		return visitor.visit(this);
	}

}
