package io.masterrecord.property;

/**
 * Says which kind of property is meant where the compiler cannot choose: when the entity
 * overloads the accessor, {@code where(Person::name)} is ambiguous and
 * {@code where(text(Person::name))} is not. Meant for static import.
 *
 * @since 0.1.0
 */
public final class Props {

	private Props() {
	}

	/**
	 * Take a reference as a text property.
	 * @param <T> the entity
	 * @param property the reference
	 * @return the reference
	 */
	public static <T> TextProp<T> text(TextProp<T> property) {
		return property;
	}

	/**
	 * Take a reference as a boolean property.
	 * @param <T> the entity
	 * @param property the reference
	 * @return the reference
	 */
	public static <T> BoolProp<T> bool(BoolProp<T> property) {
		return property;
	}

	/**
	 * Take a reference as a property of type {@code long} or {@link Long}.
	 * @param <T> the entity
	 * @param property the reference
	 * @return the reference
	 */
	public static <T> LongProp<T> longNumber(LongProp<T> property) {
		return property;
	}

	/**
	 * Take a reference as an ordered property.
	 * @param <T> the entity
	 * @param <V> the type of the property
	 * @param entity the entity
	 * @param type the type of the property, the wrapper for a primitive
	 * @param property the reference
	 * @return the reference
	 */
	public static <T, V extends Comparable<? super V>> OrderedProp<T, V> ordered(Class<T> entity, Class<V> type,
			OrderedProp<T, V> property) {
		return property;
	}

	/**
	 * Take a reference as an enum property.
	 * @param <T> the entity
	 * @param <E> the enum
	 * @param entity the entity
	 * @param type the enum
	 * @param property the reference
	 * @return the reference
	 */
	public static <T, E extends Enum<E>> EnumProp<T, E> enumeration(Class<T> entity, Class<E> type,
			EnumProp<T, E> property) {
		return property;
	}

	/**
	 * Take a reference as a property that holds a collection.
	 * @param <T> the entity
	 * @param <E> the type of the elements
	 * @param entity the entity
	 * @param elementType the type of the elements
	 * @param property the reference
	 * @return the reference
	 */
	public static <T, E> ManyProp<T, E> many(Class<T> entity, Class<E> elementType, ManyProp<T, E> property) {
		return property;
	}

	/**
	 * Take a reference as a property whose accessor returns an {@code Optional}.
	 * @param <T> the entity
	 * @param <V> the type of the value inside
	 * @param entity the entity
	 * @param type the type of the value inside
	 * @param property the reference
	 * @return the reference
	 */
	public static <T, V> OptionalProp<T, V> optional(Class<T> entity, Class<V> type, OptionalProp<T, V> property) {
		return property;
	}

	/**
	 * Take a reference as a property of a type without an order.
	 * @param <T> the entity
	 * @param <V> the type of the property
	 * @param entity the entity
	 * @param type the type of the property
	 * @param property the reference
	 * @return the reference
	 */
	public static <T, V> Prop<T, V> property(Class<T> entity, Class<V> type, Prop<T, V> property) {
		return property;
	}

}
