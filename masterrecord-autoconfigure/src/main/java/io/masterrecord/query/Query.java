package io.masterrecord.query;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.masterrecord.dialect.LockClause;
import io.masterrecord.jdbc.ResultReader;
import io.masterrecord.jdbc.SqlStatement;
import io.masterrecord.model.EntityModel;
import io.masterrecord.property.OptionalProp;
import io.masterrecord.property.Prop;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.dao.IncorrectResultSizeDataAccessException;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.SliceImpl;
import org.springframework.data.domain.Sort;
import org.springframework.data.support.PageableExecutionUtils;

/**
 * A question to the table of an entity, as an immutable value: the filters are stated
 * once, and {@code list}, {@code page}, {@code count}, {@code exists} and the others are
 * readings of them which leave the query as it was.
 *
 * <pre class="code">
 * Query&lt;Plan&gt; open = plans.where(Plan::disabled).isFalse()
 *     .where(Plan::status).eqIfPresent(filter.status())
 *     .search(filter.keyword(), Plan::planNo, Plan::title);
 * Page&lt;Plan&gt; page = open.sortBy(desc(Plan::createdAt)).page(pageable);
 * long total = open.count();
 * </pre>
 *
 * Failures are Spring's {@code DataAccessException}s; a query that is not right is an
 * {@link InvalidQueryException}, thrown before anything is sent.
 *
 * @param <T> the entity
 * @since 0.1.0
 */
public final class Query<T> extends Filterable<T, Query<T>> {

	private final EntityModel<T> entity;

	private final QueryContext context;

	private final Select select;

	private final SortNames sortNames;

	private final @Nullable RowLock lock;

	private Query(EntityModel<T> entity, QueryContext context, Select select, SortNames sortNames,
			@Nullable RowLock lock) {
		this.entity = entity;
		this.context = context;
		this.select = select;
		this.sortNames = sortNames;
		this.lock = lock;
	}

	/**
	 * Create a query of all rows of an entity.
	 * @param <T> the entity
	 * @param entity the model of the entity
	 * @param context what queries of the database share
	 * @return the query
	 */
	public static <T> Query<T> of(EntityModel<T> entity, QueryContext context) {
		Select all = new Select(new Source(entity), Predicate.NONE, List.of());
		return new Query<>(entity, context, all, SortNames.of(entity.properties()), null);
	}

	@Override
	Query<T> with(Binding condition) {
		Predicate predicate = condition.in(scope());
		return predicate.isNone() ? this : with(this.select.and(predicate));
	}

	private Query<T> with(Select changed) {
		return new Query<>(this.entity, this.context, changed, this.sortNames, this.lock);
	}

	/**
	 * Leave out filters that belong to the entities of this query, such as
	 * {@code SoftDelete.FILTER} to see deleted rows too.
	 * @param names the names of the filters
	 * @return a new query
	 * @throws InvalidQueryException if there is no filter of a name
	 */
	public Query<T> withoutFilter(String... names) {
		Set<String> known = this.context.filters().names();
		for (String name : names) {
			if (!known.contains(name)) {
				throw new InvalidQueryException(
						"There is no filter '%s'. There are: %s".formatted(name, String.join(", ", known)));
			}
		}
		return with(this.select.unfiltered(List.of(names)));
	}

	/**
	 * Sort the rows, after what they are sorted by already.
	 * @param keys the keys, the most important first
	 * @return a new query
	 */
	@SafeVarargs
	@SuppressWarnings("varargs")
	public final Query<T> sortBy(SortKey<T>... keys) {
		return with(this.select.sortedBy(Arrays.stream(keys).map((key) -> key.in(scope())).toList()));
	}

	/**
	 * Sort the rows by properties given by name, after what they are sorted by already.
	 * Names are looked up in the model and never become part of a statement.
	 * @param sort the names and directions
	 * @return a new query
	 * @throws InvalidSortException if a name is not that of a property to sort by
	 */
	public Query<T> sortBy(Sort sort) {
		return sort.isUnsorted() ? this : with(this.select.sortedBy(this.sortNames.resolve(sort, scope())));
	}

	/**
	 * State which properties may be named to sort by, in a {@link Sort} or a
	 * {@link Pageable}. If it is not stated, all may but those that hold bytes.
	 * @param properties the properties; none for no sorting by name
	 * @return a new query
	 */
	@SafeVarargs
	@SuppressWarnings("varargs")
	public final Query<T> sortable(Prop<T, ?>... properties) {
		SortNames names = SortNames.of(Arrays.stream(properties).map(this.entity::property).toList());
		return new Query<>(this.entity, this.context, this.select, names, this.lock);
	}

	/**
	 * Lock the rows that are read against changes and other locks, until the end of the
	 * transaction. There has to be one.
	 * @return a new query
	 */
	public Query<T> forUpdate() {
		return locked(RowLock.of(LockClause.Strength.UPDATE));
	}

	/**
	 * Lock the rows that are read against changes, until the end of the transaction.
	 * There has to be one. Others may share the lock.
	 * @return a new query
	 */
	public Query<T> forShare() {
		return locked(RowLock.of(LockClause.Strength.SHARE));
	}

	/**
	 * Do not wait for rows that somebody else has locked, but fail at once with a
	 * {@code CannotAcquireLockException}.
	 * @return a new query
	 * @throws InvalidQueryException if the rows are not to be locked
	 */
	public Query<T> noWait() {
		return locked(requiredLock().with(LockClause.Wait.NO_WAIT));
	}

	/**
	 * Leave rows out that somebody else has locked.
	 * @return a new query
	 * @throws InvalidQueryException if the rows are not to be locked
	 */
	public Query<T> skipLocked() {
		return locked(requiredLock().with(LockClause.Wait.SKIP_LOCKED));
	}

	private Query<T> locked(RowLock how) {
		return new Query<>(this.entity, this.context, this.select, this.sortNames, how);
	}

	private RowLock requiredLock() {
		if (this.lock == null) {
			throw new InvalidQueryException(
					"Rows that are not locked are not waited for either. Say forUpdate() or forShare() before");
		}
		return this.lock;
	}

	/**
	 * Read the rows one by one, however many there are: they are not held in memory. The
	 * stream keeps a connection until its last row has been read or it is closed, so use
	 * it in a {@code try}. Without an order, rows come as the database pleases.
	 * @return the entities
	 */
	public Stream<T> stream() {
		RowReader<T> reader = reader();
		SqlStatement statement = toSql(reader, this.select, null, 0);
		requireTransaction();
		return this.context.gate().stream(statement, reader::read);
	}

	/**
	 * Read the rows one by one, however many there are, and give each to a consumer.
	 * @param action takes the entities
	 */
	public void forEach(Consumer<? super T> action) {
		try (Stream<T> rows = stream()) {
			rows.forEachOrdered(action);
		}
	}

	/**
	 * Read all rows. Without an order, they come as the database pleases.
	 * @return the entities
	 */
	public List<T> list() {
		return rows(this.select, null, 0);
	}

	/**
	 * Read the first rows in the order of the query, and by id where it leaves one open.
	 * @param limit how many rows at most
	 * @return the entities
	 */
	public List<T> list(Limit limit) {
		return limit.isUnlimited() ? list() : rows(this.select.sortedUniquely(), (long) limit.max(), 0);
	}

	/**
	 * Read the first row in the order of the query, or by id if it has none.
	 * @return the entity, if there is one
	 */
	public Optional<T> first() {
		return rows(this.select.sortedUniquely(), 1L, 0).stream().findFirst();
	}

	/**
	 * Read the only row.
	 * @return the entity
	 * @throws EmptyResultDataAccessException if there is none
	 * @throws IncorrectResultSizeDataAccessException if there are several
	 */
	public T one() {
		return optional().orElseThrow(() -> new EmptyResultDataAccessException(
				"There is no '%s' that meets the conditions".formatted(this.entity.type().getSimpleName()), 1));
	}

	/**
	 * Read the only row, if there is one.
	 * @return the entity, if there is one
	 * @throws IncorrectResultSizeDataAccessException if there are several
	 */
	public Optional<T> optional() {
		List<T> rows = rows(this.select.unsorted(), 2L, 0);
		if (rows.size() > 1) {
			throw new IncorrectResultSizeDataAccessException(
					"More than one '%s' meets the conditions".formatted(this.entity.type().getSimpleName()), 1);
		}
		return rows.stream().findFirst();
	}

	/**
	 * Count the rows.
	 * @return the number of rows
	 */
	public long count() {
		refuseLock("counted");
		return query(toCountSql(), (rows) -> {
			rows.next();
			return rows.getLong(1);
		});
	}

	/**
	 * Tell whether there is a row.
	 * @return whether there is at least one
	 */
	public boolean exists() {
		refuseLock("looked for");
		Select unsorted = this.select.unsorted();
		SqlStatement statement = statement((sink) -> unsorted.describeRows(sink, Projection.ONE, 1L, 0));
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
	public Page<T> page(Pageable pageable) {
		refuseLock("counted");
		Pageable allowed = PageLimits.check(pageable, this.context.settings());
		Query<T> sorted = sortBy(allowed.getSort());
		if (allowed.isUnpaged()) {
			return new PageImpl<>(sorted.list());
		}
		List<T> content = rows(sorted.select.sortedUniquely(), (long) allowed.getPageSize(), allowed.getOffset());
		return PageableExecutionUtils.getPage(content, allowed, this::count);
	}

	/**
	 * Read a page.
	 * @param number which page, from 0
	 * @param size how many rows it has at most
	 * @return the page, without content if it is beyond the last one
	 * @throws QueryLimitException if there cannot be such a page, or it is larger than
	 * allowed
	 */
	public Page<T> page(int number, int size) {
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
	public Slice<T> slice(Pageable pageable) {
		Pageable allowed = PageLimits.check(pageable, this.context.settings());
		Query<T> sorted = sortBy(allowed.getSort());
		if (allowed.isUnpaged()) {
			return new SliceImpl<>(sorted.list());
		}
		int size = allowed.getPageSize();
		List<T> rows = rows(sorted.select.sortedUniquely(), size + 1L, allowed.getOffset());
		boolean more = rows.size() > size;
		return new SliceImpl<>(more ? List.copyOf(rows.subList(0, size)) : rows, allowed, more);
	}

	/**
	 * Read one property of all rows, and nothing else of them.
	 * @param <V> the type of the property
	 * @param property the property
	 * @return the values, {@code null} for NULL
	 */
	public <V> List<@Nullable V> pluck(Prop<T, V> property) {
		return values(property);
	}

	/**
	 * Read one property of all rows, and nothing else of them.
	 * @param <V> the type of the value inside
	 * @param property the property, whose accessor returns an {@code Optional}
	 * @return the values, empty for NULL
	 */
	public <V> List<Optional<V>> pluck(OptionalProp<T, V> property) {
		List<@Nullable Object> values = values(property);
		return values.stream().map(Query::<V>wrap).toList();
	}

	/**
	 * A record has the {@code Optional} itself for a component, a class has the value in
	 * a field.
	 */
	@SuppressWarnings("unchecked")
	private static <V> Optional<V> wrap(@Nullable Object value) {
		return (value instanceof Optional<?> optional) ? (Optional<V>) optional : Optional.ofNullable((V) value);
	}

	/**
	 * Return the statement that reads all rows, for looking at it.
	 * @return the statement
	 */
	public SqlStatement toSql() {
		return toSql(reader(), this.select, null, 0);
	}

	/**
	 * Return the statement that counts the rows, for looking at it.
	 * @return the statement
	 */
	public SqlStatement toCountSql() {
		return statement(this.select::describeCount);
	}

	private List<T> rows(Select ordered, @Nullable Long limit, long offset) {
		RowReader<T> reader = reader();
		return query(toSql(reader, ordered, limit, offset), reader::readAll);
	}

	private <V extends @Nullable Object> List<V> values(Prop<T, ?> property) {
		RowReader<V> reader = this.context.readers().ofProperty(this.select.source(), this.entity.property(property));
		return query(toSql(reader, this.select, null, 0), reader::readAll);
	}

	private SqlStatement toSql(RowReader<?> reader, Select ordered, @Nullable Long limit, long offset) {
		return statement((sink) -> {
			ordered.describeRows(sink, reader.projection(), limit, offset);
			if (this.lock != null) {
				sink.lock(this.lock);
			}
		});
	}

	private void refuseLock(String read) {
		if (this.lock != null) {
			throw new InvalidQueryException(
					"Rows that are %s cannot be locked. Leave the lock out, or read them with list(), list(Limit) or first()"
						.formatted(read));
		}
	}

	private void requireTransaction() {
		if (this.lock != null && !this.context.gate().inTransaction()) {
			throw new InvalidQueryException(
					"Rows are locked until the end of a transaction, and there is none. Read them in one, such as that of @Transactional, or leave the lock out");
		}
	}

	private SqlStatement statement(Consumer<SqlSink> tree) {
		Set<String> tables = this.select.tables();
		return this.context.statements().select(tables, tree);
	}

	private <R extends @Nullable Object> R query(SqlStatement statement, ResultReader<R> reader) {
		requireTransaction();
		return this.context.gate().query(statement, reader);
	}

	private RowReader<T> reader() {
		return this.context.readers().ofEntity(this.select.source(), this.entity);
	}

	private Scope scope() {
		return new Scope(this.select.source(), this.context.settings());
	}

}
