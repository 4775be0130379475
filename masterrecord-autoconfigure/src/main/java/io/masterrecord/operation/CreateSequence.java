package io.masterrecord.operation;

import io.masterrecord.schema.Sequence;

/**
 * Creates a sequence of numbers.
 *
 * @param sequence the sequence
 * @since 0.1.0
 */
public record CreateSequence(Sequence sequence) implements SchemaOperation {

	@Override
	public <R> R accept(OperationVisitor<R> visitor) {
		return visitor.visit(this);
	}

}
