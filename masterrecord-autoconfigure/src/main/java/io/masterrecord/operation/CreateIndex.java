package io.masterrecord.operation;

import io.masterrecord.schema.Environments;
import io.masterrecord.schema.Index;

/**
 * Creates an index; where the environments of the index do not match, the step is skipped
 * and recorded as such.
 *
 * @param table the table
 * @param index the index
 * @since 0.1.0
 */
public record CreateIndex(String table, Index index) implements SchemaOperation {

	@Override
	public Environments environments() {
		return this.index.environments();
	}

	@Override
	public <R> R accept(OperationVisitor<R> visitor) {
		return visitor.visit(this);
	}

}
