package io.masterrecord.query;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

import io.masterrecord.dialect.TypedValue;
import io.masterrecord.query.Predicate.Operator;
import org.jspecify.annotations.Nullable;

/**
 * A property that waits for an operator. Each operator adds a condition and returns what
 * it was added to.
 * <p>
 * As in SQL, a condition does not hold for a NULL, except where it asks for it. The forms
 * that end in {@code IfPresent} add nothing if they are given {@code null}; all others
 * refuse it.
 *
 * @param <V> the type of the property
 * @param <R> what the condition is added to
 * @since 0.1.0
 */
public abstract class Step<V, R> {

	private final Subject subject;

	private final Function<Binding, R> target;

	Step(Subject subject, Function<Binding, R> target) {
		this.subject = subject;
		this.target = target;
	}

	/**
	 * Ask for a value. Text is compared exactly.
	 * @param value the value, not {@code null}
	 * @return what the condition was added to
	 */
	public final R eq(V value) {
		V present = required(value);
		return add((operand) -> comparison(operand, Operator.EQ, present), (whole) -> whole.eq(present));
	}

	/**
	 * Ask for a value, if there is one.
	 * @param value the value, or {@code null} for no condition
	 * @return what the condition was added to
	 */
	public final R eqIfPresent(@Nullable V value) {
		return isAbsent(value) ? nothing() : eq(required(value));
	}

	/**
	 * Ask for another value than this. NULL is no other value.
	 * @param value the value, not {@code null}
	 * @return what the condition was added to
	 */
	public final R ne(V value) {
		V present = required(value);
		return add((operand) -> comparison(operand, Operator.NE, present), (whole) -> whole.ne(present));
	}

	/**
	 * Ask for another value than this, if there is one.
	 * @param value the value, or {@code null} for no condition
	 * @return what the condition was added to
	 */
	public final R neIfPresent(@Nullable V value) {
		return isAbsent(value) ? nothing() : ne(required(value));
	}

	/**
	 * Ask for the value that something else has in the same row.
	 * @param other a property or something computed; NULL is no value
	 * @return what the condition was added to
	 */
	public final R eq(Expression<?, ? extends V> other) {
		return compare(Operator.EQ, other);
	}

	/**
	 * Ask for another value than something else has in the same row.
	 * @param other a property or something computed; NULL is no other value
	 * @return what the condition was added to
	 */
	public final R ne(Expression<?, ? extends V> other) {
		return compare(Operator.NE, other);
	}

	/**
	 * Ask for one of some values.
	 * @param values the values, none of them {@code null}; no values match no row
	 * @return what the condition was added to
	 */
	public final R in(Collection<? extends V> values) {
		return among(false, values);
	}

	/**
	 * Ask for one of the values a sub-query reads. NULL is none of them.
	 * @param values a sub-query of single values
	 * @return what the condition was added to
	 */
	public final R in(Selection<?, ? extends V> values) {
		return inside(false, values);
	}

	/**
	 * Ask for none of the values a sub-query reads. A NULL among them is left out, since
	 * otherwise no row at all would match.
	 * @param values a sub-query of single values
	 * @return what the condition was added to
	 */
	public final R notIn(Selection<?, ? extends V> values) {
		return inside(true, values);
	}

	private R inside(boolean negated, Selection<?, ? extends V> values) {
		boolean nullable = values.content().nullable();
		return add((scope) -> {
			Operand operand = this.subject.in(scope);
			operand.refuseOtherForm(values.content(), "compared with");
			return new Predicate.Inside(operand, negated, values.subquery(), nullable);
		});
	}

	/**
	 * Ask for one of some values, if there are any.
	 * @param values the values, or {@code null} for no condition; an empty collection is
	 * not absent and matches no row
	 * @return what the condition was added to
	 */
	public final R inIfPresent(@Nullable Collection<? extends V> values) {
		return (values != null) ? among(false, values) : nothing();
	}

	/**
	 * Ask for none of some values. NULL is none of them, and yet does not match, unless
	 * there are no values.
	 * @param values the values, none of them {@code null}; no values match all rows
	 * @return what the condition was added to
	 */
	public final R notIn(Collection<? extends V> values) {
		return among(true, values);
	}

	/**
	 * Ask for none of some values, if there are any.
	 * @param values the values, or {@code null} for no condition
	 * @return what the condition was added to
	 */
	public final R notInIfPresent(@Nullable Collection<? extends V> values) {
		return (values != null) ? among(true, values) : nothing();
	}

	/**
	 * Ask for NULL.
	 * @return what the condition was added to
	 */
	public final R isNull() {
		return add((operand) -> new Predicate.NullTest(operand, true), Whole::isNull);
	}

	/**
	 * Ask for anything but NULL.
	 * @return what the condition was added to
	 */
	public final R isNotNull() {
		return add((operand) -> new Predicate.NullTest(operand, false), Whole::isNotNull);
	}

	/**
	 * Ask for exactly a value, of which NULL is one among others.
	 * @param value the value, or {@code null} for NULL
	 * @return what the condition was added to
	 */
	public final R isNotDistinctFrom(@Nullable V value) {
		return sameness(true, value);
	}

	/**
	 * Ask for anything but a value, of which NULL is one among others.
	 * @param value the value, or {@code null} for NULL
	 * @return what the condition was added to
	 */
	public final R isDistinctFrom(@Nullable V value) {
		return sameness(false, value);
	}

	private R sameness(boolean same, @Nullable V value) {
		if (value == null) {
			return same ? isNull() : isNotNull();
		}
		return add((operand) -> new Predicate.Sameness(operand, same, Operand.Value.of(operand, value)),
				(whole) -> same ? whole.eq(value) : whole.isDistinctFrom(value));
	}

	/**
	 * Tell whether a value stands for none in the forms that end in {@code IfPresent}.
	 */
	boolean isAbsent(@Nullable V value) {
		return value == null;
	}

	final R compare(Operator operator, @Nullable V value) {
		return add(comparison(operator, value));
	}

	final Binding comparison(Operator operator, @Nullable V value) {
		V present = required(value);
		return (scope) -> comparison(this.subject.in(scope), operator, present);
	}

	private static Predicate comparison(Operand operand, Operator operator, Object value) {
		return new Predicate.Comparison(operand, operator, Operand.Value.of(operand, value));
	}

	final R compare(Operator operator, Expression<?, ? extends V> other) {
		Subject right = Subject.of(other);
		return add((scope) -> {
			Operand operand = this.subject.in(scope);
			Operand compared = right.in(scope);
			operand.refuseOtherForm(compared.content(), "compared with");
			return new Predicate.Comparison(operand, operator, compared);
		});
	}

	final Subject subject() {
		return this.subject;
	}

	final R compareIfPresent(Operator operator, @Nullable V value) {
		return isAbsent(value) ? nothing() : compare(operator, value);
	}

	final R like(boolean ignoreCase, String text, Function<String, TypedValue> pattern) {
		return add(likeness(ignoreCase, text, pattern));
	}

	final R unlike(boolean ignoreCase, String text, Function<String, TypedValue> pattern) {
		Binding likeness = likeness(ignoreCase, text, pattern);
		return add((scope) -> Predicate.not(likeness.in(scope)));
	}

	private Binding likeness(boolean ignoreCase, String text, Function<String, TypedValue> pattern) {
		return (scope) -> {
			if (text.length() > scope.settings().maxSearchLength()) {
				throw new QueryLimitException(QueryLimitException.Subject.SEARCH,
						"'%s' is compared with a text of %d characters, and at most %d are allowed"
							.formatted(this.subject, text.length(), scope.settings().maxSearchLength()));
			}
			Operand operand = this.subject.in(scope);
			return new Predicate.Like(operand, operand.type(), ignoreCase, pattern.apply(text));
		};
	}

	final R matches(boolean ignoreCase, String pattern) {
		String portable = RegexPattern.portable(pattern);
		return add((scope) -> {
			if (pattern.length() > scope.settings().maxSearchLength()) {
				throw new QueryLimitException(QueryLimitException.Subject.SEARCH,
						"'%s' is matched with a regular expression of %d characters, and at most %d are allowed"
							.formatted(this.subject, pattern.length(), scope.settings().maxSearchLength()));
			}
			return new Predicate.Matches(this.subject.in(scope), ignoreCase, LikePattern.text(portable));
		});
	}

	final JsonStep<R> inJson(List<String> path) {
		return new JsonStep<>(this.subject, path, this.target);
	}

	final R jsonMatch(boolean whole, @Nullable Object other) {
		TypedValue json = LikePattern.text(JsonWriter.write(other));
		return add((scope) -> new Predicate.JsonMatch(JsonValue.document(this.subject.in(scope)), whole, json));
	}

	final R nothing() {
		return add((scope) -> Predicate.NONE);
	}

	/**
	 * Add a condition on one column, or on an embedded value as a whole.
	 */
	private R add(Function<Operand, Predicate> single, Function<Whole, Predicate> several) {
		return add((scope) -> {
			Whole whole = this.subject.whole(scope);
			return (whole != null) ? several.apply(whole) : single.apply(this.subject.in(scope));
		});
	}

	final R add(Binding binding) {
		return this.target.apply(binding);
	}

	final V required(@Nullable V value) {
		if (value == null) {
			throw new InvalidQueryException(
					"'%s' is compared with null. Ask for NULL with isNull(), or leave an absent value out with a form that ends in IfPresent"
						.formatted(this.subject));
		}
		return value;
	}

	private R among(boolean negated, Collection<? extends V> values) {
		List<V> present = new ArrayList<>(values);
		if (present.contains(null)) {
			throw new InvalidQueryException(
					"The list '%s' is compared with holds a null. Take it out, and ask for NULL with isNull() in a group"
						.formatted(this.subject));
		}
		return add((operand) -> {
			List<Object> content = new ArrayList<>(present.size());
			for (V value : present) {
				content.add(operand.contentOf(value));
			}
			return new Predicate.Among(operand, negated, operand.type(), List.copyOf(content));
		}, (whole) -> negated ? whole.notIn(present) : whole.in(present));
	}

}
