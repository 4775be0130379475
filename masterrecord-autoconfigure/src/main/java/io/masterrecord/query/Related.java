package io.masterrecord.query;

import java.util.function.UnaryOperator;

import io.masterrecord.model.EntityModel;
import io.masterrecord.property.ManyProp;
import io.masterrecord.property.OptionalProp;
import io.masterrecord.property.Prop;
import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Sort;
import org.springframework.util.Assert;

/**
 * Which related rows are read, in which order, and what is read with them. Immutable.
 *
 * <pre class="code">
 * authors.query().include(Author::books, (books) -&gt; books.where(Book::year).gt(2000)
 *     .sortBy(desc(Book::year))
 *     .first(3)
 *     .include(Book::tags))
 * </pre>
 *
 * @param <E> the entity whose rows are read
 * @since 0.1.0
 */
public final class Related<E> extends Filterable<E, Related<E>> {

	private final Query<E> query;

	private final @Nullable Integer most;

	private Related(Query<E> query, @Nullable Integer most) {
		this.query = query;
		this.most = most;
	}

	static <E> Related<E> of(EntityModel<E> entity, QueryContext context) {
		return new Related<>(Query.of(entity, context), null);
	}

	@Override
	Related<E> with(Binding condition) {
		return with(this.query.with(condition));
	}

	private Related<E> with(Query<E> changed) {
		return new Related<>(changed, this.most);
	}

	/**
	 * Sort the rows of each owner, after what they are sorted by already. Without an
	 * order, they come by their ids.
	 * @param keys the keys, the most important first
	 * @return new related rows
	 */
	@SafeVarargs
	@SuppressWarnings("varargs")
	public final Related<E> sortBy(SortKey<? super E>... keys) {
		return with(this.query.sortBy(keys));
	}

	/**
	 * Sort the rows of each owner by properties given by name, after what they are sorted
	 * by already.
	 * @param sort the names and directions
	 * @return new related rows
	 * @throws InvalidSortException if a name is not that of a property to sort by
	 */
	public Related<E> sortBy(Sort sort) {
		return with(this.query.sortBy(sort));
	}

	/**
	 * Leave out filters that belong to the entities of these rows, and to those between
	 * them and their owners, such as {@code SoftDelete.FILTER} to see deleted rows too.
	 * @param names the names of the filters
	 * @return new related rows
	 * @throws InvalidQueryException if there is no filter of a name
	 */
	public Related<E> withoutFilter(String... names) {
		return with(this.query.withoutFilter(names));
	}

	/**
	 * Read no more than the first rows of each owner. Counting takes no notice.
	 * @param rows how many rows of each owner at most
	 * @return new related rows
	 */
	public Related<E> first(int rows) {
		Assert.isTrue(rows > 0, "'rows' must be greater than 0");
		return new Related<>(this.query, rows);
	}

	/**
	 * Read the rows that a property of these rows holds along with them.
	 * @param <F> the entity they are of
	 * @param relation the property
	 * @return new related rows
	 */
	public <F> Related<E> include(ManyProp<E, F> relation) {
		return with(this.query.include(relation));
	}

	/**
	 * Read some of the rows that a property of these rows holds along with them.
	 * @param <F> the entity they are of
	 * @param relation the property
	 * @param related says which
	 * @return new related rows
	 */
	public <F> Related<E> include(ManyProp<E, F> relation, UnaryOperator<Related<F>> related) {
		return with(this.query.include(relation, related));
	}

	/**
	 * Read the row that a property of these rows holds along with them.
	 * @param <F> the entity it is of
	 * @param relation the property
	 * @return new related rows
	 */
	public <F> Related<E> include(Prop<E, F> relation) {
		return with(this.query.include(relation));
	}

	/**
	 * Read the row that a property of these rows holds along with them.
	 * @param <F> the entity it is of
	 * @param relation the property, whose accessor returns an {@code Optional}
	 * @return new related rows
	 */
	public <F> Related<E> include(OptionalProp<E, F> relation) {
		return with(this.query.include(relation));
	}

	/**
	 * Read the row that a property of these rows holds, and what belongs to it.
	 * @param <F> the entity it is of
	 * @param relation the property
	 * @param related says what is read with it
	 * @return new related rows
	 */
	public <F> Related<E> includeOne(Prop<E, F> relation, UnaryOperator<Related<F>> related) {
		return with(this.query.includeOne(relation, related));
	}

	Query<E> query() {
		return this.query;
	}

	@Nullable Integer most() {
		return this.most;
	}

}
