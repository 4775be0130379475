package io.masterrecord.property;

import java.util.Collection;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.data.core.PropertyPath;
import org.springframework.data.core.TypeInformation;

/**
 * A property of an embedded value as a property of the entity, in one sub-class per kind
 * of property.
 *
 * @param <T> the entity
 * @param <V> the type of the property
 */
abstract sealed class NestedProperty<T, V> implements Prop<T, V> {

	private static final long serialVersionUID = 1L;

	private final Prop<T, ?> outer;

	private final Prop<?, ?> inner;

	private NestedProperty(Prop<T, ?> outer, Prop<?, ?> inner) {
		this.outer = outer;
		this.inner = inner;
	}

	ResolvedProperty resolved() {
		ResolvedProperty first = ResolvedProperty.of(this.outer);
		ResolvedProperty last = ResolvedProperty.of(this.inner);
		return new ResolvedProperty(first.entity(), first.name() + "." + last.name(), null, last.statedType());
	}

	@Override
	@SuppressWarnings("unchecked")
	public @Nullable V get(T entity) {
		Object value = this.outer.get(entity);
		Prop<Object, V> rest = (Prop<Object, V>) this.inner;
		return (value != null) ? rest.get(value) : null;
	}

	@Override
	public TypeInformation<T> getOwningType() {
		return this.outer.getOwningType();
	}

	@Override
	public String getSegment() {
		return this.outer.getSegment();
	}

	@Override
	@SuppressWarnings("unchecked")
	public TypeInformation<V> getTypeInformation() {
		return (TypeInformation<V>) this.outer.getTypeInformation();
	}

	@Override
	public PropertyPath next() {
		return rest();
	}

	@Override
	public boolean hasNext() {
		return true;
	}

	/**
	 * Return the path without its first segment.
	 */
	private Prop<?, ?> rest() {
		return (this.outer instanceof NestedProperty<?, ?> nested) ? new Any<>(nested.rest(), this.inner) : this.inner;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return this == other || (other instanceof NestedProperty<?, ?> that && getClass() == that.getClass()
				&& resolved().equals(that.resolved()));
	}

	@Override
	public int hashCode() {
		return resolved().hashCode();
	}

	@Override
	public String toString() {
		return resolved().toString();
	}

	static final class Any<T, V> extends NestedProperty<T, V> {

		private static final long serialVersionUID = 1L;

		Any(Prop<T, ?> outer, Prop<?, ?> inner) {
			super(outer, inner);
		}

	}

	static final class Ordered<T, V extends Comparable<? super V>> extends NestedProperty<T, V>
			implements OrderedProp<T, V> {

		private static final long serialVersionUID = 1L;

		Ordered(Prop<T, ?> outer, OrderedProp<?, V> inner) {
			super(outer, inner);
		}

	}

	static final class Text<T> extends NestedProperty<T, String> implements TextProp<T> {

		private static final long serialVersionUID = 1L;

		Text(Prop<T, ?> outer, TextProp<?> inner) {
			super(outer, inner);
		}

	}

	static final class Bool<T> extends NestedProperty<T, Boolean> implements BoolProp<T> {

		private static final long serialVersionUID = 1L;

		Bool(Prop<T, ?> outer, BoolProp<?> inner) {
			super(outer, inner);
		}

	}

	static final class Whole<T> extends NestedProperty<T, Long> implements LongProp<T> {

		private static final long serialVersionUID = 1L;

		Whole(Prop<T, ?> outer, LongProp<?> inner) {
			super(outer, inner);
		}

	}

	static final class Numeric<T, N extends Number & Comparable<? super N>> extends NestedProperty<T, N>
			implements NumberProp<T, N> {

		private static final long serialVersionUID = 1L;

		Numeric(Prop<T, ?> outer, NumberProp<?, N> inner) {
			super(outer, inner);
		}

	}

	static final class Constant<T, E extends Enum<E>> extends NestedProperty<T, E> implements EnumProp<T, E> {

		private static final long serialVersionUID = 1L;

		Constant(Prop<T, ?> outer, EnumProp<?, E> inner) {
			super(outer, inner);
		}

	}

	static final class Many<T, E> extends NestedProperty<T, Collection<E>> implements ManyProp<T, E> {

		private static final long serialVersionUID = 1L;

		Many(Prop<T, ?> outer, ManyProp<?, E> inner) {
			super(outer, inner);
		}

	}

	static final class Maybe<T, V> extends NestedProperty<T, Optional<V>> implements OptionalProp<T, V> {

		private static final long serialVersionUID = 1L;

		Maybe(Prop<T, ?> outer, OptionalProp<?, V> inner) {
			super(outer, inner);
		}

	}

}
