package io.masterrecord.property;

import java.io.Serializable;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * What a property reference says: the property {@code name} of {@code entity}, read by
 * the method {@code accessor}. A value: equal for every reference to the same accessor.
 *
 * @param entity the entity the reference was written for, not the class that declares an
 * inherited accessor; where the reference is written against a generic or Kotlin super
 * type, that type
 * @param name the name of the property: the record component or field called as the
 * accessor is, otherwise the name by the rules of Java beans; behind the names of the
 * embedded values around it, such as {@code address.city}
 * @param accessor the name of the method without arguments that returns the value, or
 * {@code null} if the property was only named
 * @param statedType the type that was given with a mere name, to be checked against the
 * model (of the elements for {@link ManyProp}, of the value inside for
 * {@link OptionalProp}), or {@code null} if there is an accessor, which the compiler has
 * checked
 * @since 0.1.0
 */
public record ResolvedProperty(Class<?> entity, String name, @Nullable String accessor,
		@Nullable Class<?> statedType) implements Serializable {

	public ResolvedProperty {
		Assert.notNull(entity, "'entity' must not be null");
		Assert.hasText(name, "'name' must not be empty");
	}

	static ResolvedProperty accessedBy(Class<?> entity, String name, String accessor) {
		return new ResolvedProperty(entity, name, accessor, null);
	}

	static ResolvedProperty named(Class<?> entity, String name, Class<?> statedType) {
		return new ResolvedProperty(entity, name, null, statedType);
	}

	/**
	 * Read a reference. The result is remembered per lambda class, so that the second
	 * reading costs nanoseconds; safe for use by several threads.
	 * @param property the reference
	 * @return what it refers to
	 * @throws UnresolvedPropertyException if it does more than call one accessor, or what
	 * it calls is not an accessor
	 */
	public static ResolvedProperty of(Prop<?, ?> property) {
		if (property instanceof NamedProperty<?, ?> named) {
			return named.resolved();
		}
		if (property instanceof NestedProperty<?, ?> nested) {
			return nested.resolved();
		}
		return ReferenceReader.read(property);
	}

	/**
	 * Return the entity and the property as people write them: {@code Plan.title}.
	 */
	@Override
	public String toString() {
		return this.entity.getSimpleName() + "." + this.name;
	}

}
