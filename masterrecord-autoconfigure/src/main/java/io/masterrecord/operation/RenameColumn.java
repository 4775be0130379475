package io.masterrecord.operation;

/**
 * Renames a column; keys and indexes follow.
 *
 * @param table the table
 * @param column the column
 * @param newName its name from now on
 * @since 0.1.0
 */
public record RenameColumn(String table, String column, String newName) implements SchemaOperation {

	@Override
	public <R> R accept(OperationVisitor<R> visitor) {
		return visitor.visit(this);
	}

}
