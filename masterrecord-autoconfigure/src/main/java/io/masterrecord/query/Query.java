package io.masterrecord.query;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.masterrecord.dialect.LockClause;
import io.masterrecord.jdbc.SqlStatement;
import io.masterrecord.model.EmbeddedModel;
import io.masterrecord.model.EntityModel;
import io.masterrecord.property.ManyProp;
import io.masterrecord.property.OptionalProp;
import io.masterrecord.property.Prop;
import io.masterrecord.property.ResolvedProperty;
import io.masterrecord.property.TextProp;
import io.masterrecord.query.Scope.Clause;
import io.masterrecord.schema.Index;
import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.util.Assert;

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
 * Other tables are joined by an {@link Alias}. Something else than entities is read by
 * {@code select} and {@code groupBy}.
 * <p>
 * Failures are Spring's {@code DataAccessException}s; a query that is not right is an
 * {@link InvalidQueryException}, thrown before anything is sent.
 *
 * @param <T> the entity
 * @since 0.1.0
 */
public final class Query<T> extends Rows<T, T, Query<T>> {

	private final RowKind<T> kind;

	private Query(QueryContext context, Select select, SortNames sortNames, RowKind<T> kind) {
		super(context, select, sortNames);
		this.kind = kind;
	}

	/**
	 * Create a query of all rows of an entity.
	 * @param <T> the entity
	 * @param entity the model of the entity
	 * @param context what queries of the database share
	 * @return the query
	 */
	public static <T> Query<T> of(EntityModel<T> entity, QueryContext context) {
		return new Query<>(context, Select.of(new Source.Table(entity)), SortNames.of(entity.properties()),
				RowKind.of(entity));
	}

	/**
	 * Create a query of the rows of a sub-query.
	 */
	static <R> Query<R> of(Derived rows, RowKind<R> kind, QueryContext context) {
		return new Query<>(context, Select.of(rows), SortNames.of(rows.columnsByName()), kind);
	}

	@Override
	Query<T> with(Select changed) {
		return new Query<>(context(), changed, sortNames(), this.kind);
	}

	@Override
	Query<T> in(QueryContext other) {
		return new Query<>(other, select(), sortNames(), this.kind);
	}

	@Override
	Query<T> self() {
		return this;
	}

	@Override
	Projection projection() {
		return Projection.ROW;
	}

	@Override
	Class<T> rowType() {
		return this.kind.type();
	}

	@Override
	RowReader<T> reader() {
		if (select().from().isOptional(select().root())) {
			throw new InvalidQueryException(
					"A right or full join finds rows without a '%s', which cannot be read as one. Read them with select(…), or start from the other table and join to the left"
						.formatted(rowType().getSimpleName()));
		}
		return this.kind.reader().apply(context().readers());
	}

	@Override
	List<T> loaded(List<T> rows) {
		List<T> loaded = rows;
		for (Inclusion inclusion : this.kind.inclusions()) {
			loaded = loaded.isEmpty() ? loaded : inclusion.load(loaded);
		}
		return loaded;
	}

	@Override
	void refuseInclusions() {
		if (!this.kind.inclusions().isEmpty()) {
			throw new InvalidQueryException(
					"Related rows cannot be read along with a stream, whose rows come one by one. Read pages, or load them with 'relations' for some rows at a time");
		}
	}

	/**
	 * Read the rows that a property holds along with the rows of this query: by one
	 * further statement, however many rows there are. What is not included is left as it
	 * is in a new instance, mostly {@code null}.
	 * @param <E> the entity they are of
	 * @param relation the property, with {@code @HasMany}, {@code @HasManyThrough} or
	 * {@code @ManyToMany}
	 * @return a new query
	 */
	public <E> Query<T> include(ManyProp<T, E> relation) {
		return include(relation, UnaryOperator.identity());
	}

	/**
	 * Read some of the rows that a property holds along with the rows of this query: by
	 * one further statement, however many rows there are.
	 * @param <E> the entity they are of
	 * @param relation the property, with {@code @HasMany}, {@code @HasManyThrough} or
	 * {@code @ManyToMany}
	 * @param related says which, in which order, and what is read with them
	 * @return a new query
	 */
	public <E> Query<T> include(ManyProp<T, E> relation, UnaryOperator<Related<E>> related) {
		return including(relation, related);
	}

	/**
	 * Read the row that a property holds along with each row of this query: by one
	 * further statement, however many rows there are.
	 * @param <E> the entity it is of
	 * @param relation the property, with {@code @RefersTo} or {@code @HasOne}
	 * @return a new query
	 */
	public <E> Query<T> include(Prop<T, E> relation) {
		return this.<E>including(relation, UnaryOperator.identity());
	}

	/**
	 * Read the row that a property holds along with each row of this query: by one
	 * further statement, however many rows there are.
	 * @param <E> the entity it is of
	 * @param relation the property, with {@code @RefersTo} or {@code @HasOne}, whose
	 * accessor returns an {@code Optional}
	 * @return a new query
	 */
	public <E> Query<T> include(OptionalProp<T, E> relation) {
		return this.<E>including(relation, UnaryOperator.identity());
	}

	/**
	 * Read the row that a property holds along with each row of this query, and what
	 * belongs to it.
	 * @param <E> the entity it is of
	 * @param relation the property, with {@code @RefersTo} or {@code @HasOne}
	 * @param related says what is read with it
	 * @return a new query
	 */
	public <E> Query<T> includeOne(Prop<T, E> relation, UnaryOperator<Related<E>> related) {
		return including(relation, related);
	}

	private <E> Query<T> including(Prop<T, ?> relation, UnaryOperator<Related<E>> related) {
		Relations<T> relations = Relations.of(context().model().entity(this.kind.type()), context());
		return new Query<>(context(), select(), sortNames(),
				this.kind.including(new Inclusion(relations.rows(relation, related))));
	}

	/**
	 * Leave out filters that belong to the entities of this query, such as
	 * {@code SoftDelete.FILTER} to see deleted rows too.
	 * @param names the names of the filters
	 * @return a new query
	 * @throws InvalidQueryException if there is no filter of a name
	 */
	public Query<T> withoutFilter(String... names) {
		context().filters().requireKnown(names);
		return with(select().unfiltered(List.of(names)));
	}

	/**
	 * Change all rows with one statement.
	 * @param changes what becomes of them, such as {@code set(Plan::stock).minus(1)}
	 * @return how many rows there were
	 * @throws InvalidQueryException if the query has no condition; say {@link #all()}
	 * before if all rows are meant
	 */
	@SafeVarargs
	@SuppressWarnings("varargs")
	public final int update(Change<T>... changes) {
		return new RowWrite<>(this, false, false).update(changes);
	}

	/**
	 * Delete all rows with one statement.
	 * @return how many there were
	 * @throws InvalidQueryException if the query has no condition; say {@link #all()}
	 * before if all rows are meant
	 */
	public int delete() {
		return new RowWrite<>(this, false, false).delete();
	}

	/**
	 * Start to change or delete the rows with one statement, in other ways than
	 * {@link #update} and {@link #delete()} do.
	 * @return a write that needs a condition
	 */
	public RowWrite<T> write() {
		return new RowWrite<>(this, false, false);
	}

	/**
	 * Start to change or delete the rows with one statement, all of them if there is no
	 * condition.
	 * @return a write
	 */
	public RowWrite<T> all() {
		return write().all();
	}

	/**
	 * Start to insert a row of an entity for each row of this query, with one statement
	 * and without reading any.
	 * @param <E> the entity
	 * @param target the entity, which may be the one this query is about
	 * @return an insert that sets nothing yet
	 */
	public <E> RowCopy<T, E> insertInto(Class<E> target) {
		return RowCopy.of(this, select(), target);
	}

	/**
	 * Let an alias stand for the rows of this query, so that a sub-query or a join to the
	 * same table can refer to them. Called before anything else but
	 * {@link #withoutFilter}.
	 * @param alias the alias
	 * @return a new query
	 */
	public Query<T> as(Alias<T> alias) {
		if (!select().equals(Select.of(select().root()).unfiltered(select().unfiltered()))) {
			throw new InvalidQueryException("An alias is given to a query before conditions, joins and sort keys");
		}
		return with(Select.of(alias.source(scope())).unfiltered(select().unfiltered()));
	}

	/**
	 * State which properties may be named to sort by, in a {@link Sort} or a
	 * {@link Pageable}. If it is not stated, a request may name those with
	 * {@link io.masterrecord.annotation.Sortable @Sortable}, and Java code all but those
	 * that hold bytes.
	 * @param properties the properties; none for no sorting by name
	 * @return a new query
	 */
	@SafeVarargs
	@SuppressWarnings("varargs")
	public final Query<T> sortable(Prop<T, ?>... properties) {
		List<Operand.Column> columns = Arrays.stream(properties).map(select().root()::column).toList();
		Map<String, Subject> named = new LinkedHashMap<>();
		select().root().columnsByName().forEach((name, column) -> {
			if (columns.contains(column) && SortTerm.isSortable(column)) {
				named.put(name, Subject.of(column));
			}
		});
		return new Query<>(context(), select(), SortNames.declared(named), this.kind);
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

	/**
	 * Lock the rows of the entity of this query alone, and none of those joined to them.
	 * @return a new query
	 * @throws InvalidQueryException if the rows are not to be locked
	 */
	public Query<T> lockOnlyRoot() {
		RowLock lock = requiredLock();
		boolean alone = select().from().joins().isEmpty();
		return locked(lock.only(alone ? List.of() : List.of(select().root())));
	}

	/**
	 * Lock the rows of some joined tables alone.
	 * @param joined what stands for them, at least one
	 * @return a new query
	 * @throws InvalidQueryException if the rows are not to be locked, or a table is not
	 * joined
	 */
	public Query<T> lockOnly(Alias<?>... joined) {
		Assert.notEmpty(joined, "'joined' must not be empty");
		List<Source> sources = Arrays.stream(joined).<Source>map((alias) -> alias.source(scope())).toList();
		for (Source source : sources) {
			if (select().from().joins().stream().noneMatch((join) -> join.source().equals(source))) {
				throw new InvalidQueryException(
						"The rows of '%s' cannot be locked: it is not joined. Join it before".formatted(source.name()));
			}
		}
		return locked(requiredLock().only(sources));
	}

	/**
	 * Let the rows be locked against changes while they are read, if that can be: those
	 * of one table, on a database that locks rows, and in a transaction.
	 * @return a new query, or this one
	 */
	public Query<T> forUpdateIfPossible() {
		Select select = select();
		boolean single = select.root() instanceof Source.Table && select.from().joins().isEmpty()
				&& select.groups().isNone() && !select.distinct() && select.lock() == null;
		return (single && context().gate().dialect().rowLocks() && context().gate().inTransaction()) ? forUpdate()
				: this;
	}

	private Query<T> locked(RowLock how) {
		return with(select().locked(how));
	}

	private RowLock requiredLock() {
		RowLock lock = select().lock();
		if (lock == null) {
			throw new InvalidQueryException(
					"Rows that are not locked are not waited for either. Say forUpdate() or forShare() before");
		}
		return lock;
	}

	/**
	 * Join rows; only those that have a counterpart stay. A row with several counterparts
	 * is there several times.
	 * @param <J> what is joined
	 * @param alias stands for what is joined
	 * @param on which rows belong together: all of the conditions hold, at least one
	 * @return a new query
	 */
	@SafeVarargs
	@SuppressWarnings("varargs")
	public final <J> Query<T> join(Alias<J> alias, Condition<? super T>... on) {
		return join(Join.Kind.INNER, alias, Condition.<T>allOf(on));
	}

	/**
	 * Join the row whose id a property holds; only rows that have it stay.
	 * @param <J> the entity that is joined
	 * @param alias stands for the entity
	 * @param foreignKey the property, with {@code @BelongsTo} that entity, or
	 * {@code @RefersTo} of its type
	 * @return a new query
	 */
	public <J> Query<T> join(Alias<J> alias, Prop<T, ?> foreignKey) {
		return join(Join.Kind.INNER, alias, belonging(alias, foreignKey));
	}

	/**
	 * Join rows; those without a counterpart stay, and what is joined to them is NULL. A
	 * row with several counterparts is there several times.
	 * @param <J> what is joined
	 * @param alias stands for what is joined
	 * @param on which rows belong together: all of the conditions hold, at least one
	 * @return a new query
	 */
	@SafeVarargs
	@SuppressWarnings("varargs")
	public final <J> Query<T> leftJoin(Alias<J> alias, Condition<? super T>... on) {
		return join(Join.Kind.LEFT, alias, Condition.<T>allOf(on));
	}

	/**
	 * Join the row whose id a property holds; rows without it stay.
	 * @param <J> the entity that is joined
	 * @param alias stands for the entity
	 * @param foreignKey the property, with {@code @BelongsTo} that entity, or
	 * {@code @RefersTo} of its type
	 * @return a new query
	 */
	public <J> Query<T> leftJoin(Alias<J> alias, Prop<T, ?> foreignKey) {
		return join(Join.Kind.LEFT, alias, belonging(alias, foreignKey));
	}

	/**
	 * Join rows, of which those without a counterpart stay; everything else is NULL then,
	 * so that such a query is read with {@code select}.
	 * @param <J> what is joined
	 * @param alias stands for what is joined
	 * @param on which rows belong together: all of the conditions hold, at least one
	 * @return a new query
	 */
	@SafeVarargs
	@SuppressWarnings("varargs")
	public final <J> Query<T> rightJoin(Alias<J> alias, Condition<? super T>... on) {
		return join(Join.Kind.RIGHT, alias, Condition.<T>allOf(on));
	}

	/**
	 * Put each row together with each row of something else.
	 * @param <J> what is joined
	 * @param alias stands for what is joined
	 * @return a new query
	 */
	public <J> Query<T> crossJoin(Alias<J> alias) {
		return with(select()
			.from(select().from().joined(new Join(Join.Kind.CROSS, alias.source(scope()), Predicate.NONE))));
	}

	/**
	 * Join rows; those of either side without a counterpart stay, and the other side is
	 * NULL then, so that such a query is read with {@code select}.
	 * @param <J> what is joined
	 * @param alias stands for what is joined
	 * @param on which rows belong together: all of the conditions hold, at least one.
	 * PostgreSQL wants columns that are equal
	 * @return a new query, which is refused when it is read on MySQL, MariaDB and H2,
	 * where there are no full joins
	 * @since 0.1.0
	 */
	@SafeVarargs
	@SuppressWarnings("varargs")
	public final <J> Query<T> fullJoin(Alias<J> alias, Condition<? super T>... on) {
		return join(Join.Kind.FULL, alias, Condition.<T>allOf(on));
	}

	/**
	 * Join the rows that a sub-query finds for each row; only rows for which it finds one
	 * stay. The sub-query refers to the row by an alias that this query was given with
	 * {@link #as}, or that was joined before.
	 * @param <J> what is joined
	 * @param alias stands for the rows of a sub-query
	 * @return a new query, which is refused when it is read on MariaDB, SQLite and H2,
	 * where there are no lateral joins
	 * @since 0.1.0
	 */
	public <J> Query<T> joinLateral(Alias<J> alias) {
		return lateral(Join.Kind.LATERAL, alias);
	}

	/**
	 * Join the rows that a sub-query finds for each row; rows for which it finds none
	 * stay, and what is joined to them is NULL. The sub-query refers to the row by an
	 * alias that this query was given with {@link #as}, or that was joined before.
	 * @param <J> what is joined
	 * @param alias stands for the rows of a sub-query
	 * @return a new query, which is refused when it is read on MariaDB, SQLite and H2,
	 * where there are no lateral joins
	 * @since 0.1.0
	 */
	public <J> Query<T> leftJoinLateral(Alias<J> alias) {
		return lateral(Join.Kind.LEFT_LATERAL, alias);
	}

	private <J> Query<T> lateral(Join.Kind kind, Alias<J> alias) {
		Source source = alias.source(scope());
		if (!(source instanceof Derived)) {
			throw new InvalidQueryException(
					"'%s' is a table, whose rows are the same for each row. Join it with join(…) or crossJoin(…), or let the alias stand for a sub-query"
						.formatted(source.name()));
		}
		return with(select().from(select().from().joined(new Join(kind, source, Predicate.NONE))));
	}

	/**
	 * Let the database read the table by one of some indexes, where it would choose a
	 * worse way. MySQL, MariaDB and H2 are told so; PostgreSQL and SQLite take no hints
	 * and choose themselves. What is read is the same.
	 * @param indexes the names of indexes that the entity declares, at least one
	 * @return a new query
	 * @throws InvalidQueryException if the entity has no index of a name
	 * @since 0.1.0
	 */
	public Query<T> useIndex(String... indexes) {
		Assert.notEmpty(indexes, "'indexes' must not be empty");
		if (!(select().root() instanceof Source.Table table)) {
			throw new InvalidQueryException("The rows of a sub-query have no index. Name it in the sub-query");
		}
		List<String> known = table.entity().toTable().indexes().stream().map(Index::name).toList();
		for (String index : indexes) {
			if (!known.contains(index)) {
				throw new InvalidQueryException("'%s' has no index of this name. Its indexes are: %s"
					.formatted(table.name(), known.isEmpty() ? "none" : String.join(", ", known)));
			}
		}
		return with(select().from(select().from().using(List.of(indexes))));
	}

	private <J> Query<T> join(Join.Kind kind, Alias<J> alias, Condition<T> on) {
		Predicate predicate = on.binding().in(scope());
		if (predicate.isNone()) {
			throw new InvalidQueryException(
					"The join to '%s' says nothing about which rows belong together. State it, or use crossJoin(…)"
						.formatted(alias.type().getSimpleName()));
		}
		return with(select().from(select().from().joined(new Join(kind, alias.source(scope()), predicate))));
	}

	private <J> Condition<T> belonging(Alias<J> alias, Prop<T, ?> reference) {
		Source root = select().root();
		return Condition.of((scope) -> JoinKey.of(root, reference, alias.type(), alias.source(scope)).condition());
	}

	/**
	 * Add a search in the properties with {@code @Searchable}, and let the rows that fit
	 * best come first.
	 * @param search what is looked for; nothing leaves all rows, none better than another
	 * @return the rows by how well they fit
	 * @throws QueryLimitException if the search is longer or has more parts than allowed
	 */
	public SearchQuery<T> ranked(Search search) {
		return SearchQuery.of(this, search, List.of());
	}

	/**
	 * Add a search in some properties, and let the rows that fit best come first.
	 * @param search what is looked for; nothing leaves all rows, none better than another
	 * @param first a property to look into
	 * @param more further ones
	 * @return the rows by how well they fit
	 * @throws QueryLimitException if the search is longer or has more parts than allowed
	 */
	@SafeVarargs
	@SuppressWarnings("varargs")
	public final SearchQuery<T> ranked(Search search, TextProp<T> first, TextProp<T>... more) {
		return SearchQuery.of(this, search,
				Stream.concat(Stream.of(first), Arrays.stream(more)).map(Subject::of).toList());
	}

	/**
	 * Add a search in some expressions, which may be columns of joined tables, and let
	 * the rows that fit best come first.
	 * @param search what is looked for; nothing leaves all rows, none better than another
	 * @param first an expression to look into
	 * @param more further ones
	 * @return the rows by how well they fit
	 * @throws QueryLimitException if the search is longer or has more parts than allowed
	 */
	@SafeVarargs
	@SuppressWarnings("varargs")
	public final SearchQuery<T> ranked(Search search, TextExpression<? super T> first,
			TextExpression<? super T>... more) {
		return SearchQuery.of(this, search,
				Stream.concat(Stream.of(first), Arrays.stream(more))
					.<Subject>map((expression) -> Subject.of(expression))
					.toList());
	}

	/**
	 * Put rows into groups.
	 * @param properties what the rows of a group have in common, at least one
	 * @return the groups
	 */
	@SafeVarargs
	@SuppressWarnings("varargs")
	public final GroupedQuery<T> groupBy(Prop<T, ?>... properties) {
		return grouped(Arrays.stream(properties).map(Subject::of).toList());
	}

	/**
	 * Put rows into groups.
	 * @param expressions what the rows of a group have in common, at least one
	 * @return the groups
	 */
	@SafeVarargs
	@SuppressWarnings("varargs")
	public final GroupedQuery<T> groupBy(Expression<? super T, ?>... expressions) {
		return grouped(Arrays.stream(expressions).map(Subject::of).toList());
	}

	private GroupedQuery<T> grouped(List<Subject> keys) {
		Assert.notEmpty(keys, "Groups need something their rows have in common");
		Scope scope = scope();
		List<Operand> operands = keys.stream().map((key) -> key.in(scope)).toList();
		return new GroupedQuery<>(this, new Groups(operands, Predicate.NONE, false));
	}

	/**
	 * Read rows into a record whose components are named after properties: also after
	 * those inside an embedded value, {@code addressCity}, or after an embedded value.
	 * @param <R> the record
	 * @param type the record; its components have the names and types of properties
	 * @return the rows
	 * @throws InvalidQueryException if a component does not fit
	 */
	public <R> Selection<T, R> select(Class<R> type) {
		List<String> names = RecordTarget.components(type).stream().map(RecordComponent::getName).toList();
		NamedColumns named = NamedColumns.of(select().root(), names,
				(name) -> new InvalidQueryException("Component '%s' of '%s' is no property of '%s', which has: %s"
					.formatted(name, type.getSimpleName(), rowType().getSimpleName(), propertyNames())));
		return named.areSingle() ? Selection.of(this, select(), type, named.columns())
				: Selection.of(this, type, named.columns(), named.maker(type));
	}

	/**
	 * Read some properties of rows, given by name, and make something of their values.
	 * Names are looked up in the model and never become part of a statement.
	 * @param <R> what is made
	 * @param type its class
	 * @param properties the names of the properties, at least one
	 * @param maker makes an instance of the values as they are in Java, in that order
	 * @return the rows, sorted by the names of this query
	 * @throws InvalidQueryException if a name is that of no property
	 */
	public <R> Selection<T, R> select(Class<R> type, List<String> properties, Function<@Nullable Object[], R> maker) {
		Assert.notEmpty(properties, "'properties' must not be empty");
		NamedColumns named = NamedColumns.of(select().root(), properties,
				(name) -> new InvalidQueryException("'%s' is no property of '%s', which has: %s".formatted(name,
						rowType().getSimpleName(), propertyNames())));
		return Selection.of(this, type, named.columns(), (row) -> maker.apply(named.values(row)));
	}

	private String propertyNames() {
		return String.join(", ", select().root().columnsByName().keySet());
	}

	/**
	 * Read properties of rows into a record.
	 * @param <R> the record
	 * @param type the record
	 * @param properties a property per component, in their order
	 * @return the rows
	 * @throws InvalidQueryException if a component does not fit
	 */
	@SafeVarargs
	@SuppressWarnings("varargs")
	public final <R> Selection<T, R> select(Class<R> type, Prop<T, ?>... properties) {
		return select(select(), type, Arrays.stream(properties).map(Subject::of).toList());
	}

	/**
	 * Read expressions into a record. If there are aggregates among them, there is one
	 * row, computed of all.
	 * @param <R> the record
	 * @param type the record
	 * @param expressions an expression per component, in their order
	 * @return the rows
	 * @throws InvalidQueryException if a component does not fit
	 */
	@SafeVarargs
	@SuppressWarnings("varargs")
	public final <R> Selection<T, R> select(Class<R> type, Expression<? super T, ?>... expressions) {
		return select(select(), type, Arrays.stream(expressions).map(Subject::of).toList());
	}

	<R> Selection<T, R> select(Select select, Class<R> type, List<Subject> subjects) {
		return Selection.of(this, select, type, operands(subjects));
	}

	/**
	 * Read one property of all rows, which may be an embedded value.
	 * @param <V> the type of the property
	 * @param property the property
	 * @return the values
	 */
	public <V> Selection<T, V> select(Prop<T, V> property) {
		EmbeddedModel embedded = NamedColumns.embedded(select().root(), ResolvedProperty.of(property).name())
			.orElse(null);
		if (embedded != null) {
			return whole(embedded);
		}
		return Selection.ofValue(this, select(), scope().column(property));
	}

	@SuppressWarnings("unchecked")
	private <V> Selection<T, V> whole(EmbeddedModel embedded) {
		return select((Class<V>) embedded.javaType(), List.of(embedded.name()), (values) -> (V) values[0]);
	}

	/**
	 * Read one value of all rows. An aggregate is one value, computed of all rows.
	 * @param <V> the type of the value
	 * @param expression the value
	 * @return the values
	 */
	public <V> Selection<T, V> select(Expression<? super T, V> expression) {
		return select(select(), expression);
	}

	<V> Selection<T, V> select(Select select, Expression<? super T, V> expression) {
		return Selection.ofValue(this, select, operands(List.of(Subject.of(expression))).get(0));
	}

	/**
	 * Compute one value of all rows, of which a limit or an offset leaves none out.
	 * @param <V> the type of the value
	 * @param aggregate what is computed, such as {@code sum(Order::total)}
	 * @return the value; empty if there is none, which a sum and a count always have
	 * @throws InvalidQueryException if rows are to be read once each
	 */
	public <V> Optional<V> value(Expression<? super T, V> aggregate) {
		if (select().distinct()) {
			throw new InvalidQueryException(
					"A value is computed of all rows, also of those that distinct() reads once. Leave it out, compute the value of a sub-query with select(…).distinct().asQuery(), or count with count()");
		}
		List<V> values = select(select().unsorted().range(Select.Range.ALL), aggregate).limit(1).list();
		return values.isEmpty() ? Optional.empty() : Optional.ofNullable(values.get(0));
	}

	private List<Operand> operands(List<Subject> subjects) {
		Scope scope = scope().in(Clause.SELECT);
		return subjects.stream().map((subject) -> subject.in(scope)).collect(Collectors.toList());
	}

	/**
	 * Read one property of all rows, which may be an embedded value, and nothing else of
	 * them.
	 * @param <V> the type of the property
	 * @param property the property
	 * @return the values, {@code null} for NULL
	 */
	public <V> List<@Nullable V> pluck(Prop<T, V> property) {
		return (select().root().whole(property) != null) ? select(property).list() : values(property);
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

	private <V extends @Nullable Object> List<V> values(Prop<T, ?> property) {
		Operand.Column column = scope().column(property);
		RowReader<V> reader = context().readers().ofValue(column.content());
		SqlStatement statement = toSql(new Projection.Values(List.of(column)), select());
		return query(statement, reader::readAll);
	}

}
