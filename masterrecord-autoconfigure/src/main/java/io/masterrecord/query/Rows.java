package io.masterrecord.query;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.masterrecord.jdbc.ResultReader;
import io.masterrecord.jdbc.SqlStatement;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.dao.IncorrectResultSizeDataAccessException;
import org.springframework.data.domain.KeysetScrollPosition;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.OffsetScrollPosition;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.SliceImpl;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Window;
import org.springframework.util.Assert;

/**
 * The readings which every query has, whatever its rows are read into. They leave the
 * query as it was.
 *
 * @param <T> the entity the query is about
 * @param <R> what a row is read into
 * @param <Q> the query
 * @since 0.1.0
 */
public abstract sealed class Rows<T, R, Q extends Rows<T, R, Q>> extends Filterable<T, Q> permits Query, Selection {

	private final QueryContext context;

	private final Select select;

	private final SortNames sortNames;

	Rows(QueryContext context, Select select, SortNames sortNames) {
		this.context = context;
		this.select = select;
		this.sortNames = sortNames;
	}

	/**
	 * Return this query with another select.
	 */
	abstract Q with(Select changed);

	/**
	 * Return these rows as they are read in another context.
	 */
	abstract Q in(QueryContext other);

	/**
	 * Return this query as itself.
	 */
	abstract Q self();

	/**
	 * Return what reads a row.
	 */
	abstract RowReader<R> reader();

	/**
	 * Return what is read of each row.
	 */
	abstract Projection projection();

	/**
	 * Return what a row is read into.
	 */
	abstract Class<?> rowType();

	final QueryContext context() {
		return this.context;
	}

	final Select select() {
		return this.select;
	}

	final SortNames sortNames() {
		return this.sortNames;
	}

	final Scope scope() {
		return new Scope(this.select.root(), this.context.settings(), this.context.model(), Scope.Clause.WHERE);
	}

	@Override
	Q with(Binding condition) {
		Predicate predicate = condition.in(scope());
		return predicate.isNone() ? self() : with(this.select.and(predicate));
	}

	/**
	 * Sort the rows, after what they are sorted by already.
	 * @param keys the keys, the most important first
	 * @return a new query
	 */
	@SafeVarargs
	@SuppressWarnings("varargs")
	public final Q sortBy(SortKey<? super T>... keys) {
		return with(this.select.sortedBy(Arrays.stream(keys).map((key) -> key.in(scope())).toList()));
	}

	/**
	 * Sort the rows by names, after what they are sorted by already: of properties where
	 * entities are read, of components where records are. Names are looked up and never
	 * become part of a statement.
	 * @param sort the names and directions
	 * @return a new query
	 * @throws InvalidSortException if a name is not that of something to sort by
	 */
	public final Q sortBy(Sort sort) {
		return sort.isUnsorted() ? self() : with(this.select.sortedBy(this.sortNames.resolve(sort, scope())));
	}

	/**
	 * Read no more than some rows. The number of all rows is another matter:
	 * {@link #count()} takes no notice. Pages and windows have a size of their own, and
	 * are refused.
	 * @param rows how many rows at most
	 * @return a new query
	 */
	public final Q limit(long rows) {
		Assert.isTrue(rows >= 0, "'rows' must not be negative");
		return with(this.select.range(new Select.Range(rows, this.select.range().offset())));
	}

	/**
	 * Pass over some rows at the start. The number of all rows is another matter:
	 * {@link #count()} takes no notice. Pages and windows have a place of their own, and
	 * are refused.
	 * @param rows how many rows
	 * @return a new query
	 */
	public final Q offset(long rows) {
		Assert.isTrue(rows >= 0, "'rows' must not be negative");
		return with(this.select.range(new Select.Range(this.select.range().limit(), rows)));
	}

	/**
	 * Read rows once that are equal in all that is read of them.
	 * @return a new query
	 */
	public final Q distinct() {
		return with(this.select.distinct(true));
	}

	/**
	 * Read the rows one by one, however many there are: they are not held in memory. The
	 * stream keeps a connection until its last row has been read or it is closed, so use
	 * it in a {@code try}. Inside of a transaction it ends with that. Without an order,
	 * rows come as the database pleases.
	 * @return the rows
	 */
	public final Stream<R> stream() {
		return stream(this.select);
	}

	/**
	 * Read the first rows in the order of the query, and by id where it leaves one open,
	 * one by one as {@link #stream()} does.
	 * @param limit how many rows at most
	 * @return the rows
	 */
	public final Stream<R> stream(Limit limit) {
		return limit.isUnlimited() ? stream() : stream(sorted().atMost(limit.max()));
	}

	private Stream<R> stream(Select ordered) {
		refuseInclusions();
		RowReader<R> reader = reader();
		SqlStatement statement = toSql(projection(), ordered);
		requireTransaction();
		return this.context.gate().stream(statement, reader::read);
	}

	/**
	 * Read the rows one by one, however many there are, and give each to a consumer.
	 * @param action takes the rows
	 */
	public final void forEach(Consumer<? super R> action) {
		try (Stream<R> rows = stream()) {
			rows.forEachOrdered(action);
		}
	}

	/**
	 * Let the readings of this query be answered with what an earlier one found, unless a
	 * table has been changed since or it is older than is usual. Inside a transaction
	 * that has written one of the tables, or asks for more isolation than a cache has,
	 * the database is asked, and so it is for rows to be locked. What another application
	 * or a trigger writes is not noticed.
	 * @return a new query
	 */
	public final Q cached() {
		return in(this.context.cached(null));
	}

	/**
	 * Let the readings of this query be answered with what an earlier one found, as
	 * {@link #cached()} does.
	 * @param timeToLive how old an answer may be
	 * @return a new query
	 */
	public final Q cached(Duration timeToLive) {
		return in(this.context.cached(timeToLive));
	}

	/**
	 * Read all rows. Without an order, they come as the database pleases.
	 * @return the entities
	 */
	public final List<R> list() {
		return rows(this.select);
	}

	/**
	 * Read the first rows in the order of the query, and by id where it leaves one open.
	 * @param limit how many rows at most
	 * @return the entities
	 */
	public final List<R> list(Limit limit) {
		return limit.isUnlimited() ? list() : first(limit.max());
	}

	/**
	 * Read the first row in the order of the query, or by id if it has none.
	 * @return the entity, if there is one
	 */
	public final Optional<R> first() {
		return first(1).stream().findFirst();
	}

	/**
	 * Read the only row.
	 * @return the entity
	 * @throws EmptyResultDataAccessException if there is none
	 * @throws IncorrectResultSizeDataAccessException if there are several
	 */
	public final R one() {
		return optional().orElseThrow(() -> new EmptyResultDataAccessException(
				"There is no '%s' that meets the conditions".formatted(rowType().getSimpleName()), 1));
	}

	/**
	 * Read the only row, if there is one.
	 * @return the entity, if there is one
	 * @throws IncorrectResultSizeDataAccessException if there are several
	 */
	public final Optional<R> optional() {
		List<R> rows = this.select.isPart() ? first(2) : rows(this.select.unsorted().atMost(2));
		if (rows.size() > 1) {
			throw new IncorrectResultSizeDataAccessException(
					"More than one '%s' meets the conditions".formatted(rowType().getSimpleName()), 1);
		}
		return rows.stream().findFirst();
	}

	/**
	 * Count the rows.
	 * @return the number of rows
	 */
	public final long count() {
		refuseLock("counted");
		return count(toCountSql());
	}

	final long count(SqlStatement statement) {
		return query(statement, (rows) -> {
			rows.next();
			return rows.getLong(1);
		});
	}

	/**
	 * Tell whether there is a row.
	 * @return whether there is at least one
	 */
	public final boolean exists() {
		refuseLock("looked for");
		Subquery wanted = existence();
		Select one = wanted.select().atMost(1);
		SqlStatement statement = statement((sink) -> one.describeRows(sink, wanted.projection()));
		return query(statement, (rows) -> rows.next());
	}

	/**
	 * Read a page. The rows are sorted by the keys of the query, then by those of the
	 * page, then by the id, so that no row is on two pages or on none. The rows are
	 * counted only if the page itself does not tell how many there are.
	 * @param pageable which page, and what to sort by; names are looked up as in
	 * {@link #sortBy(Sort)}
	 * @return the page, without content if it is beyond the last one
	 * @throws QueryLimitException if it is larger than allowed
	 * @throws InvalidSortException if a name is not that of a property to sort by
	 */
	public final Page<R> page(Pageable pageable) {
		return page(pageable, Total.exact());
	}

	/**
	 * Read a page whose total is found out in a way of its own.
	 * @param pageable which page, and what to sort by; names are looked up as in
	 * {@link #sortBy(Sort)}
	 * @param total how the total is found out
	 * @return the page, which tells what its total is worth
	 * @throws QueryLimitException if it is larger than allowed
	 * @throws InvalidSortException if a name is not that of a property to sort by
	 */
	public final CountedPage<R> page(Pageable pageable, Total total) {
		refuseOwnPart("page");
		Pageable allowed = PageLimits.check(pageable, this.context.settings());
		Q sorted = sortBy(allowed.getSort());
		if (allowed.isUnpaged()) {
			List<R> all = sorted.list();
			return new CountedPage<>(all, allowed, all.size(), CountedPage.Precision.EXACT);
		}
		return new PageReading<>(sorted, total).read(allowed);
	}

	/**
	 * Read a page.
	 * @param number which page, from 0
	 * @param size how many rows it has at most
	 * @return the page, without content if it is beyond the last one
	 * @throws QueryLimitException if there cannot be such a page, or it is larger than
	 * allowed
	 */
	public final Page<R> page(int number, int size) {
		return page(PageLimits.pageable(number, size, this.context.settings()));
	}

	/**
	 * Read a page without counting the rows: one more than fits tells whether there is
	 * another page. Rows are sorted as those of {@link #page(Pageable)}.
	 * @param pageable which page, and what to sort by
	 * @return the rows, and whether there are more
	 * @throws QueryLimitException if it is larger than allowed
	 * @throws InvalidSortException if a name is not that of a property to sort by
	 */
	public final Slice<R> slice(Pageable pageable) {
		refusePart("slice");
		Pageable allowed = PageLimits.check(pageable, this.context.settings());
		Q sorted = sortBy(allowed.getSort());
		if (allowed.isUnpaged()) {
			return new SliceImpl<>(sorted.list());
		}
		int size = allowed.getPageSize();
		List<R> rows = sorted.part(sorted.sorted(), size + 1L, allowed.getOffset());
		boolean more = rows.size() > size;
		return new SliceImpl<>(more ? List.copyOf(rows.subList(0, size)) : rows, allowed, more);
	}

	/**
	 * Read rows from a position on, in the order of the query and by what tells rows
	 * apart where it leaves one open. A keyset position leads forward or backward from a
	 * row, an offset position from a number of rows.
	 * @param position where to start, as a window of the same query returned it
	 * @param size how many rows at most
	 * @return the rows in the order of the query, and whether there are more in the
	 * direction of the position
	 * @throws InvalidCursorException if the position is one of another order
	 * @throws QueryLimitException if there are more rows than allowed
	 */
	public final Window<R> window(ScrollPosition position, int size) {
		refusePart("window");
		int allowed = PageLimits.size(size, this.context.settings());
		if (position instanceof KeysetScrollPosition keyset) {
			return new WindowReading<>(this).read(keyset, allowed);
		}
		long start = PageLimits.start((OffsetScrollPosition) position);
		List<R> rows = part(sorted(), allowed + 1L, start);
		boolean more = rows.size() > allowed;
		return Window.from(more ? List.copyOf(rows.subList(0, allowed)) : rows,
				OffsetScrollPosition.positionFunction(start), more);
	}

	/**
	 * Read rows from a cursor on, as {@link #window} does from a position. The cursor is
	 * text that may leave the application: it is signed, and of no use to any other
	 * query.
	 * @param cursor the cursor, or {@code null} to read from the start
	 * @param size how many rows at most
	 * @return the rows in the order of the query, and the cursors to go on from there
	 * @throws InvalidCursorException if the cursor was altered, or belongs to another
	 * query, order or filter
	 * @throws QueryLimitException if there are more rows than allowed
	 */
	public final CursorPage<R> cursorPage(@Nullable String cursor, int size) {
		refusePart("window");
		return new WindowReading<>(this).read(cursor, PageLimits.size(size, this.context.settings()));
	}

	/**
	 * Read what a request asks for, from a cursor on.
	 * @param request the cursor, how many rows, and what to sort by; names are looked up
	 * as in {@link #sortBy(Sort)}
	 * @return the rows in the order of the query, and the cursors to go on from there
	 * @throws InvalidCursorException if the cursor was altered, or belongs to another
	 * query, order or filter
	 * @throws InvalidSortException if a name is not that of a property to sort by
	 * @throws QueryLimitException if there are more rows than allowed
	 */
	public final CursorPage<R> cursorPage(CursorRequest request) {
		return sortBy(request.sort()).cursorPage(request.cursor(), request.size());
	}

	/**
	 * Return the statement that reads all rows, for looking at it.
	 * @return the statement
	 */
	public final SqlStatement toSql() {
		return toSql(projection(), this.select);
	}

	/**
	 * Return the statement that counts the rows, for looking at it.
	 * @return the statement
	 */
	public final SqlStatement toCountSql() {
		return statement((sink) -> this.select.describeCount(sink, projection()));
	}

	/**
	 * Ask the database how it would read the rows.
	 * @return its plan, in its own words, one line per step
	 */
	public final String explain() {
		return QueryPlan.of(context().gate(), toSql());
	}

	/**
	 * Return what tells whether there is a row.
	 */
	final Subquery existence() {
		Select unsorted = this.select.unsorted();
		if (this.select.isPart() && this.select.distinct()) {
			return new Subquery(unsorted, projection());
		}
		return new Subquery(unsorted.distinct(false), this.select.groups().isSingle() ? projection() : Projection.ONE);
	}

	/**
	 * Return the statement that counts the rows up to a number.
	 */
	final SqlStatement toCountSql(long most) {
		return statement((sink) -> this.select.describeCount(sink, projection(), most));
	}

	final Select sorted() {
		return this.select.sortedUniquely(projection());
	}

	/**
	 * Read the first rows of those the query reads, in an order that leaves nothing open.
	 */
	private List<R> first(long most) {
		return rows(DeepOffset.of(sorted().atMost(most), projection()));
	}

	final List<R> part(Select ordered, long limit, long offset) {
		return rows(DeepOffset.of(ordered.range(new Select.Range(limit, offset)), projection()));
	}

	final SqlStatement toSql(Projection projection, Select ordered) {
		RowLock lock = ordered.lock();
		if (lock != null && (ordered.distinct() || !ordered.groups().isNone())) {
			throw new InvalidQueryException(
					"Groups and rows that are read once each stand for several rows of a table, and cannot be locked");
		}
		return statement((sink) -> ordered.describeRows(sink, projection));
	}

	final <X extends @Nullable Object> X query(SqlStatement statement, ResultReader<X> reader) {
		requireTransaction();
		return ((this.select.lock() != null) ? this.context.directGate() : this.context.gate()).query(statement,
				reader);
	}

	private List<R> rows(Select ordered) {
		RowReader<R> reader = reader();
		return loaded(query(toSql(projection(), ordered), reader::readAll));
	}

	/**
	 * Refuse what cannot be completed row by row.
	 */
	void refuseInclusions() {
	}

	/**
	 * Complete rows that were read with what is read along with them.
	 */
	List<R> loaded(List<R> rows) {
		return rows;
	}

	private SqlStatement statement(Consumer<SqlSink> tree) {
		return this.context.statements().select(tree);
	}

	/**
	 * Refuse a limit, an offset and a lock, where rows are counted of which a part is
	 * read.
	 */
	final void refuseOwnPart(String read) {
		refuseLock("counted");
		refusePart(read);
	}

	private void refuseLock(String read) {
		if (this.select.lock() != null) {
			throw new InvalidQueryException(
					"Rows that are %s cannot be locked. Leave the lock out, or read them with list(), list(Limit) or first()"
						.formatted(read));
		}
	}

	private void refusePart(String read) {
		if (this.select.isPart()) {
			throw new InvalidQueryException(
					"A %s has a place and a size of its own, and the query has a limit(…) or offset(…) too. Leave that out, or put the part into a query of its own: select(…).limit(…).asQuery()"
						.formatted(read));
		}
	}

	private void requireTransaction() {
		if (this.select.lock() != null && !this.context.gate().inTransaction()) {
			throw new InvalidQueryException(
					"Rows are locked until the end of a transaction, and there is none. Read them in one, such as that of @Transactional, or leave the lock out");
		}
	}

}
