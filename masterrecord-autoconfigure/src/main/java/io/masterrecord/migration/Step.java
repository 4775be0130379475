package io.masterrecord.migration;

import java.util.List;

import io.masterrecord.operation.SchemaOperation;

/**
 * One call chain on a {@link SchemaEditor}. It is turned into operations when all calls
 * have been made, so that the words of a chain may stand in any order, and a chain that
 * was left unfinished is noticed. A class and not an interface, because an interface
 * would make its method part of what an application sees.
 */
abstract class Step extends Chain {

	/**
	 * Return what the chain said.
	 * @return the operations, in order
	 * @throws IllegalStateException if the chain is not finished
	 */
	abstract List<SchemaOperation> operations();

	/**
	 * An operation that one call says completely.
	 */
	static final class Complete extends Step {

		private final SchemaOperation operation;

		Complete(SchemaOperation operation) {
			this.operation = operation;
		}

		@Override
		List<SchemaOperation> operations() {
			return List.of(this.operation);
		}

		@Override
		String chain() {
			return this.operation.toString();
		}

	}

}
