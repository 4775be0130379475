package io.masterrecord.operation;

import io.masterrecord.schema.Routine;

/**
 * Creates a view, function or trigger.
 *
 * @param routine the view, function or trigger
 * @since 0.1.0
 */
public record CreateRoutine(Routine routine) implements SchemaOperation {

	@Override
	public <R> R accept(OperationVisitor<R> visitor) {
		return visitor.visit(this);
	}

}
