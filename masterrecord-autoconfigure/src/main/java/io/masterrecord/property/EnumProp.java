package io.masterrecord.property;

/**
 * A property of an enum type. It is passed wherever an {@link OrderedProp} is, but the
 * constants have no order a database would agree on, so queries do not compare them.
 *
 * @param <T> the entity
 * @param <E> the enum
 * @since 0.1.0
 */
@FunctionalInterface
public interface EnumProp<T, E extends Enum<E>> extends OrderedProp<T, E> {

	/**
	 * Name an enum property that has no accessor to refer to.
	 * @param <T> the entity
	 * @param <E> the enum
	 * @param entity the entity
	 * @param name the name of the property
	 * @param type the enum
	 * @return the reference, validated when it is bound to the model of its entity
	 */
	static <T, E extends Enum<E>> EnumProp<T, E> of(Class<T> entity, String name, Class<E> type) {
		return new NamedProperty.Constant<>(entity, name, type);
	}

}
