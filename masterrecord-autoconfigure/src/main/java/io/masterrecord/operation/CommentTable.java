package io.masterrecord.operation;

import org.jspecify.annotations.Nullable;

/**
 * Says what the database keeps about a table to be read by people.
 *
 * @param table the table
 * @param comment the comment from now on, or {@code null} for none
 * @since 0.1.0
 */
public record CommentTable(String table, @Nullable String comment) implements SchemaOperation {

	@Override
	public <R> R accept(OperationVisitor<R> visitor) {
		return visitor.visit(this);
	}

}
