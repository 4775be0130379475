package io.masterrecord.query;

import io.masterrecord.property.Prop;
import org.jspecify.annotations.Nullable;

/**
 * A property rows are sorted by. NULL counts as the least value, on every database,
 * unless its place is said. Meant for static import.
 *
 * @param <T> the entity
 * @since 0.1.0
 */
public final class SortKey<T> {

	private final Prop<T, ?> property;

	private final boolean descending;

	private final @Nullable Boolean nullsFirst;

	private final boolean ignoreCase;

	private SortKey(Prop<T, ?> property, boolean descending, @Nullable Boolean nullsFirst, boolean ignoreCase) {
		this.property = property;
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
		return new SortKey<>(property, false, null, false);
	}

	/**
	 * Sort from the greatest value to the least.
	 * @param <T> the entity
	 * @param property the property
	 * @return the key
	 */
	public static <T> SortKey<T> desc(Prop<T, ?> property) {
		return new SortKey<>(property, true, null, false);
	}

	/**
	 * Put NULL before all values.
	 * @return a new key
	 */
	public SortKey<T> nullsFirst() {
		return new SortKey<>(this.property, this.descending, true, this.ignoreCase);
	}

	/**
	 * Put NULL after all values.
	 * @return a new key
	 */
	public SortKey<T> nullsLast() {
		return new SortKey<>(this.property, this.descending, false, this.ignoreCase);
	}

	/**
	 * Sort text without regard to case; other types are sorted as ever.
	 * @return a new key
	 */
	public SortKey<T> ignoreCase() {
		return new SortKey<>(this.property, this.descending, this.nullsFirst, true);
	}

	SortTerm in(Scope scope) {
		return SortTerm.of(scope.column(this.property), this.descending, this.nullsFirst, this.ignoreCase);
	}

}
