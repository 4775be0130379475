package io.masterrecord.query;

import io.masterrecord.property.Prop;

/**
 * A property of type {@code long} that waits for what it is set to, so that values may be
 * written as plain integers.
 *
 * @param <T> the entity
 * @since 0.1.0
 */
public final class LongChangeStep<T> extends NumberChangeStep<T, Long> {

	LongChangeStep(Prop<T, ?> property) {
		super(property);
	}

	/**
	 * Set the property to a value.
	 * @param value the value
	 * @return the change
	 */
	public Change<T> to(long value) {
		return to(Long.valueOf(value));
	}

	/**
	 * Add a number. NULL stays NULL.
	 * @param number the number
	 * @return the change
	 */
	public Change<T> plus(long number) {
		return plus(Long.valueOf(number));
	}

	/**
	 * Subtract a number. NULL stays NULL.
	 * @param number the number
	 * @return the change
	 */
	public Change<T> minus(long number) {
		return minus(Long.valueOf(number));
	}

}
