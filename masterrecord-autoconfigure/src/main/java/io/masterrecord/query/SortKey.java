package io.masterrecord.query;

import io.masterrecord.property.Prop;
import org.jspecify.annotations.Nullable;

/**
 * What rows are sorted by: a property, or something computed. NULL counts as the least
 * value, on every database, unless its place is said. Meant for static import.
 *
 * @param <T> the entity
 * @since 0.1.0
 */
public final class SortKey<T> {

	private final Subject subject;

	private final boolean descending;

	private final @Nullable Boolean nullsFirst;

	private final boolean ignoreCase;

	private SortKey(Subject subject, boolean descending, @Nullable Boolean nullsFirst, boolean ignoreCase) {
		this.subject = subject;
		this.descending = descending;
		this.nullsFirst = nullsFirst;
		this.ignoreCase = ignoreCase;
	}

	/**
	 * Sort from the least value to the greatest.
	 * @param <T> the entity
	 * @param property the property
	 * @return the key
	 */
	public static <T> SortKey<T> asc(Prop<T, ?> property) {
		return new SortKey<>(Subject.of(property), false, null, false);
	}

	/**
	 * Sort from the greatest value to the least.
	 * @param <T> the entity
	 * @param property the property
	 * @return the key
	 */
	public static <T> SortKey<T> desc(Prop<T, ?> property) {
		return new SortKey<>(Subject.of(property), true, null, false);
	}

	/**
	 * Sort from the least value of an expression to the greatest.
	 * @param <T> the entity
	 * @param expression a property of a joined entity, or something computed
	 * @return the key
	 */
	public static <T> SortKey<T> asc(Expression<T, ?> expression) {
		return new SortKey<>(Subject.of(expression), false, null, false);
	}

	/**
	 * Sort from the greatest value of an expression to the least.
	 * @param <T> the entity
	 * @param expression a property of a joined entity, or something computed
	 * @return the key
	 */
	public static <T> SortKey<T> desc(Expression<T, ?> expression) {
		return new SortKey<>(Subject.of(expression), true, null, false);
	}

	/**
	 * Put NULL before all values.
	 * @return a new key
	 */
	public SortKey<T> nullsFirst() {
		return new SortKey<>(this.subject, this.descending, true, this.ignoreCase);
	}

	/**
	 * Put NULL after all values.
	 * @return a new key
	 */
	public SortKey<T> nullsLast() {
		return new SortKey<>(this.subject, this.descending, false, this.ignoreCase);
	}

	/**
	 * Sort text without regard to case; other types are sorted as ever.
	 * @return a new key
	 */
	public SortKey<T> ignoreCase() {
		return new SortKey<>(this.subject, this.descending, this.nullsFirst, true);
	}

	SortTerm in(Scope scope) {
		return SortTerm.of(this.subject.in(scope.in(Scope.Clause.SELECT)), this.descending, this.nullsFirst,
				this.ignoreCase);
	}

}
