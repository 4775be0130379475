package io.masterrecord.query;

/**
 * An expression whose value is a kind of value with an order.
 *
 * @param <T> the entity it belongs to; {@code Object} for one that fits into every query
 * @param <V> the type of the value
 * @since 0.1.0
 */
public sealed class ComparableExpression<T, V> extends ComparableStep<V, Condition<T>> implements Expression<T, V>
		permits Aggregate {

	ComparableExpression(Subject subject) {
		super(subject, Condition::of);
	}

}
