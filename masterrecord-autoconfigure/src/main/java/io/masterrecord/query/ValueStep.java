package io.masterrecord.query;

import java.util.Arrays;
import java.util.function.Function;

/**
 * A property whose values are equal or not and nothing else, that waits for an operator.
 *
 * @param <V> the type of the property
 * @param <R> what the condition is added to
 * @since 0.1.0
 */
public sealed class ValueStep<V, R> extends Step<V, R> permits ValueExpression {

	ValueStep(Subject subject, Function<Binding, R> target) {
		super(subject, target);
	}

	/**
	 * Ask for one of some values.
	 * @param values the values, none of them {@code null}; no values match no row
	 * @return what the condition was added to
	 */
	@SafeVarargs
	@SuppressWarnings("varargs")
	public final R in(V... values) {
		return in(Arrays.asList(values));
	}

	/**
	 * Ask for none of some values. NULL is none of them, and yet does not match, unless
	 * there are no values.
	 * @param values the values, none of them {@code null}; no values match all rows
	 * @return what the condition was added to
	 */
	@SafeVarargs
	@SuppressWarnings("varargs")
	public final R notIn(V... values) {
		return notIn(Arrays.asList(values));
	}

}
