package io.masterrecord.query;

/**
 * An expression whose value is a whole number.
 *
 * @param <T> the entity it belongs to; {@code Object} for one that fits into every query
 * @since 0.1.0
 */
public sealed class LongExpression<T> extends LongStep<Condition<T>> implements Expression<T, Long>
		permits LongAggregate {

	LongExpression(Subject subject) {
		super(subject, Condition::of);
	}

}
