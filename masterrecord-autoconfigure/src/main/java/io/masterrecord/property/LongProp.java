package io.masterrecord.property;

/**
 * A property of type {@code long} or {@link Long}, so that its values may be written as
 * plain integers: {@code eq(1)}.
 *
 * @param <T> the entity
 * @since 0.1.0
 */
@FunctionalInterface
public interface LongProp<T> extends NumberProp<T, Long> {

	/**
	 * Name a long property that has no accessor to refer to.
	 * @param <T> the entity
	 * @param entity the entity
	 * @param name the name of the property
	 * @return the reference, validated when it is bound to the model of its entity
	 */
	static <T> LongProp<T> of(Class<T> entity, String name) {
		return new NamedProperty.Whole<>(entity, name);
	}

}
