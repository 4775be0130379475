package io.masterrecord.generate;

import java.util.List;

import io.masterrecord.operation.SchemaOperation;

/**
 * What the model says and the migrations do not.
 *
 * @param operations the changes, in an order in which they can be made
 * @param remarks what a person should know
 * @since 0.1.0
 */
public record PendingChanges(List<SchemaOperation> operations, List<String> remarks) {

	public PendingChanges {
		operations = List.copyOf(operations);
		remarks = List.copyOf(remarks);
	}

	/**
	 * Tell whether model and migrations say the same.
	 * @return whether there is nothing to do
	 */
	public boolean isEmpty() {
		return this.operations.isEmpty();
	}

}
