package io.masterrecord.property;

/**
 * A property whose values have an order: numbers, dates and times, text, identifiers.
 *
 * @param <T> the entity
 * @param <V> the type of the property
 * @since 0.1.0
 */
@FunctionalInterface
public interface OrderedProp<T, V extends Comparable<? super V>> extends Prop<T, V> {

	/**
	 * Name an ordered property that has no accessor to refer to.
	 * @param <T> the entity
	 * @param <V> the type of the property
	 * @param entity the entity
	 * @param name the name of the property
	 * @param type the type of the property, the wrapper for a primitive
	 * @return the reference, validated when it is bound to the model of its entity
	 */
	static <T, V extends Comparable<? super V>> OrderedProp<T, V> of(Class<T> entity, String name, Class<V> type) {
		return new NamedProperty.Ordered<>(entity, name, type);
	}

}
