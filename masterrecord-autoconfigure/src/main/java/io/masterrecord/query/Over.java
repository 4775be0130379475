package io.masterrecord.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.masterrecord.property.Prop;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The rows around each row, which a window function is computed of. Immutable.
 *
 * <pre class="code">
 * rowNumber(Over.partitionBy(Order::userId).sortBy(desc(Order::total)))
 * </pre>
 *
 * @param <T> the entity
 * @since 0.1.0
 */
public final class Over<T> {

	private final List<Subject> partition;

	private final List<SortKey<? super T>> order;

	private final Aggregation.@Nullable Extent extent;

	private Over(List<Subject> partition, List<SortKey<? super T>> order, Aggregation.@Nullable Extent extent) {
		this.partition = List.copyOf(partition);
		this.order = List.copyOf(order);
		this.extent = extent;
	}

	/**
	 * Take all rows.
	 * @param <T> the entity
	 * @return all rows of the query
	 */
	public static <T> Over<T> all() {
		return new Over<>(List.of(), List.of(), null);
	}

	/**
	 * Take the rows that have properties in common.
	 * @param <T> the entity
	 * @param properties the properties
	 * @return the rows
	 */
	@SafeVarargs
	@SuppressWarnings("varargs")
	public static <T> Over<T> partitionBy(Prop<T, ?>... properties) {
		return new Over<>(Arrays.stream(properties).map(Subject::of).toList(), List.of(), null);
	}

	/**
	 * Take the rows that have values in common.
	 * @param <T> the entity
	 * @param expressions the values
	 * @return the rows
	 */
	@SafeVarargs
	@SuppressWarnings("varargs")
	public static <T> Over<T> partitionBy(Expression<? super T, ?>... expressions) {
		return new Over<>(Arrays.stream(expressions).map(Subject::of).toList(), List.of(), null);
	}

	/**
	 * Sort the rows, so that the function is computed of those up to each row.
	 * @param keys the keys, the most important first
	 * @return new rows
	 */
	@SafeVarargs
	@SuppressWarnings("varargs")
	public final Over<T> sortBy(SortKey<? super T>... keys) {
		List<SortKey<? super T>> all = new ArrayList<>(this.order);
		all.addAll(Arrays.asList(keys));
		return new Over<>(this.partition, all, this.extent);
	}

	/**
	 * Take no more than some rows before each row, and the row itself.
	 * @param count how many rows before
	 * @return new rows
	 */
	public Over<T> preceding(int count) {
		return rows(FrameBound.preceding(count), FrameBound.currentRow());
	}

	/**
	 * Take the rows from one place to another, by their number.
	 * @param from the first row
	 * @param to the last row
	 * @return new rows
	 */
	public Over<T> rows(FrameBound from, FrameBound to) {
		return extent(Aggregation.Unit.ROWS, from, to);
	}

	/**
	 * Take the rows whose sort key is in a range around that of each row. A distance is a
	 * difference of the only key, a number that is sorted as it is.
	 * @param from the start of the range
	 * @param to the end of the range
	 * @return new rows
	 */
	public Over<T> range(FrameBound from, FrameBound to) {
		return extent(Aggregation.Unit.RANGE, from, to);
	}

	/**
	 * Take the rows from one place to another, where rows with equal sort keys count as
	 * one.
	 * @param from the first group of equal rows
	 * @param to the last group of equal rows
	 * @return new rows, which are refused when they are read on MySQL and MariaDB, where
	 * there are no such frames
	 */
	public Over<T> groups(FrameBound from, FrameBound to) {
		return extent(Aggregation.Unit.GROUPS, from, to);
	}

	private Over<T> extent(Aggregation.Unit unit, FrameBound from, FrameBound to) {
		Assert.isTrue(
				!to.isBefore(from) && from != FrameBound.unboundedFollowing() && to != FrameBound.unboundedPreceding(),
				() -> "There are no rows from %s to %s".formatted(from, to));
		return new Over<>(this.partition, this.order, new Aggregation.Extent(unit, from, to));
	}

	Aggregation.Frame in(Scope scope) {
		return new Aggregation.Frame(this.partition.stream().map((subject) -> subject.in(scope)).toList(),
				this.order.stream().map((key) -> key.in(scope)).toList(), this.extent);
	}

}
