package io.masterrecord.operation;

/**
 * Drops a column with its values.
 *
 * @param table the table
 * @param column the column
 * @since 0.1.0
 */
public record DropColumn(String table, String column) implements SchemaOperation {

	@Override
	public <R> R accept(OperationVisitor<R> visitor) {
		return visitor.visit(this);
	}

}
