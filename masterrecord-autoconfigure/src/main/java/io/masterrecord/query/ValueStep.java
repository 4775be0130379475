package io.masterrecord.query;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/**
 * A property whose values are equal or not and nothing else, that waits for an operator.
 *
 * @param <V> the type of the property
 * @param <R> what the condition is added to
 * @since 0.1.0
 */
public sealed class ValueStep<V, R> extends Step<V, R> permits ValueExpression {

	ValueStep(Subject subject, Function<Binding, R> target) {
		super(subject, target);
	}

	/**
	 * Ask for one of some values.
	 * @param values the values, none of them {@code null}; no values match no row
	 * @return what the condition was added to
	 */
	@SafeVarargs
	@SuppressWarnings("varargs")
	public final R in(V... values) {
		return in(Arrays.asList(values));
	}

	/**
	 * Look into a JSON document, such as a record, a list or a map with
	 * {@code @Column(json = true)}: at the text of a single value. It is NULL where the
	 * path leads to nothing or to a null. H2 cannot look into documents.
	 * @param path the keys from the outside to the inside; digits alone are a position in
	 * an array, from 0
	 * @return a step that waits for an operator on texts, or is told to wait for one on
	 * numbers or booleans
	 * @throws InvalidQueryException if the property is no document, or a key is empty, or
	 * holds a quote, a backslash or a control character
	 * @since 0.1.0
	 */
	public final JsonStep<R> json(String... path) {
		return inJson(List.of(path));
	}

	/**
	 * Ask for JSON documents that contain another one: objects with all of its keys and
	 * values, arrays with all of its elements. PostgreSQL, MySQL and MariaDB can.
	 * @param part what has to be contained: a map, a collection, a text, a number, a
	 * boolean
	 * @return what the condition was added to
	 * @since 0.1.0
	 */
	public final R jsonContains(Object part) {
		return jsonMatch(true, part);
	}

	/**
	 * Ask for JSON arrays that have at least one of some elements. H2 cannot look into
	 * documents.
	 * @param elements the elements; none match no row
	 * @return what the condition was added to
	 * @since 0.1.0
	 */
	public final R jsonOverlaps(Collection<?> elements) {
		return jsonMatch(false, List.copyOf(elements));
	}

	/**
	 * Ask for none of some values. NULL is none of them, and yet does not match, unless
	 * there are no values.
	 * @param values the values, none of them {@code null}; no values match all rows
	 * @return what the condition was added to
	 */
	@SafeVarargs
	@SuppressWarnings("varargs")
	public final R notIn(V... values) {
		return notIn(Arrays.asList(values));
	}

}
