package io.masterrecord.operation;

/**
 * Renames a primary key, unique constraint, foreign key or check constraint.
 *
 * @param table the table
 * @param name the name of the constraint
 * @param newName its name from now on
 * @since 0.1.0
 */
public record RenameConstraint(String table, String name, String newName) implements SchemaOperation {

	@Override
	public <R> R accept(OperationVisitor<R> visitor) {
		return visitor.visit(this);
	}

}
