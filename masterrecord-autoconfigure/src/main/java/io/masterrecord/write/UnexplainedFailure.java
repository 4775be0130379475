package io.masterrecord.write;

import org.jspecify.annotations.Nullable;

import org.springframework.transaction.SavepointManager;

/**
 * A statement of many rows failed, and which of them is to blame can be found out once
 * the statements are taken back. Never leaves this package.
 */
final class UnexplainedFailure extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient Explanation explanation;

	private final transient RuntimeException failure;

	UnexplainedFailure(RuntimeException cause, Explanation explanation) {
		super(cause.getMessage(), cause);
		this.explanation = explanation;
		this.failure = cause;
	}

	/**
	 * Return what failed, as it is known before it is explained.
	 */
	RuntimeException failure() {
		return this.failure;
	}

	/**
	 * Return the failure that callers see.
	 * @param savepoints the transaction, taken back to where the write began;
	 * {@code null} if it could not be
	 */
	RuntimeException explain(@Nullable SavepointManager savepoints) {
		return this.explanation.of(savepoints);
	}

	/**
	 * Finds out what is to blame.
	 */
	@FunctionalInterface
	interface Explanation {

		RuntimeException of(@Nullable SavepointManager savepoints);

	}

}
