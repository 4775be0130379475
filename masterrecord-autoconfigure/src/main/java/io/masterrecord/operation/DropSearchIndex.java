package io.masterrecord.operation;

/**
 * Drops a search index.
 *
 * @param table the table
 * @param name the name of the index
 * @since 0.1.0
 */
public record DropSearchIndex(String table, String name) implements SchemaOperation {

	@Override
	public <R> R accept(OperationVisitor<R> visitor) {
		return visitor.visit(this);
	}

}
