package io.masterrecord.query;

/**
 * A value computed of the rows of a group, or of all rows where there are no groups.
 *
 * @param <T> the entity it belongs to; {@code Object} for one that fits into every query
 * @param <V> the type of the value
 * @since 0.1.0
 */
public final class Aggregate<T, V> extends ComparableExpression<T, V> {

	private final AggregateSubject subject;

	Aggregate(AggregateSubject subject) {
		super(subject);
		this.subject = subject;
	}

	/**
	 * Compute the value of some of the rows only.
	 * @param <X> the entity
	 * @param condition which rows; one that has vanished means all
	 * @return a new aggregate
	 */
	public <X extends T> Aggregate<X, V> filter(Condition<? super X> condition) {
		return new Aggregate<>(this.subject.filter(condition.binding()));
	}

	/**
	 * Compute the value for each row, of the rows around it.
	 * @param <X> the entity
	 * @param rows which rows
	 * @return the expression
	 */
	public <X extends T> ComparableExpression<X, V> over(Over<? super X> rows) {
		return new Aggregate<>(this.subject.over(rows));
	}

}
