package io.masterrecord.query;

import java.util.Arrays;
import java.util.List;

import io.masterrecord.query.Scope.Clause;

/**
 * Groups of rows. What is read of each group is said by {@code select}. Immutable.
 *
 * @param <T> the entity
 * @since 0.1.0
 */
public final class GroupedQuery<T> {

	private final Query<T> rows;

	private final Groups groups;

	GroupedQuery(Query<T> rows, Groups groups) {
		this.rows = rows;
		this.groups = groups;
	}

	/**
	 * Take only groups that meet conditions.
	 * @param conditions the conditions, usually on aggregates; those that have vanished
	 * do not count
	 * @return new groups
	 */
	@SafeVarargs
	@SuppressWarnings("varargs")
	public final GroupedQuery<T> having(Condition<? super T>... conditions) {
		Scope scope = this.rows.scope().in(Clause.HAVING);
		Predicate predicate = Condition.<T>allOf(conditions).binding().in(scope);
		return predicate.isNone() ? this : new GroupedQuery<>(this.rows, this.groups.and(predicate));
	}

	/**
	 * Read each group into a record.
	 * @param <R> the record
	 * @param type the record
	 * @param expressions an expression per component, in their order: aggregates, or what
	 * the rows of a group have in common
	 * @return the groups as rows
	 * @throws InvalidQueryException if a component does not fit, or an expression may
	 * differ from row to row of a group
	 */
	@SafeVarargs
	@SuppressWarnings("varargs")
	public final <R> Selection<T, R> select(Class<R> type, Expression<? super T, ?>... expressions) {
		List<Subject> subjects = Arrays.stream(expressions).map(Subject::of).toList();
		return this.rows.select(select(), type, subjects);
	}

	/**
	 * Read one value of each group.
	 * @param <V> the type of the value
	 * @param expression an aggregate, or what the rows of a group have in common
	 * @return the values
	 * @throws InvalidQueryException if it may differ from row to row of a group
	 */
	public <V> Selection<T, V> select(Expression<? super T, V> expression) {
		return this.rows.select(select(), expression);
	}

	/**
	 * Start to insert a row of an entity for each group, with one statement and without
	 * reading any.
	 * @param <E> the entity
	 * @param target the entity
	 * @return an insert that sets nothing yet
	 */
	public <E> RowCopy<T, E> insertInto(Class<E> target) {
		return RowCopy.of(this.rows, select(), target);
	}

	private Select select() {
		return this.rows.select().grouped(this.groups);
	}

}
