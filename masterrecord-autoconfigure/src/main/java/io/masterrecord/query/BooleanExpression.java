package io.masterrecord.query;

/**
 * An expression whose value is true or false.
 *
 * @param <T> the entity it belongs to; {@code Object} for one that fits into every query
 * @since 0.1.0
 */
public final class BooleanExpression<T> extends BooleanStep<Condition<T>> implements Expression<T, Boolean> {

	BooleanExpression(Subject subject) {
		super(subject, Condition::of);
	}

}
