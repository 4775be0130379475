package io.masterrecord.property;

import org.jspecify.annotations.Nullable;

import org.springframework.data.core.PropertyPath;
import org.springframework.data.core.TypeInformation;
import org.springframework.data.core.TypedPropertyPath;

/**
 * A property of an entity, written as a reference to its accessor: {@code Plan::title}.
 * <p>
 * It is a Spring Data {@link TypedPropertyPath} of one segment, so it can be passed to
 * {@code Sort.by(…)} as well. The method reference is read on first use; a reference that
 * does not name a property fails then with {@link UnresolvedPropertyException}. Two
 * references to the same accessor are not equal; compare their {@link ResolvedProperty}.
 *
 * @param <T> the entity, or a type it inherits the accessor from
 * @param <V> the type of the property; primitives appear as their wrappers
 * @since 0.1.0
 */
@FunctionalInterface
public interface Prop<T, V> extends TypedPropertyPath<T, V> {

	/**
	 * Name a property that has no accessor to refer to, or one the compiler cannot
	 * choose. The name is validated when the property is bound to the model of its
	 * entity.
	 * @param <T> the entity
	 * @param <V> the type of the property
	 * @param entity the entity
	 * @param name the name of the property
	 * @param type the type of the property, the wrapper for a primitive
	 * @return the reference
	 */
	static <T, V> Prop<T, V> of(Class<T> entity, String name, Class<V> type) {
		return new NamedProperty.Any<>(entity, name, type);
	}

	@Override
	@SuppressWarnings("unchecked")
	default TypeInformation<T> getOwningType() {
		return (TypeInformation<T>) TypeInformation.of(ResolvedProperty.of(this).entity());
	}

	@Override
	default String getSegment() {
		return ResolvedProperty.of(this).name();
	}

	@Override
	@SuppressWarnings("unchecked")
	default TypeInformation<V> getTypeInformation() {
		return (TypeInformation<V>) Accessors.typeOf(ResolvedProperty.of(this));
	}

	@Override
	default @Nullable PropertyPath next() {
		return null;
	}

	@Override
	default boolean hasNext() {
		return false;
	}

}
