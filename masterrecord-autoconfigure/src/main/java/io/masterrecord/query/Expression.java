package io.masterrecord.query;

/**
 * What has a value for each row or group: a property, also of a joined entity, or
 * something computed. It can be compared (it waits for an operator, and the outcome is a
 * {@link Condition}), read, sorted by and grouped by. Expressions are made by
 * {@link Expressions} and {@link Alias}.
 *
 * @param <T> the entity it belongs to; {@code Object} for one that fits into every query
 * @param <V> the type of the value
 * @since 0.1.0
 */
public sealed interface Expression<T, V>
		permits ValueExpression, ComparableExpression, TextExpression, LongExpression, BooleanExpression {

}
