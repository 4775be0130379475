package io.masterrecord.query;

import java.util.function.Function;

import io.masterrecord.query.Predicate.Operator;
import org.jspecify.annotations.Nullable;

/**
 * A property whose values have an order, that waits for an operator.
 *
 * @param <V> the type of the property
 * @param <R> what the condition is added to
 * @since 0.1.0
 */
public abstract class OrderedStep<V, R> extends Step<V, R> {

	OrderedStep(Subject subject, Function<Binding, R> target) {
		super(subject, target);
	}

	/**
	 * Ask for values greater than this.
	 * @param value the value, not {@code null}
	 * @return what the condition was added to
	 */
	public final R gt(V value) {
		return compare(Operator.GT, value);
	}

	/**
	 * Ask for values greater than this, if there is one.
	 * @param value the value, or {@code null} for no condition
	 * @return what the condition was added to
	 */
	public final R gtIfPresent(@Nullable V value) {
		return compareIfPresent(Operator.GT, value);
	}

	/**
	 * Ask for values greater than what something else has in the same row.
	 * @param other a property or something computed; NULL matches nothing
	 * @return what the condition was added to
	 */
	public final R gt(Expression<?, ? extends V> other) {
		return compare(Operator.GT, other);
	}

	/**
	 * Ask for this value or greater ones.
	 * @param value the value, not {@code null}
	 * @return what the condition was added to
	 */
	public final R ge(V value) {
		return compare(Operator.GE, value);
	}

	/**
	 * Ask for this value or greater ones, if there is one.
	 * @param value the value, or {@code null} for no condition
	 * @return what the condition was added to
	 */
	public final R geIfPresent(@Nullable V value) {
		return compareIfPresent(Operator.GE, value);
	}

	/**
	 * Ask for at least what something else has in the same row.
	 * @param other a property or something computed; NULL matches nothing
	 * @return what the condition was added to
	 */
	public final R ge(Expression<?, ? extends V> other) {
		return compare(Operator.GE, other);
	}

	/**
	 * Ask for values less than this.
	 * @param value the value, not {@code null}
	 * @return what the condition was added to
	 */
	public final R lt(V value) {
		return compare(Operator.LT, value);
	}

	/**
	 * Ask for values less than this, if there is one.
	 * @param value the value, or {@code null} for no condition
	 * @return what the condition was added to
	 */
	public final R ltIfPresent(@Nullable V value) {
		return compareIfPresent(Operator.LT, value);
	}

	/**
	 * Ask for values less than what something else has in the same row.
	 * @param other a property or something computed; NULL matches nothing
	 * @return what the condition was added to
	 */
	public final R lt(Expression<?, ? extends V> other) {
		return compare(Operator.LT, other);
	}

	/**
	 * Ask for this value or lesser ones.
	 * @param value the value, not {@code null}
	 * @return what the condition was added to
	 */
	public final R le(V value) {
		return compare(Operator.LE, value);
	}

	/**
	 * Ask for this value or lesser ones, if there is one.
	 * @param value the value, or {@code null} for no condition
	 * @return what the condition was added to
	 */
	public final R leIfPresent(@Nullable V value) {
		return compareIfPresent(Operator.LE, value);
	}

	/**
	 * Ask for at most what something else has in the same row.
	 * @param other a property or something computed; NULL matches nothing
	 * @return what the condition was added to
	 */
	public final R le(Expression<?, ? extends V> other) {
		return compare(Operator.LE, other);
	}

	/**
	 * Ask for values between two, both included.
	 * @param from the least value, not {@code null}
	 * @param to the greatest value, not {@code null}
	 * @return what the condition was added to
	 */
	public final R between(V from, V to) {
		return range(required(from), Operator.LE, required(to));
	}

	/**
	 * Ask for values between two, both included, each if it is there.
	 * @param from the least value, or {@code null} for no lower bound
	 * @param to the greatest value, or {@code null} for no upper bound
	 * @return what the condition was added to
	 */
	public final R betweenIfPresent(@Nullable V from, @Nullable V to) {
		return range(from, Operator.LE, to);
	}

	/**
	 * Ask for values from one to before another, as is right for times: all of a day is
	 * from its start to before the start of the next.
	 * @param from the least value, not {@code null}
	 * @param until the value after the greatest one, not {@code null}
	 * @return what the condition was added to
	 */
	public final R inRange(V from, V until) {
		return range(required(from), Operator.LT, required(until));
	}

	/**
	 * Ask for values from one to before another, each if it is there.
	 * @param from the least value, or {@code null} for no lower bound
	 * @param until the value after the greatest one, or {@code null} for no upper bound
	 * @return what the condition was added to
	 */
	public final R inRangeIfPresent(@Nullable V from, @Nullable V until) {
		return range(from, Operator.LT, until);
	}

	private R range(@Nullable V from, Operator upper, @Nullable V to) {
		Binding lower = isAbsent(from) ? (scope) -> Predicate.NONE : comparison(Operator.GE, from);
		Binding higher = isAbsent(to) ? (scope) -> Predicate.NONE : comparison(upper, to);
		return add((scope) -> lower.in(scope).and(higher.in(scope)));
	}

}
