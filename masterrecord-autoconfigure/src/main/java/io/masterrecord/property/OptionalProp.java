package io.masterrecord.property;

import java.util.Optional;

/**
 * A property whose accessor returns an {@link Optional}; its column is nullable and holds
 * the value inside.
 *
 * @param <T> the entity
 * @param <V> the type of the value inside
 * @since 0.1.0
 */
@FunctionalInterface
public interface OptionalProp<T, V> extends Prop<T, Optional<V>> {

	/**
	 * Name an optional property that has no accessor to refer to.
	 * @param <T> the entity
	 * @param <V> the type of the value inside
	 * @param entity the entity
	 * @param name the name of the property
	 * @param type the type of the value inside
	 * @return the reference, validated when it is bound to the model of its entity
	 */
	static <T, V> OptionalProp<T, V> of(Class<T> entity, String name, Class<V> type) {
		return new NamedProperty.Maybe<>(entity, name, type);
	}

}
