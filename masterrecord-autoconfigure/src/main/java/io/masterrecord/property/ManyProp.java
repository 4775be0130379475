package io.masterrecord.property;

import java.util.Collection;

/**
 * A property that holds a collection: a list, a set.
 *
 * @param <T> the entity
 * @param <E> the type of the elements
 * @since 0.1.0
 */
@FunctionalInterface
public interface ManyProp<T, E> extends Prop<T, Collection<E>> {

	/**
	 * Name a collection property that has no accessor to refer to.
	 * @param <T> the entity
	 * @param <E> the type of the elements
	 * @param entity the entity
	 * @param name the name of the property
	 * @param elementType the type of the elements
	 * @return the reference, validated when it is bound to the model of its entity
	 */
	static <T, E> ManyProp<T, E> of(Class<T> entity, String name, Class<E> elementType) {
		return new NamedProperty.Many<>(entity, name, elementType);
	}

}
