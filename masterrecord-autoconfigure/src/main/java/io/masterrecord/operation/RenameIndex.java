package io.masterrecord.operation;

/**
 * Renames an index.
 *
 * @param table the table
 * @param name the name of the index
 * @param newName its name from now on
 * @since 0.1.0
 */
public record RenameIndex(String table, String name, String newName) implements SchemaOperation {

	@Override
	public <R> R accept(OperationVisitor<R> visitor) {
		return visitor.visit(this);
	}

}
