package io.masterrecord.operation;

/**
 * Drops a check constraint.
 *
 * @param table the table
 * @param name the name of the constraint
 * @since 0.1.0
 */
public record DropCheck(String table, String name) implements SchemaOperation {

	@Override
	public <R> R accept(OperationVisitor<R> visitor) {
		return visitor.visit(this);
	}

}
