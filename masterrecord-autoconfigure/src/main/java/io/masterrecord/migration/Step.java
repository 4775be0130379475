package io.masterrecord.migration;

import java.util.List;

import io.masterrecord.operation.SchemaOperation;
import org.jspecify.annotations.Nullable;

/**
 * One call chain on a {@link SchemaEditor}. It is turned into operations when all calls
 * have been made, so that the words of a chain may stand in any order, and a chain that
 * was left unfinished is noticed. A class and not an interface, because an interface
 * would make its method part of what an application sees.
 */
abstract class Step {

	/**
	 * Return what the chain said.
	 * @return the operations, in order
	 * @throws IllegalStateException if the chain is not finished
	 */
	abstract List<SchemaOperation> operations();

	static <T> T finished(@Nullable T value, String chain, String missing) {
		if (value == null) {
			throw new IllegalStateException("%s is not finished: add %s".formatted(chain, missing));
		}
		return value;
	}

	static void once(@Nullable Object value, String chain, String word) {
		if (value != null) {
			throw new IllegalStateException("%s says '%s' twice".formatted(chain, word));
		}
	}

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

	}

}
