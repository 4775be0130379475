package io.masterrecord.operation;

/**
 * Renames a table; indexes and constraints keep their names.
 *
 * @param table the table
 * @param newName its name from now on
 * @since 0.1.0
 */
public record RenameTable(String table, String newName) implements SchemaOperation {

	@Override
	public <R> R accept(OperationVisitor<R> visitor) {
		return visitor.visit(this);
	}

}
