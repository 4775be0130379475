package io.masterrecord.query;

import java.util.List;
import java.util.function.Function;

import io.masterrecord.property.BoolProp;
import io.masterrecord.property.EnumProp;
import io.masterrecord.property.LongProp;
import io.masterrecord.property.NumberProp;
import io.masterrecord.property.OptionalProp;
import io.masterrecord.property.OrderedProp;
import io.masterrecord.property.Prop;
import io.masterrecord.property.TextProp;

/**
 * What becomes of a property in all rows of a query, as a value:
 * {@code set(Plan::stock).minus(1)}. Meant for static import.
 *
 * @param <T> the entity
 * @since 0.1.0
 */
public final class Change<T> {

	private final Function<Scope, List<Assignment>> binding;

	Change(Function<Scope, List<Assignment>> binding) {
		this.binding = binding;
	}

	/**
	 * Look the property up.
	 * @return what is assigned to its column, or to those of an embedded value
	 */
	List<Assignment> in(Scope scope) {
		return this.binding.apply(scope);
	}

	/**
	 * Name a property to be set.
	 * @param <T> the entity
	 * @param <V> the type of the property
	 * @param property the property, other than the id, the version and auditing
	 * properties
	 * @return the step that takes the value
	 */
	public static <T, V> ChangeStep<T, V> set(Prop<T, V> property) {
		return new ChangeStep<>(property);
	}

	/**
	 * Name a property of ordered values to be set.
	 * @param <T> the entity
	 * @param <V> the type of the property
	 * @param property the property
	 * @return the step that takes the value
	 */
	public static <T, V extends Comparable<? super V>> ChangeStep<T, V> set(OrderedProp<T, V> property) {
		return new ChangeStep<>(property);
	}

	/**
	 * Name a property of numbers to be set.
	 * @param <T> the entity
	 * @param <N> the type of the property
	 * @param property the property
	 * @return the step that takes the value or a calculation
	 */
	public static <T, N extends Number & Comparable<? super N>> NumberChangeStep<T, N> set(NumberProp<T, N> property) {
		return new NumberChangeStep<>(property);
	}

	/**
	 * Name a property of type {@code long} to be set.
	 * @param <T> the entity
	 * @param property the property
	 * @return the step that takes the value or a calculation
	 */
	public static <T> LongChangeStep<T> set(LongProp<T> property) {
		return new LongChangeStep<>(property);
	}

	/**
	 * Name a text property to be set.
	 * @param <T> the entity
	 * @param property the property
	 * @return the step that takes the value
	 */
	public static <T> ChangeStep<T, String> set(TextProp<T> property) {
		return new ChangeStep<>(property);
	}

	/**
	 * Name a boolean property to be set.
	 * @param <T> the entity
	 * @param property the property
	 * @return the step that takes the value
	 */
	public static <T> ChangeStep<T, Boolean> set(BoolProp<T> property) {
		return new ChangeStep<>(property);
	}

	/**
	 * Name a property of an enum to be set.
	 * @param <T> the entity
	 * @param <E> the enum
	 * @param property the property
	 * @return the step that takes the value
	 */
	public static <T, E extends Enum<E>> ChangeStep<T, E> set(EnumProp<T, E> property) {
		return new ChangeStep<>(property);
	}

	/**
	 * Name a property to be set whose accessor returns an {@code Optional}.
	 * @param <T> the entity
	 * @param <V> the type of the value inside
	 * @param property the property
	 * @return the step that takes the value
	 */
	public static <T, V> ChangeStep<T, V> set(OptionalProp<T, V> property) {
		return new ChangeStep<>(property);
	}

}
