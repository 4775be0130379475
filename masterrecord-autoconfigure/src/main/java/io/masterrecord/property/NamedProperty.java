package io.masterrecord.property;

import java.util.Collection;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * A property given by its name, in one sub-class per kind of property.
 *
 * @param <T> the entity
 * @param <V> the type of the property
 */
abstract sealed class NamedProperty<T, V> implements Prop<T, V> {

	private static final long serialVersionUID = 1L;

	private final ResolvedProperty resolved;

	private NamedProperty(Class<T> entity, String name, Class<?> type) {
		this.resolved = ResolvedProperty.named(entity, name, type);
	}

	ResolvedProperty resolved() {
		return this.resolved;
	}

	@Override
	@SuppressWarnings("unchecked")
	public @Nullable V get(T entity) {
		return (V) Accessors.valueOf(this.resolved, entity);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return this == other || (other instanceof NamedProperty<?, ?> that && getClass() == that.getClass()
				&& this.resolved.equals(that.resolved));
	}

	@Override
	public int hashCode() {
		return this.resolved.hashCode();
	}

	@Override
	public String toString() {
		return this.resolved.toString();
	}

	static final class Any<T, V> extends NamedProperty<T, V> {

		private static final long serialVersionUID = 1L;

		Any(Class<T> entity, String name, Class<V> type) {
			super(entity, name, type);
		}

	}

	static final class Ordered<T, V extends Comparable<? super V>> extends NamedProperty<T, V>
			implements OrderedProp<T, V> {

		private static final long serialVersionUID = 1L;

		Ordered(Class<T> entity, String name, Class<V> type) {
			super(entity, name, type);
		}

	}

	static final class Text<T> extends NamedProperty<T, String> implements TextProp<T> {

		private static final long serialVersionUID = 1L;

		Text(Class<T> entity, String name) {
			super(entity, name, String.class);
		}

	}

	static final class Bool<T> extends NamedProperty<T, Boolean> implements BoolProp<T> {

		private static final long serialVersionUID = 1L;

		Bool(Class<T> entity, String name) {
			super(entity, name, Boolean.class);
		}

	}

	static final class Whole<T> extends NamedProperty<T, Long> implements LongProp<T> {

		private static final long serialVersionUID = 1L;

		Whole(Class<T> entity, String name) {
			super(entity, name, Long.class);
		}

	}

	static final class Numeric<T, N extends Number & Comparable<? super N>> extends NamedProperty<T, N>
			implements NumberProp<T, N> {

		private static final long serialVersionUID = 1L;

		Numeric(Class<T> entity, String name, Class<N> type) {
			super(entity, name, type);
		}

	}

	static final class Constant<T, E extends Enum<E>> extends NamedProperty<T, E> implements EnumProp<T, E> {

		private static final long serialVersionUID = 1L;

		Constant(Class<T> entity, String name, Class<E> type) {
			super(entity, name, type);
		}

	}

	static final class Many<T, E> extends NamedProperty<T, Collection<E>> implements ManyProp<T, E> {

		private static final long serialVersionUID = 1L;

		Many(Class<T> entity, String name, Class<E> type) {
			super(entity, name, type);
		}

	}

	static final class Maybe<T, V> extends NamedProperty<T, Optional<V>> implements OptionalProp<T, V> {

		private static final long serialVersionUID = 1L;

		Maybe(Class<T> entity, String name, Class<V> type) {
			super(entity, name, type);
		}

	}

}
