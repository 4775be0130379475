package io.masterrecord.operation;

import io.masterrecord.schema.UniqueConstraint;

/**
 * Adds a unique constraint.
 *
 * @param table the table
 * @param unique the constraint
 * @since 0.1.0
 */
public record AddUnique(String table, UniqueConstraint unique) implements SchemaOperation {

	@Override
	public <R> R accept(OperationVisitor<R> visitor) {
		return visitor.visit(this);
	}

}
