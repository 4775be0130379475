package io.masterrecord.operation;

import io.masterrecord.schema.SearchIndex;

/**
 * Creates a search index and fills it with the rows there are.
 *
 * @param table the table
 * @param index the index
 * @since 0.1.0
 */
public record CreateSearchIndex(String table, SearchIndex index) implements SchemaOperation {

	@Override
	public <R> R accept(OperationVisitor<R> visitor) {
		return visitor.visit(this);
	}

}
