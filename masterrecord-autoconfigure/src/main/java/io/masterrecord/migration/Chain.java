package io.masterrecord.migration;

import org.jspecify.annotations.Nullable;

/**
 * A call chain in a migration, which may be left unfinished by mistake.
 */
abstract class Chain {

	/**
	 * Return how the chain starts, for messages.
	 * @return the start, as it is written in the migration
	 */
	abstract String chain();

	final <T> T finished(@Nullable T value, String missing) {
		if (value == null) {
			throw new IllegalStateException("%s is not finished: add %s".formatted(chain(), missing));
		}
		return value;
	}

	final void once(@Nullable Object value, String word) {
		if (value != null) {
			throw new IllegalStateException("%s says '%s' twice".formatted(chain(), word));
		}
	}

}
