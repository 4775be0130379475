package io.masterrecord.query;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

import io.masterrecord.property.BoolProp;
import io.masterrecord.property.EnumProp;
import io.masterrecord.property.LongProp;
import io.masterrecord.property.OptionalProp;
import io.masterrecord.property.OrderedProp;
import io.masterrecord.property.Prop;
import io.masterrecord.property.TextProp;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A condition as a value: stated once, combined to any depth, added to as many queries as
 * needed. What stands beside what is always explicit; a group never changes the meaning
 * of its neighbours. Meant for static import.
 *
 * @param <T> the entity
 * @since 0.1.0
 */
public final class Condition<T> {

	private final Binding binding;

	private Condition(Binding binding) {
		this.binding = binding;
	}

	static <T> Condition<T> of(Binding binding) {
		return new Condition<>(binding);
	}

	Binding binding() {
		return this.binding;
	}

	/**
	 * Start a condition on a property without an order.
	 * @param <T> the entity
	 * @param <V> the type of the property
	 * @param property the property
	 * @return a step that waits for an operator
	 */
	public static <T, V> ValueStep<V, Condition<T>> where(Prop<T, V> property) {
		return new ValueStep<>(Subject.of(property), Condition::new);
	}

	/**
	 * Start a condition on a property of ordered values.
	 * @param <T> the entity
	 * @param <V> the type of the property
	 * @param property the property
	 * @return a step that waits for an operator
	 */
	public static <T, V extends Comparable<? super V>> ComparableStep<V, Condition<T>> where(
			OrderedProp<T, V> property) {
		return new ComparableStep<>(Subject.of(property), Condition::new);
	}

	/**
	 * Start a condition on a text property.
	 * @param <T> the entity
	 * @param property the property
	 * @return a step that waits for an operator
	 */
	public static <T> TextStep<Condition<T>> where(TextProp<T> property) {
		return new TextStep<>(Subject.of(property), Condition::new);
	}

	/**
	 * Start a condition on a boolean property.
	 * @param <T> the entity
	 * @param property the property
	 * @return a step that waits for an operator
	 */
	public static <T> BooleanStep<Condition<T>> where(BoolProp<T> property) {
		return new BooleanStep<>(Subject.of(property), Condition::new);
	}

	/**
	 * Start a condition on a property of type {@code long}.
	 * @param <T> the entity
	 * @param property the property
	 * @return a step that waits for an operator
	 */
	public static <T> LongStep<Condition<T>> where(LongProp<T> property) {
		return new LongStep<>(Subject.of(property), Condition::new);
	}

	/**
	 * Start a condition on a property of an enum, whose constants have no order here.
	 * @param <T> the entity
	 * @param <E> the enum
	 * @param property the property
	 * @return a step that waits for an operator
	 */
	public static <T, E extends Enum<E>> ValueStep<E, Condition<T>> where(EnumProp<T, E> property) {
		return new ValueStep<>(Subject.of(property), Condition::new);
	}

	/**
	 * Start a condition on a property whose accessor returns an {@code Optional}.
	 * @param <T> the entity
	 * @param <V> the type of the value inside
	 * @param property the property
	 * @return a step that waits for an operator
	 */
	public static <T, V> ValueStep<V, Condition<T>> where(OptionalProp<T, V> property) {
		return new ValueStep<>(Subject.of(property), Condition::new);
	}

	/**
	 * Start a condition on several properties at once, which are compared with the
	 * components of a record: {@code where(Key.class, Order::userId, Order::status)}.
	 * @param <T> the entity
	 * @param <K> the record
	 * @param type the record
	 * @param properties a property per component, in their order
	 * @return a step that waits for an operator
	 * @since 0.1.0
	 */
	@SafeVarargs
	@SuppressWarnings("varargs")
	public static <T, K> RowStep<K, Condition<T>> where(Class<K> type, Prop<T, ?>... properties) {
		return new RowStep<>(type, Arrays.stream(properties).map(Subject::of).toList(), Condition::new);
	}

	/**
	 * Return the condition that some properties have together what others have in one row
	 * of a query, such as those of a reference and those of the id it refers to. A row
	 * with NULL in one of them is like no other.
	 * @param <T> the entity
	 * @param <E> the entity of the query
	 * @param properties the properties
	 * @param rows the query
	 * @param others the properties of the query, in the same order
	 * @return the condition
	 * @since 0.1.0
	 */
	public static <T, E> Condition<T> alike(List<? extends Prop<T, ?>> properties, Query<E> rows,
			List<? extends Prop<E, ?>> others) {
		Assert.isTrue(!properties.isEmpty() && properties.size() == others.size(),
				"'properties' and 'others' must be as many, and at least one");
		return new Condition<>(RowStep.inside(properties.stream().map(Subject::of).toList(), rows,
				others.stream().map(Subject::of).toList()));
	}

	/**
	 * Return the condition that at least one of some holds.
	 * @param <T> the entity
	 * @param alternatives the conditions; those that have vanished do not count, and none
	 * at all are no condition
	 * @return the condition
	 */
	@SafeVarargs
	@SuppressWarnings("varargs")
	public static <T> Condition<T> anyOf(Condition<? super T>... alternatives) {
		return Condition.<T>anyOf(Arrays.<Condition<? super T>>asList(alternatives));
	}

	/**
	 * Return the condition that at least one of some holds.
	 * @param <T> the entity
	 * @param alternatives the conditions; those that have vanished do not count, and none
	 * at all are no condition
	 * @return the condition
	 */
	public static <T> Condition<T> anyOf(Collection<? extends Condition<? super T>> alternatives) {
		List<Binding> parts = bindings(alternatives);
		return new Condition<>((scope) -> Predicate.anyOf(in(scope, parts)));
	}

	/**
	 * Return the condition that all of some hold.
	 * @param <T> the entity
	 * @param parts the conditions; those that have vanished do not count, and none at all
	 * are no condition
	 * @return the condition
	 */
	@SafeVarargs
	@SuppressWarnings("varargs")
	public static <T> Condition<T> allOf(Condition<? super T>... parts) {
		return Condition.<T>allOf(Arrays.<Condition<? super T>>asList(parts));
	}

	/**
	 * Return the condition that all of some hold.
	 * @param <T> the entity
	 * @param parts the conditions; those that have vanished do not count, and none at all
	 * are no condition
	 * @return the condition
	 */
	public static <T> Condition<T> allOf(Collection<? extends Condition<? super T>> parts) {
		List<Binding> all = bindings(parts);
		return new Condition<>((scope) -> Predicate.allOf(in(scope, all)));
	}

	/**
	 * Return the opposite of a condition. As in SQL it does not hold where the condition
	 * can neither be said to hold nor not to, because of a NULL.
	 * @param <T> the entity
	 * @param condition the condition; if it has vanished, so does its opposite
	 * @return the condition
	 */
	public static <T> Condition<T> not(Condition<? super T> condition) {
		Binding part = condition.binding;
		return new Condition<>((scope) -> Predicate.not(part.in(scope)));
	}

	/**
	 * Return the condition that a query finds at least one row. It may refer to the query
	 * around it by an {@link Alias}.
	 * @param rows the query
	 * @return the condition, which fits into every query
	 */
	public static Condition<Object> exists(Rows<?, ?, ?> rows) {
		return of((scope) -> new Predicate.Exists(false, rows.existence()));
	}

	/**
	 * Return the condition that a query finds no row. It may refer to the query around it
	 * by an {@link Alias}.
	 * @param rows the query
	 * @return the condition, which fits into every query
	 */
	public static Condition<Object> notExists(Rows<?, ?, ?> rows) {
		return of((scope) -> new Predicate.Exists(true, rows.existence()));
	}

	/**
	 * Return the condition that at least one word of a keyword is contained in at least
	 * one of some properties, without regard to case. The keyword is split at white
	 * space; every word is looked for as it is.
	 * @param <T> the entity
	 * @param keyword what somebody typed; {@code null}, empty or blank for no condition
	 * @param properties the properties to look into, at least one
	 * @return the condition
	 */
	@SafeVarargs
	@SuppressWarnings("varargs")
	public static <T> Condition<T> search(@Nullable String keyword, TextProp<T>... properties) {
		Assert.notEmpty(properties, "A search needs a property to look into");
		List<TextProp<T>> columns = List.of(properties);
		return new Condition<>((scope) -> Predicate.anyOf(SearchTerms.of(keyword, scope.settings())
			.stream()
			.flatMap((term) -> columns.stream().map((column) -> containing(scope, column, term)))
			.toList()));
	}

	/**
	 * Return the condition that a search finds a row by its properties with
	 * {@code @Searchable}: by the search index over them if the database keeps one,
	 * otherwise by comparing them.
	 * @param <T> the entity
	 * @param search what is looked for; nothing is no condition
	 * @return the condition
	 */
	public static <T> Condition<T> search(Search search) {
		return new Condition<>((scope) -> SearchPlan.of(scope, search, List.of()).predicate());
	}

	/**
	 * Return the condition that a search finds a row by some properties: by the search
	 * index over just these if the database keeps one, otherwise by comparing them.
	 * @param <T> the entity
	 * @param search what is looked for; nothing is no condition
	 * @param first a property to look into
	 * @param more further ones
	 * @return the condition
	 */
	@SafeVarargs
	@SuppressWarnings("varargs")
	public static <T> Condition<T> search(Search search, TextProp<T> first, TextProp<T>... more) {
		List<Subject> subjects = Stream.concat(Stream.of(first), Arrays.stream(more)).map(Subject::of).toList();
		return new Condition<>((scope) -> SearchPlan.of(scope, search, subjects).predicate());
	}

	/**
	 * Return the condition that a search finds a row by some expressions, which may be
	 * columns of joined tables: {@code search(Search.of(text), col(Plan::title),
	 * author.col(User::name))}.
	 * @param <T> the entity
	 * @param search what is looked for; nothing is no condition
	 * @param first an expression to look into
	 * @param more further ones
	 * @return the condition
	 */
	@SafeVarargs
	@SuppressWarnings("varargs")
	public static <T> Condition<T> search(Search search, TextExpression<? super T> first,
			TextExpression<? super T>... more) {
		List<Subject> subjects = Stream.concat(Stream.of(first), Arrays.stream(more))
			.<Subject>map((expression) -> Subject.of(expression))
			.toList();
		return new Condition<>((scope) -> SearchPlan.of(scope, search, subjects).predicate());
	}

	private static Predicate containing(Scope scope, TextProp<?> property, String term) {
		Operand.Column column = scope.column(property);
		return new Predicate.Like(column, column.type(), true, LikePattern.containing(term));
	}

	private static List<Binding> bindings(Collection<? extends Condition<?>> conditions) {
		return conditions.stream().<Binding>map(Condition::binding).toList();
	}

	private static List<Predicate> in(Scope scope, List<Binding> bindings) {
		return bindings.stream().map((part) -> part.in(scope)).toList();
	}

}
