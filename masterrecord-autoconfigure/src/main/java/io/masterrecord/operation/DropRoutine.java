package io.masterrecord.operation;

/**
 * Drops a view, function or trigger.
 *
 * @param name the name of the view, function or trigger
 * @since 0.1.0
 */
public record DropRoutine(String name) implements SchemaOperation {

	@Override
	public <R> R accept(OperationVisitor<R> visitor) {
		return visitor.visit(this);
	}

}
