package io.masterrecord.query;

import java.util.Arrays;
import java.util.function.Function;

/**
 * A property of type {@code long} or {@link Long}, that waits for an operator. Values may
 * be written as plain integers.
 *
 * @param <R> what the condition is added to
 * @since 0.1.0
 */
public sealed class LongStep<R> extends OrderedStep<Long, R> permits LongExpression {

	LongStep(Subject subject, Function<Binding, R> target) {
		super(subject, target);
	}

	/**
	 * Ask for a value.
	 * @param value the value
	 * @return what the condition was added to
	 */
	public R eq(long value) {
		return eq(Long.valueOf(value));
	}

	/**
	 * Ask for another value than this. NULL is no other value.
	 * @param value the value
	 * @return what the condition was added to
	 */
	public R ne(long value) {
		return ne(Long.valueOf(value));
	}

	/**
	 * Ask for values greater than this.
	 * @param value the value
	 * @return what the condition was added to
	 */
	public R gt(long value) {
		return gt(Long.valueOf(value));
	}

	/**
	 * Ask for this value or greater ones.
	 * @param value the value
	 * @return what the condition was added to
	 */
	public R ge(long value) {
		return ge(Long.valueOf(value));
	}

	/**
	 * Ask for values less than this.
	 * @param value the value
	 * @return what the condition was added to
	 */
	public R lt(long value) {
		return lt(Long.valueOf(value));
	}

	/**
	 * Ask for this value or lesser ones.
	 * @param value the value
	 * @return what the condition was added to
	 */
	public R le(long value) {
		return le(Long.valueOf(value));
	}

	/**
	 * Ask for values between two, both included.
	 * @param from the least value
	 * @param to the greatest value
	 * @return what the condition was added to
	 */
	public R between(long from, long to) {
		return between(Long.valueOf(from), Long.valueOf(to));
	}

	/**
	 * Ask for values from one to before another.
	 * @param from the least value
	 * @param until the value after the greatest one
	 * @return what the condition was added to
	 */
	public R inRange(long from, long until) {
		return inRange(Long.valueOf(from), Long.valueOf(until));
	}

	/**
	 * Ask for one of some values.
	 * @param values the values; no values match no row
	 * @return what the condition was added to
	 */
	public R in(long... values) {
		return in(Arrays.stream(values).boxed().toList());
	}

	/**
	 * Ask for none of some values. NULL is none of them, and yet does not match, unless
	 * there are no values.
	 * @param values the values; no values match all rows
	 * @return what the condition was added to
	 */
	public R notIn(long... values) {
		return notIn(Arrays.stream(values).boxed().toList());
	}

}
