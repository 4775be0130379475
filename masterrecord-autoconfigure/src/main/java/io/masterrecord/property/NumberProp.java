package io.masterrecord.property;

/**
 * A property of numbers, so that it can be calculated with.
 *
 * @param <T> the entity
 * @param <N> the type of the property
 * @since 0.1.0
 */
@FunctionalInterface
public interface NumberProp<T, N extends Number & Comparable<? super N>> extends OrderedProp<T, N> {

	/**
	 * Name a property of numbers that has no accessor to refer to.
	 * @param <T> the entity
	 * @param <N> the type of the property
	 * @param entity the entity
	 * @param name the name of the property
	 * @param type the type of the property, the wrapper for a primitive
	 * @return the reference, validated when it is bound to the model of its entity
	 */
	static <T, N extends Number & Comparable<? super N>> NumberProp<T, N> of(Class<T> entity, String name,
			Class<N> type) {
		return new NamedProperty.Numeric<>(entity, name, type);
	}

}
