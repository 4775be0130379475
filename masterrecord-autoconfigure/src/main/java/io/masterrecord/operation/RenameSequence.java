package io.masterrecord.operation;

/**
 * Renames a sequence.
 *
 * @param name the name of the sequence
 * @param newName its name from now on
 * @since 0.1.0
 */
public record RenameSequence(String name, String newName) implements SchemaOperation {

	@Override
	public <R> R accept(OperationVisitor<R> visitor) {
		return visitor.visit(this);
	}

}
