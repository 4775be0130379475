package io.masterrecord.operation;

/**
 * Drops a foreign key.
 *
 * @param table the referencing table
 * @param name the name of the constraint
 * @since 0.1.0
 */
public record DropForeignKey(String table, String name) implements SchemaOperation {

	@Override
	public <R> R accept(OperationVisitor<R> visitor) {
		return visitor.visit(this);
	}

}
