package io.masterrecord.property;

/**
 * A property of type {@link String}.
 *
 * @param <T> the entity
 * @since 0.1.0
 */
@FunctionalInterface
public interface TextProp<T> extends OrderedProp<T, String> {

	/**
	 * Name a text property that has no accessor to refer to.
	 * @param <T> the entity
	 * @param entity the entity
	 * @param name the name of the property
	 * @return the reference, validated when it is bound to the model of its entity
	 */
	static <T> TextProp<T> of(Class<T> entity, String name) {
		return new NamedProperty.Text<>(entity, name);
	}

}
