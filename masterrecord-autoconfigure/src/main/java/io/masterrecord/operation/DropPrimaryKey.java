package io.masterrecord.operation;

/**
 * Drops the primary key of a table.
 *
 * @param table the table
 * @since 0.1.0
 */
public record DropPrimaryKey(String table) implements SchemaOperation {

	@Override
	public <R> R accept(OperationVisitor<R> visitor) {
		return visitor.visit(this);
	}

}
