package io.masterrecord.query;

import java.util.function.Function;

/**
 * A boolean property that waits for an operator.
 *
 * @param <R> what the condition is added to
 * @since 0.1.0
 */
public sealed class BooleanStep<R> extends Step<Boolean, R> permits BooleanExpression {

	BooleanStep(Subject subject, Function<Binding, R> target) {
		super(subject, target);
	}

	/**
	 * Ask for true.
	 * @return what the condition was added to
	 */
	public R isTrue() {
		return eq(true);
	}

	/**
	 * Ask for false, which NULL is not.
	 * @return what the condition was added to
	 */
	public R isFalse() {
		return eq(false);
	}

}
