package io.masterrecord.query;

/**
 * A whole number computed of the rows of a group, or of all rows where there are no
 * groups.
 *
 * @param <T> the entity it belongs to; {@code Object} for one that fits into every query
 * @since 0.1.0
 */
public final class LongAggregate<T> extends LongExpression<T> {

	private final AggregateSubject subject;

	LongAggregate(AggregateSubject subject) {
		super(subject);
		this.subject = subject;
	}

	/**
	 * Compute the number of some of the rows only.
	 * @param <X> the entity
	 * @param condition which rows; one that has vanished means all
	 * @return a new aggregate
	 */
	public <X extends T> LongAggregate<X> filter(Condition<? super X> condition) {
		return new LongAggregate<>(this.subject.filter(condition.binding()));
	}

	/**
	 * Compute the number for each row, of the rows around it.
	 * @param <X> the entity
	 * @param rows which rows
	 * @return the expression
	 */
	public <X extends T> LongExpression<X> over(Over<? super X> rows) {
		return new LongAggregate<>(this.subject.over(rows));
	}

}
