package io.masterrecord.operation;

/**
 * Drops a table with its rows, indexes and constraints.
 *
 * @param table the table
 * @since 0.1.0
 */
public record DropTable(String table) implements SchemaOperation {

	@Override
	public <R> R accept(OperationVisitor<R> visitor) {
		return visitor.visit(this);
	}

}
