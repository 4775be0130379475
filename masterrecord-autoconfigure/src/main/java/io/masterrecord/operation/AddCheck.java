package io.masterrecord.operation;

import io.masterrecord.schema.Check;

/**
 * Adds a check constraint to a table.
 *
 * @param table the table
 * @param check the constraint
 * @since 0.1.0
 */
public record AddCheck(String table, Check check) implements SchemaOperation {

	@Override
	public <R> R accept(OperationVisitor<R> visitor) {
		return visitor.visit(this);
	}

}
