package io.masterrecord.property;

/**
 * A property of type {@code boolean} or {@link Boolean}.
 *
 * @param <T> the entity
 * @since 0.1.0
 */
@FunctionalInterface
public interface BoolProp<T> extends OrderedProp<T, Boolean> {

	/**
	 * Name a boolean property that has no accessor to refer to.
	 * @param <T> the entity
	 * @param entity the entity
	 * @param name the name of the property
	 * @return the reference, validated when it is bound to the model of its entity
	 */
	static <T> BoolProp<T> of(Class<T> entity, String name) {
		return new NamedProperty.Bool<>(entity, name);
	}

}
