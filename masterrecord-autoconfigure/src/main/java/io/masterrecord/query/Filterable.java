package io.masterrecord.query;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import io.masterrecord.model.PropertyModel;
import io.masterrecord.property.BoolProp;
import io.masterrecord.property.EnumProp;
import io.masterrecord.property.LongProp;
import io.masterrecord.property.OptionalProp;
import io.masterrecord.property.OrderedProp;
import io.masterrecord.property.Prop;
import io.masterrecord.property.TextProp;
import org.jspecify.annotations.Nullable;

/**
 * What conditions can be added to. All of them have to hold; each addition returns a new
 * value and leaves this one as it is.
 * <p>
 * A condition is stated in two steps, the property first: {@code where(Plan::title)
 * .contains("pump")}. Which operators there are, and of which type the value has to be,
 * follows from the property.
 *
 * @param <T> the entity
 * @param <R> what conditions are added to
 * @since 0.1.0
 */
public abstract class Filterable<T, R> {

	Filterable() {
	}

	/**
	 * Return this with a further condition.
	 */
	abstract R with(Binding condition);

	/**
	 * Start a condition on a property without an order.
	 * @param <V> the type of the property
	 * @param property the property
	 * @return a step that waits for an operator
	 */
	public final <V> ValueStep<V, R> where(Prop<T, V> property) {
		return new ValueStep<>(Subject.of(property), this::with);
	}

	/**
	 * Start a condition on a property of ordered values.
	 * @param <V> the type of the property
	 * @param property the property
	 * @return a step that waits for an operator
	 */
	public final <V extends Comparable<? super V>> ComparableStep<V, R> where(OrderedProp<T, V> property) {
		return new ComparableStep<>(Subject.of(property), this::with);
	}

	/**
	 * Start a condition on a text property.
	 * @param property the property
	 * @return a step that waits for an operator
	 */
	public final TextStep<R> where(TextProp<T> property) {
		return new TextStep<>(Subject.of(property), this::with);
	}

	/**
	 * Start a condition on a boolean property.
	 * @param property the property
	 * @return a step that waits for an operator
	 */
	public final BooleanStep<R> where(BoolProp<T> property) {
		return new BooleanStep<>(Subject.of(property), this::with);
	}

	/**
	 * Start a condition on a property of type {@code long}.
	 * @param property the property
	 * @return a step that waits for an operator
	 */
	public final LongStep<R> where(LongProp<T> property) {
		return new LongStep<>(Subject.of(property), this::with);
	}

	/**
	 * Start a condition on a property of an enum, whose constants have no order here.
	 * @param <E> the enum
	 * @param property the property
	 * @return a step that waits for an operator
	 */
	public final <E extends Enum<E>> ValueStep<E, R> where(EnumProp<T, E> property) {
		return new ValueStep<>(Subject.of(property), this::with);
	}

	/**
	 * Start a condition on a property whose accessor returns an {@code Optional}.
	 * @param <V> the type of the value inside
	 * @param property the property
	 * @return a step that waits for an operator
	 */
	public final <V> ValueStep<V, R> where(OptionalProp<T, V> property) {
		return new ValueStep<>(Subject.of(property), this::with);
	}

	/**
	 * Start a condition on several properties at once, which are compared with the
	 * components of a record: {@code where(Key.class, Order::userId, Order::status)}.
	 * @param <K> the record
	 * @param type the record
	 * @param properties a property per component, in their order
	 * @return a step that waits for an operator
	 * @since 0.1.0
	 */
	@SafeVarargs
	@SuppressWarnings("varargs")
	public final <K> RowStep<K, R> where(Class<K> type, Prop<T, ?>... properties) {
		return new RowStep<>(type, Arrays.stream(properties).map(Subject::of).toList(), this::with);
	}

	/**
	 * Start a condition on a property of the model, of which the compiler knows no more.
	 * @param property the property, of this entity
	 * @return a step that waits for an operator
	 */
	public final ValueStep<Object, R> where(PropertyModel property) {
		return new ValueStep<>(Subject.of(property), this::with);
	}

	/**
	 * Add the condition that properties of the model have together the values of one of
	 * some rows, or of none.
	 * @param properties the properties, of this entity
	 * @param negated whether they have those of none
	 * @param rows the values of the properties in each row, in their order, without NULL
	 * @return what it was added to
	 */
	public final R whereAmong(List<PropertyModel> properties, boolean negated, List<? extends List<?>> rows) {
		if (properties.size() == 1) {
			ValueStep<Object, R> only = where(properties.get(0));
			List<Object> values = rows.stream().<Object>map((row) -> row.get(0)).toList();
			return negated ? only.notIn(values) : (values.size() == 1) ? only.eq(values.get(0)) : only.in(values);
		}
		return with(RowStep.among(properties.stream().map(Subject::of).toList(), negated, rows));
	}

	/**
	 * Add a condition that was stated before.
	 * @param condition the condition
	 * @return what it was added to
	 */
	public final R where(Condition<? super T> condition) {
		return with(condition.binding());
	}

	/**
	 * Add one condition: that at least one of some holds.
	 * @param alternatives the conditions; those that have vanished do not count, and none
	 * at all are no condition
	 * @return what it was added to
	 */
	@SafeVarargs
	@SuppressWarnings("varargs")
	public final R anyOf(Condition<? super T>... alternatives) {
		return where(Condition.<T>anyOf(alternatives));
	}

	/**
	 * Add one condition: that all conditions of at least one group hold.
	 * @param alternatives fill the groups; groups that stay empty do not count, and none
	 * at all are no condition
	 * @return what it was added to
	 */
	@SafeVarargs
	@SuppressWarnings("varargs")
	public final R anyOf(UnaryOperator<Group<T>>... alternatives) {
		return where(Condition.anyOf(Arrays.stream(alternatives).map(Filterable::groupOf).toList()));
	}

	/**
	 * Add the opposite of a condition. As in SQL it does not hold where the condition can
	 * neither be said to hold nor not to, because of a NULL.
	 * @param condition the condition; if it has vanished, so does its opposite
	 * @return what it was added to
	 */
	public final R not(Condition<? super T> condition) {
		return where(Condition.<T>not(condition));
	}

	/**
	 * Add one condition: that not all conditions of a group hold.
	 * @param group fills the group; if it stays empty, there is no condition
	 * @return what it was added to
	 */
	public final R not(Function<Group<T>, Group<T>> group) {
		return where(Condition.not(group.apply(new Group<>()).condition()));
	}

	/**
	 * Add one condition: that at least one word of a keyword is contained in at least one
	 * of some properties, without regard to case. The keyword is split at white space;
	 * every word is looked for as it is.
	 * @param keyword what somebody typed; {@code null}, empty or blank for no condition
	 * @param properties the properties to look into, at least one
	 * @return what it was added to
	 * @throws QueryLimitException if the keyword is longer or has more words than allowed
	 */
	@SafeVarargs
	@SuppressWarnings("varargs")
	public final R search(@Nullable String keyword, TextProp<T>... properties) {
		return where(Condition.search(keyword, properties));
	}

	/**
	 * Add one condition: that a search finds the row by its properties with
	 * {@code @Searchable}, by the search index over them if the database keeps one.
	 * @param search what is looked for; nothing is no condition
	 * @return what it was added to
	 * @throws QueryLimitException if the search is longer or has more parts than allowed
	 */
	public final R search(Search search) {
		return where(Condition.<T>search(search));
	}

	/**
	 * Add one condition: that a search finds the row by some properties, by the search
	 * index over just these if the database keeps one.
	 * @param search what is looked for; nothing is no condition
	 * @param first a property to look into
	 * @param more further ones
	 * @return what it was added to
	 * @throws QueryLimitException if the search is longer or has more parts than allowed
	 */
	@SafeVarargs
	@SuppressWarnings("varargs")
	public final R search(Search search, TextProp<T> first, TextProp<T>... more) {
		return where(Condition.search(search, first, more));
	}

	/**
	 * Add one condition: that a search finds the row by some expressions, which may be
	 * columns of joined tables.
	 * @param search what is looked for; nothing is no condition
	 * @param first an expression to look into
	 * @param more further ones
	 * @return what it was added to
	 * @throws QueryLimitException if the search is longer or has more parts than allowed
	 */
	@SafeVarargs
	@SuppressWarnings("varargs")
	public final R search(Search search, TextExpression<? super T> first, TextExpression<? super T>... more) {
		return where(Condition.<T>search(search, first, more));
	}

	private static <T> Condition<T> groupOf(UnaryOperator<Group<T>> group) {
		return group.apply(new Group<>()).condition();
	}

}
