package io.masterrecord.query;

/**
 * An expression whose value is a kind of value without an order.
 *
 * @param <T> the entity it belongs to; {@code Object} for one that fits into every query
 * @param <V> the type of the value
 * @since 0.1.0
 */
public final class ValueExpression<T, V> extends ValueStep<V, Condition<T>> implements Expression<T, V> {

	ValueExpression(Subject subject) {
		super(subject, Condition::of);
	}

}
