package io.masterrecord.property;

import java.util.function.UnaryOperator;

/**
 * The shape of a query, a seed and an index as far as the compiler is concerned.
 *
 * @param <T> the entity
 */
public final class SampleQuery<T> {

	public <V> Step<T, V> where(Prop<T, V> property) {
		return new Step<>();
	}

	public <V extends Comparable<? super V>> OrderedStep<T, V> where(OrderedProp<T, V> property) {
		return new OrderedStep<>();
	}

	public TextStep<T> where(TextProp<T> property) {
		return new TextStep<>();
	}

	public BoolStep<T> where(BoolProp<T> property) {
		return new BoolStep<>();
	}

	public LongStep<T> where(LongProp<T> property) {
		return new LongStep<>();
	}

	public <E extends Enum<E>> EnumStep<T, E> where(EnumProp<T, E> property) {
		return new EnumStep<>();
	}

	public <E> ManyStep<T, E> where(ManyProp<T, E> property) {
		return new ManyStep<>();
	}

	public <V> OptionalStep<T, V> where(OptionalProp<T, V> property) {
		return new OptionalStep<>();
	}

	public <V> SetStep<T, V> set(Prop<T, V> property) {
		return new SetStep<>();
	}

	public <M, V> Step<T, V> where(Prop<T, M> parent, Prop<M, V> property) {
		return new Step<>();
	}

	public <M, V extends Comparable<? super V>> OrderedStep<T, V> where(Prop<T, M> parent, OrderedProp<M, V> property) {
		return new OrderedStep<>();
	}

	public <M> TextStep<T> where(Prop<T, M> parent, TextProp<M> property) {
		return new TextStep<>();
	}

	@SafeVarargs
	public final SampleQuery<T> search(String keyword, TextProp<T>... properties) {
		return this;
	}

	@SafeVarargs
	public final SampleQuery<T> sortBy(Ordering<T>... orderings) {
		return this;
	}

	public <U> SampleQuery<T> join(Class<U> entity, UnaryOperator<Join<T, U>> on) {
		return this;
	}

	public SampleQuery<T> anyOf(UnaryOperator<SampleQuery<T>> first, UnaryOperator<SampleQuery<T>> second) {
		return this;
	}

	public static <T> Ordering<T> desc(Prop<T, ?> property) {
		return new Ordering<>();
	}

	@SafeVarargs
	public final SampleQuery<T> index(Prop<T, ?>... properties) {
		return this;
	}

	public static final class Ordering<T> {

	}

	public static final class Join<T, U> {

		public <V> JoinStep<T, U, V> on(Prop<T, V> property) {
			return new JoinStep<>();
		}

	}

	public static final class JoinStep<T, U, V> {

		public Join<T, U> eq(Prop<U, V> property) {
			return new Join<>();
		}

	}

	public static class Step<T, V> {

		public SampleQuery<T> eq(V value) {
			return new SampleQuery<>();
		}

	}

	public static class OrderedStep<T, V> extends Step<T, V> {

		public SampleQuery<T> gt(V value) {
			return new SampleQuery<>();
		}

	}

	public static final class TextStep<T> extends OrderedStep<T, String> {

		public SampleQuery<T> contains(String value) {
			return new SampleQuery<>();
		}

	}

	public static final class BoolStep<T> extends Step<T, Boolean> {

		public SampleQuery<T> isTrue() {
			return new SampleQuery<>();
		}

	}

	public static final class LongStep<T> {

		public SampleQuery<T> eq(long value) {
			return new SampleQuery<>();
		}

		public SampleQuery<T> gt(long value) {
			return new SampleQuery<>();
		}

	}

	public static final class EnumStep<T, E> extends Step<T, E> {

		@SafeVarargs
		public final SampleQuery<T> in(E... values) {
			return new SampleQuery<>();
		}

	}

	public static final class ManyStep<T, E> {

		public SampleQuery<T> has(E element) {
			return new SampleQuery<>();
		}

	}

	public static final class OptionalStep<T, V> {

		public SampleQuery<T> holds(V value) {
			return new SampleQuery<>();
		}

	}

	public static final class SetStep<T, V> {

		public SampleQuery<T> to(V value) {
			return new SampleQuery<>();
		}

	}

}
