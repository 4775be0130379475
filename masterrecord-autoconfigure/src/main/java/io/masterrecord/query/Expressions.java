package io.masterrecord.query;

import io.masterrecord.property.BoolProp;
import io.masterrecord.property.EnumProp;
import io.masterrecord.property.LongProp;
import io.masterrecord.property.OptionalProp;
import io.masterrecord.property.OrderedProp;
import io.masterrecord.property.Prop;
import io.masterrecord.property.TextProp;
import io.masterrecord.query.Aggregation.Function;

import org.springframework.util.Assert;

/**
 * Makes expressions: properties where a method reference alone is not taken, aggregates
 * and window functions. Meant for static import.
 *
 * <pre class="code">
 * orders.groupBy(Order::userId)
 *     .having(sum(Order::total).ge(TEN))
 *     .select(Spend.class, col(Order::userId), sum(Order::total))
 * </pre>
 *
 * @since 0.1.0
 */
public final class Expressions {

	private Expressions() {
	}

	/**
	 * Return a property without an order as an expression.
	 * @param <T> the entity
	 * @param <V> the type of the property
	 * @param property the property
	 * @return the expression
	 */
	public static <T, V> ValueExpression<T, V> col(Prop<T, V> property) {
		return new ValueExpression<>(Subject.of(property));
	}

	/**
	 * Return a property of ordered values as an expression.
	 * @param <T> the entity
	 * @param <V> the type of the property
	 * @param property the property
	 * @return the expression
	 */
	public static <T, V extends Comparable<? super V>> ComparableExpression<T, V> col(OrderedProp<T, V> property) {
		return new ComparableExpression<>(Subject.of(property));
	}

	/**
	 * Return a text property as an expression.
	 * @param <T> the entity
	 * @param property the property
	 * @return the expression
	 */
	public static <T> TextExpression<T> col(TextProp<T> property) {
		return new TextExpression<>(Subject.of(property));
	}

	/**
	 * Return a boolean property as an expression.
	 * @param <T> the entity
	 * @param property the property
	 * @return the expression
	 */
	public static <T> BooleanExpression<T> col(BoolProp<T> property) {
		return new BooleanExpression<>(Subject.of(property));
	}

	/**
	 * Return a property of type {@code long} as an expression.
	 * @param <T> the entity
	 * @param property the property
	 * @return the expression
	 */
	public static <T> LongExpression<T> col(LongProp<T> property) {
		return new LongExpression<>(Subject.of(property));
	}

	/**
	 * Return a property of an enum as an expression.
	 * @param <T> the entity
	 * @param <E> the enum
	 * @param property the property
	 * @return the expression
	 */
	public static <T, E extends Enum<E>> ValueExpression<T, E> col(EnumProp<T, E> property) {
		return new ValueExpression<>(Subject.of(property));
	}

	/**
	 * Return a property whose accessor returns an {@code Optional} as an expression.
	 * @param <T> the entity
	 * @param <V> the type of the value inside
	 * @param property the property
	 * @return the expression
	 */
	public static <T, V> ValueExpression<T, V> col(OptionalProp<T, V> property) {
		return new ValueExpression<>(Subject.of(property));
	}

	/**
	 * Return the only value that a sub-query reads. It may refer to the query around it
	 * by an {@link Alias}.
	 * @param <V> the type of the value
	 * @param value the sub-query, of at most one row
	 * @return the value, NULL if there is no row
	 */
	public static <V extends Comparable<? super V>> ComparableExpression<Object, V> value(Selection<?, V> value) {
		return new ComparableExpression<>(Subject.of(value.scalar()));
	}

	/**
	 * Count rows.
	 * @param <T> the entity
	 * @return the number of rows
	 */
	public static <T> LongAggregate<T> count() {
		return new LongAggregate<>(new AggregateSubject(Function.COUNT, null));
	}

	/**
	 * Count the values that are not NULL.
	 * @param <T> the entity
	 * @param property what is looked at
	 * @return the number of values
	 */
	public static <T> LongAggregate<T> count(Prop<T, ?> property) {
		return new LongAggregate<>(new AggregateSubject(Function.COUNT, Subject.of(property)));
	}

	/**
	 * Count the values that are not NULL.
	 * @param <T> the entity
	 * @param expression what is looked at
	 * @return the number of values
	 */
	public static <T> LongAggregate<T> count(Expression<T, ?> expression) {
		return new LongAggregate<>(new AggregateSubject(Function.COUNT, Subject.of(expression)));
	}

	/**
	 * Count the different values that are not NULL.
	 * @param <T> the entity
	 * @param property what is looked at
	 * @return the number of values
	 */
	public static <T> LongAggregate<T> countDistinct(Prop<T, ?> property) {
		return new LongAggregate<>(new AggregateSubject(Function.COUNT_DISTINCT, Subject.of(property)));
	}

	/**
	 * Count the different values that are not NULL.
	 * @param <T> the entity
	 * @param expression what is looked at
	 * @return the number of values
	 */
	public static <T> LongAggregate<T> countDistinct(Expression<T, ?> expression) {
		return new LongAggregate<>(new AggregateSubject(Function.COUNT_DISTINCT, Subject.of(expression)));
	}

	/**
	 * Add values up. The sum has the type of what is added, and reading fails if it does
	 * not fit; see {@link #longSum}.
	 * @param <T> the entity
	 * @param <V> the type of the property
	 * @param property what is looked at
	 * @return the sum, 0 for no rows
	 */
	public static <T, V extends Number & Comparable<? super V>> Aggregate<T, V> sum(OrderedProp<T, V> property) {
		return new Aggregate<>(new AggregateSubject(Function.SUM, Subject.of(property)));
	}

	/**
	 * Add values up. The sum has the type of what is added, and reading fails if it does
	 * not fit; see {@link #longSum}.
	 * @param <T> the entity
	 * @param <V> the type of the value
	 * @param expression what is looked at
	 * @return the sum, 0 for no rows
	 */
	public static <T, V extends Number & Comparable<? super V>> Aggregate<T, V> sum(Expression<T, V> expression) {
		return new Aggregate<>(new AggregateSubject(Function.SUM, Subject.of(expression)));
	}

	/**
	 * Find the least value.
	 * @param <T> the entity
	 * @param <V> the type of the property
	 * @param property what is looked at
	 * @return the value, NULL if there is none
	 */
	public static <T, V extends Comparable<? super V>> Aggregate<T, V> min(OrderedProp<T, V> property) {
		return new Aggregate<>(new AggregateSubject(Function.MIN, Subject.of(property)));
	}

	/**
	 * Find the least value.
	 * @param <T> the entity
	 * @param <V> the type of the value
	 * @param expression what is looked at
	 * @return the value, NULL if there is none
	 */
	public static <T, V extends Comparable<? super V>> Aggregate<T, V> min(Expression<T, V> expression) {
		return new Aggregate<>(new AggregateSubject(Function.MIN, Subject.of(expression)));
	}

	/**
	 * Find the greatest value.
	 * @param <T> the entity
	 * @param <V> the type of the property
	 * @param property what is looked at
	 * @return the value, NULL if there is none
	 */
	public static <T, V extends Comparable<? super V>> Aggregate<T, V> max(OrderedProp<T, V> property) {
		return new Aggregate<>(new AggregateSubject(Function.MAX, Subject.of(property)));
	}

	/**
	 * Find the greatest value.
	 * @param <T> the entity
	 * @param <V> the type of the value
	 * @param expression what is looked at
	 * @return the value, NULL if there is none
	 */
	public static <T, V extends Comparable<? super V>> Aggregate<T, V> max(Expression<T, V> expression) {
		return new Aggregate<>(new AggregateSubject(Function.MAX, Subject.of(expression)));
	}

	/**
	 * Compute the mean of values.
	 * @param <T> the entity
	 * @param property what is looked at
	 * @return the mean, NULL if there are no values
	 */
	public static <T> Aggregate<T, Double> avg(Prop<T, ? extends Number> property) {
		return new Aggregate<>(new AggregateSubject(Function.AVG, Subject.of(property)));
	}

	/**
	 * Add whole numbers up to a {@code long}. Other numbers are refused.
	 * @param <T> the entity
	 * @param property what is added
	 * @return the sum, 0 for no rows
	 */
	public static <T> LongAggregate<T> longSum(Prop<T, ? extends Number> property) {
		return new LongAggregate<>(new AggregateSubject(Function.LONG_SUM, Subject.of(property)));
	}

	/**
	 * Compute the mean of values.
	 * @param <T> the entity
	 * @param expression what is looked at
	 * @return the mean, NULL if there are no values
	 */
	public static <T> Aggregate<T, Double> avg(Expression<T, ? extends Number> expression) {
		return new Aggregate<>(new AggregateSubject(Function.AVG, Subject.of(expression)));
	}

	/**
	 * Add whole numbers up to a {@code long}. Other numbers are refused.
	 * @param <T> the entity
	 * @param expression what is added
	 * @return the sum, 0 for no rows
	 */
	public static <T> LongAggregate<T> longSum(Expression<T, ? extends Number> expression) {
		return new LongAggregate<>(new AggregateSubject(Function.LONG_SUM, Subject.of(expression)));
	}

	/**
	 * Number rows from 1.
	 * @param <T> the entity
	 * @param rows the rows around each row, sorted
	 * @return the number of the row
	 */
	public static <T> LongExpression<T> rowNumber(Over<T> rows) {
		return new LongExpression<>(new AggregateSubject(Function.ROW_NUMBER, null, 0, rows));
	}

	/**
	 * Rank rows from 1. Rows that are equal have the same rank, and as many ranks are
	 * left out after them.
	 * @param <T> the entity
	 * @param rows the rows around each row, sorted
	 * @return the rank
	 */
	public static <T> LongExpression<T> rank(Over<T> rows) {
		return new LongExpression<>(new AggregateSubject(Function.RANK, null, 0, rows));
	}

	/**
	 * Rank rows from 1. Rows that are equal have the same rank, and none is left out.
	 * @param <T> the entity
	 * @param rows the rows around each row, sorted
	 * @return the rank
	 */
	public static <T> LongExpression<T> denseRank(Over<T> rows) {
		return new LongExpression<>(new AggregateSubject(Function.DENSE_RANK, null, 0, rows));
	}

	/**
	 * Look at a row before each row.
	 * @param <T> the entity
	 * @param <V> the type of the property
	 * @param property what is looked at
	 * @param distance how many rows away, from 1
	 * @param rows the rows around each row, sorted
	 * @return the value of that row, NULL if there is none
	 */
	public static <T, V extends Comparable<? super V>> ComparableExpression<T, V> lag(OrderedProp<T, V> property,
			int distance, Over<T> rows) {
		return new ComparableExpression<>(
				new AggregateSubject(Function.LAG, Subject.of(property), distance(distance), rows));
	}

	/**
	 * Look at a row before each row.
	 * @param <T> the entity
	 * @param <V> the type of the value
	 * @param expression what is looked at
	 * @param distance how many rows away, from 1
	 * @param rows the rows around each row, sorted
	 * @return the value of that row, NULL if there is none
	 */
	public static <T, V extends Comparable<? super V>> ComparableExpression<T, V> lag(Expression<T, V> expression,
			int distance, Over<T> rows) {
		return new ComparableExpression<>(
				new AggregateSubject(Function.LAG, Subject.of(expression), distance(distance), rows));
	}

	/**
	 * Look at a row behind each row.
	 * @param <T> the entity
	 * @param <V> the type of the property
	 * @param property what is looked at
	 * @param distance how many rows away, from 1
	 * @param rows the rows around each row, sorted
	 * @return the value of that row, NULL if there is none
	 */
	public static <T, V extends Comparable<? super V>> ComparableExpression<T, V> lead(OrderedProp<T, V> property,
			int distance, Over<T> rows) {
		return new ComparableExpression<>(
				new AggregateSubject(Function.LEAD, Subject.of(property), distance(distance), rows));
	}

	/**
	 * Look at a row behind each row.
	 * @param <T> the entity
	 * @param <V> the type of the value
	 * @param expression what is looked at
	 * @param distance how many rows away, from 1
	 * @param rows the rows around each row, sorted
	 * @return the value of that row, NULL if there is none
	 */
	public static <T, V extends Comparable<? super V>> ComparableExpression<T, V> lead(Expression<T, V> expression,
			int distance, Over<T> rows) {
		return new ComparableExpression<>(
				new AggregateSubject(Function.LEAD, Subject.of(expression), distance(distance), rows));
	}

	/**
	 * Look at the first of the rows around each row.
	 * @param <T> the entity
	 * @param <V> the type of the property
	 * @param property what is looked at
	 * @param rows the rows around each row, sorted
	 * @return the value of that row
	 */
	public static <T, V extends Comparable<? super V>> ComparableExpression<T, V> firstValue(OrderedProp<T, V> property,
			Over<T> rows) {
		return new ComparableExpression<>(new AggregateSubject(Function.FIRST_VALUE, Subject.of(property), 0, rows));
	}

	/**
	 * Look at the first of the rows around each row.
	 * @param <T> the entity
	 * @param <V> the type of the value
	 * @param expression what is looked at
	 * @param rows the rows around each row, sorted
	 * @return the value of that row
	 */
	public static <T, V extends Comparable<? super V>> ComparableExpression<T, V> firstValue(
			Expression<T, V> expression, Over<T> rows) {
		return new ComparableExpression<>(new AggregateSubject(Function.FIRST_VALUE, Subject.of(expression), 0, rows));
	}

	/**
	 * Look at the last of the rows around each row, which is the row itself or an equal
	 * one unless the rows go on behind it: see {@link Over#rows}.
	 * @param <T> the entity
	 * @param <V> the type of the property
	 * @param property what is looked at
	 * @param rows the rows around each row, sorted
	 * @return the value of that row
	 */
	public static <T, V extends Comparable<? super V>> ComparableExpression<T, V> lastValue(OrderedProp<T, V> property,
			Over<T> rows) {
		return new ComparableExpression<>(new AggregateSubject(Function.LAST_VALUE, Subject.of(property), 0, rows));
	}

	/**
	 * Look at the last of the rows around each row, which is the row itself or an equal
	 * one unless the rows go on behind it: see {@link Over#rows}.
	 * @param <T> the entity
	 * @param <V> the type of the value
	 * @param expression what is looked at
	 * @param rows the rows around each row, sorted
	 * @return the value of that row
	 */
	public static <T, V extends Comparable<? super V>> ComparableExpression<T, V> lastValue(Expression<T, V> expression,
			Over<T> rows) {
		return new ComparableExpression<>(new AggregateSubject(Function.LAST_VALUE, Subject.of(expression), 0, rows));
	}

	/**
	 * Put rows into parts that have as many rows each, or one more.
	 * @param <T> the entity
	 * @param parts how many parts, at least 1
	 * @param rows the rows around each row, sorted
	 * @return the number of the part, from 1
	 */
	public static <T> LongExpression<T> ntile(int parts, Over<T> rows) {
		Assert.isTrue(parts >= 1, "'parts' must be at least 1");
		return new LongExpression<>(new AggregateSubject(Function.NTILE, null, parts, rows));
	}

	private static int distance(int rows) {
		Assert.isTrue(rows >= 1, "'distance' must be at least 1");
		return rows;
	}

}
