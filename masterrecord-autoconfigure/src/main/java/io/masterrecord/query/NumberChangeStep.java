package io.masterrecord.query;

import io.masterrecord.property.Prop;

/**
 * A property of numbers that waits for what it is set to, or what is calculated with it.
 * A calculation is done by the database, so no change of anybody else gets lost.
 *
 * @param <T> the entity
 * @param <N> the type of the property
 * @since 0.1.0
 */
public sealed class NumberChangeStep<T, N> extends ChangeStep<T, N> permits LongChangeStep {

	NumberChangeStep(Prop<T, ?> property) {
		super(property);
	}

	/**
	 * Add a number. NULL stays NULL.
	 * @param number the number
	 * @return the change
	 */
	public final Change<T> plus(N number) {
		return calculated(" + ", number);
	}

	/**
	 * Subtract a number. NULL stays NULL.
	 * @param number the number
	 * @return the change
	 */
	public final Change<T> minus(N number) {
		return calculated(" - ", number);
	}

	/**
	 * Add what another property has in the same row.
	 * @param other the other property
	 * @return the change
	 */
	public final Change<T> plusProperty(Prop<T, ? extends Number> other) {
		return calculated(" + ", other);
	}

	/**
	 * Subtract what another property has in the same row.
	 * @param other the other property
	 * @return the change
	 */
	public final Change<T> minusProperty(Prop<T, ? extends Number> other) {
		return calculated(" - ", other);
	}

}
