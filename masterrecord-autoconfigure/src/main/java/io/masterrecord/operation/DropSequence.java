package io.masterrecord.operation;

/**
 * Drops a sequence.
 *
 * @param name the name of the sequence
 * @since 0.1.0
 */
public record DropSequence(String name) implements SchemaOperation {

	@Override
	public <R> R accept(OperationVisitor<R> visitor) {
		return visitor.visit(this);
	}

}
