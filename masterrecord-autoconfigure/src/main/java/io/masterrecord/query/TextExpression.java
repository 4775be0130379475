package io.masterrecord.query;

/**
 * An expression whose value is a text.
 *
 * @param <T> the entity it belongs to; {@code Object} for one that fits into every query
 * @since 0.1.0
 */
public final class TextExpression<T> extends TextStep<Condition<T>> implements Expression<T, String> {

	TextExpression(Subject subject) {
		super(subject, Condition::of);
	}

}
