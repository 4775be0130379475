package io.masterrecord.operation;

import io.masterrecord.schema.ForeignKey;

/**
 * Adds a foreign key.
 *
 * @param table the referencing table
 * @param foreignKey the foreign key
 * @since 0.1.0
 */
public record AddForeignKey(String table, ForeignKey foreignKey) implements SchemaOperation {

	@Override
	public <R> R accept(OperationVisitor<R> visitor) {
		return visitor.visit(this);
	}

}
