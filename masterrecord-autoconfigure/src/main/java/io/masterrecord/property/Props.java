package io.masterrecord.property;

/**
 * Says which kind of property is meant where the compiler cannot choose: when the entity
 * overloads the accessor, {@code where(Person::name)} is ambiguous and
 * {@code where(text(Person::name))} is not. Names the properties of embedded values.
 * Meant for static import.
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

	/**
	 * Name a property of an embedded value:
	 * {@code path(Customer::address, Address::area)}. A value inside another one is
	 * {@code path(path(Order::customer, Customer::address),
	 * Address::area)}.
	 * @param <T> the entity
	 * @param <E> the embedded value
	 * @param <V> the type of the property
	 * @param embedded the property of the entity, with {@code @Embedded}
	 * @param property the property of the value
	 * @return the property as one of the entity
	 */
	public static <T, E, V> Prop<T, V> path(Prop<T, E> embedded, Prop<E, V> property) {
		return new NestedProperty.Any<>(embedded, property);
	}

	/**
	 * Name an ordered property of an embedded value:
	 * {@code path(Customer::address, Address::since)}. A value inside another one is
	 * {@code path(path(Order::customer, Customer::address),
	 * Address::since)}.
	 * @param <T> the entity
	 * @param <E> the embedded value
	 * @param <V> the type of the property
	 * @param embedded the property of the entity, with {@code @Embedded}
	 * @param property the property of the value
	 * @return the property as one of the entity
	 */
	public static <T, E, V extends Comparable<? super V>> OrderedProp<T, V> path(Prop<T, E> embedded,
			OrderedProp<E, V> property) {
		return new NestedProperty.Ordered<>(embedded, property);
	}

	/**
	 * Name a text property of an embedded value:
	 * {@code path(Customer::address, Address::city)}. A value inside another one is
	 * {@code path(path(Order::customer, Customer::address),
	 * Address::city)}.
	 * @param <T> the entity
	 * @param <E> the embedded value
	 * @param embedded the property of the entity, with {@code @Embedded}
	 * @param property the property of the value
	 * @return the property as one of the entity
	 */
	public static <T, E> TextProp<T> path(Prop<T, E> embedded, TextProp<E> property) {
		return new NestedProperty.Text<>(embedded, property);
	}

	/**
	 * Name a boolean property of an embedded value:
	 * {@code path(Customer::address, Address::checked)}. A value inside another one is
	 * {@code path(path(Order::customer, Customer::address),
	 * Address::checked)}.
	 * @param <T> the entity
	 * @param <E> the embedded value
	 * @param embedded the property of the entity, with {@code @Embedded}
	 * @param property the property of the value
	 * @return the property as one of the entity
	 */
	public static <T, E> BoolProp<T> path(Prop<T, E> embedded, BoolProp<E> property) {
		return new NestedProperty.Bool<>(embedded, property);
	}

	/**
	 * Name a property of type {@code long} or {@link Long} of an embedded value:
	 * {@code path(Customer::address, Address::number)}. A value inside another one is
	 * {@code path(path(Order::customer, Customer::address),
	 * Address::number)}.
	 * @param <T> the entity
	 * @param <E> the embedded value
	 * @param embedded the property of the entity, with {@code @Embedded}
	 * @param property the property of the value
	 * @return the property as one of the entity
	 */
	public static <T, E> LongProp<T> path(Prop<T, E> embedded, LongProp<E> property) {
		return new NestedProperty.Whole<>(embedded, property);
	}

	/**
	 * Name a number of an embedded value:
	 * {@code path(Customer::address, Address::floor)}. A value inside another one is
	 * {@code path(path(Order::customer, Customer::address),
	 * Address::floor)}.
	 * @param <T> the entity
	 * @param <E> the embedded value
	 * @param <N> the type of the number
	 * @param embedded the property of the entity, with {@code @Embedded}
	 * @param property the property of the value
	 * @return the property as one of the entity
	 */
	public static <T, E, N extends Number & Comparable<? super N>> NumberProp<T, N> path(Prop<T, E> embedded,
			NumberProp<E, N> property) {
		return new NestedProperty.Numeric<>(embedded, property);
	}

	/**
	 * Name a property of an enum of an embedded value:
	 * {@code path(Customer::address, Address::kind)}. A value inside another one is
	 * {@code path(path(Order::customer, Customer::address),
	 * Address::kind)}.
	 * @param <T> the entity
	 * @param <E> the embedded value
	 * @param <C> the enum
	 * @param embedded the property of the entity, with {@code @Embedded}
	 * @param property the property of the value
	 * @return the property as one of the entity
	 */
	public static <T, E, C extends Enum<C>> EnumProp<T, C> path(Prop<T, E> embedded, EnumProp<E, C> property) {
		return new NestedProperty.Constant<>(embedded, property);
	}

	/**
	 * Name a property that holds a collection of an embedded value:
	 * {@code path(Customer::address, Address::lines)}. A value inside another one is
	 * {@code path(path(Order::customer, Customer::address),
	 * Address::lines)}.
	 * @param <T> the entity
	 * @param <E> the embedded value
	 * @param <C> the type of the elements
	 * @param embedded the property of the entity, with {@code @Embedded}
	 * @param property the property of the value
	 * @return the property as one of the entity
	 */
	public static <T, E, C> ManyProp<T, C> path(Prop<T, E> embedded, ManyProp<E, C> property) {
		return new NestedProperty.Many<>(embedded, property);
	}

	/**
	 * Name a property whose accessor returns an {@code Optional} of an embedded value:
	 * {@code path(Customer::address, Address::note)}. A value inside another one is
	 * {@code path(path(Order::customer, Customer::address),
	 * Address::note)}.
	 * @param <T> the entity
	 * @param <E> the embedded value
	 * @param <V> the type of the value inside
	 * @param embedded the property of the entity, with {@code @Embedded}
	 * @param property the property of the value
	 * @return the property as one of the entity
	 */
	public static <T, E, V> OptionalProp<T, V> path(Prop<T, E> embedded, OptionalProp<E, V> property) {
		return new NestedProperty.Maybe<>(embedded, property);
	}

}
