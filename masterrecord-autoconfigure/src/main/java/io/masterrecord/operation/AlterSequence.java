package io.masterrecord.operation;

import io.masterrecord.schema.Sequence;

/**
 * Changes the step of a sequence, and lets it start anew where its first number changes.
 *
 * @param sequence the sequence as it is from now on; its name tells which one
 * @since 0.1.0
 */
public record AlterSequence(Sequence sequence) implements SchemaOperation {

	@Override
	public <R> R accept(OperationVisitor<R> visitor) {
		return visitor.visit(this);
	}

}
