package io.masterrecord.query;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

import io.masterrecord.dialect.Dialect;
import io.masterrecord.dialect.SqlCommand;
import io.masterrecord.jdbc.SqlStatement;
import io.masterrecord.jdbc.StatementGate;
import io.masterrecord.model.EntityModel;
import io.masterrecord.model.Model;
import org.jspecify.annotations.Nullable;

/**
 * What all queries of one database share: the gate their statements take, their limits,
 * and what was prepared for earlier queries. Safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class QueryContext {

	private final Model model;

	private final StatementGate gate;

	private final QuerySettings settings;

	private final GlobalFilters filters;

	private final WriteRules rules;

	private final CursorKey cursorKey;

	/** The context which this one shares what was prepared with. */
	private final @Nullable QueryContext origin;

	private volatile @Nullable Prepared prepared;

	private QueryContext(Model model, StatementGate gate, QuerySettings settings, GlobalFilters filters,
			CursorKey cursorKey, WriteRules rules, @Nullable QueryContext origin) {
		this.model = model;
		this.gate = gate;
		this.settings = settings;
		this.filters = filters;
		this.cursorKey = cursorKey;
		this.rules = rules;
		this.origin = origin;
	}

	/**
	 * Create a context. The dialect is asked for when the first query is read.
	 * @param model the entities
	 * @param gate the way to the database
	 * @param settings the limits
	 * @return the context
	 */
	public static QueryContext of(Model model, StatementGate gate, QuerySettings settings) {
		return of(model, gate, settings, GlobalFilters.NONE);
	}

	/**
	 * Create a context of entities with filters. The dialect is asked for when the first
	 * query is read.
	 * @param model the entities
	 * @param gate the way to the database
	 * @param settings the limits
	 * @param filters the filters of the entities
	 * @return the context
	 */
	public static QueryContext of(Model model, StatementGate gate, QuerySettings settings, GlobalFilters filters) {
		return of(model, gate, settings, filters, CursorKey.generated());
	}

	/**
	 * Create a context of entities with filters, whose cursors are signed with a key. The
	 * dialect is asked for when the first query is read.
	 * @param model the entities
	 * @param gate the way to the database
	 * @param settings the limits
	 * @param filters the filters of the entities
	 * @param cursorKey signs cursors
	 * @return the context
	 */
	public static QueryContext of(Model model, StatementGate gate, QuerySettings settings, GlobalFilters filters,
			CursorKey cursorKey) {
		return new QueryContext(model, gate, settings, filters, cursorKey, WriteRules.NONE, null);
	}

	/**
	 * Return a context whose writes follow rules.
	 * @param writeRules what is owed to rows that are changed or deleted
	 * @return another context, which shares nothing that was prepared
	 */
	public QueryContext withRules(WriteRules writeRules) {
		return new QueryContext(this.model, this.gate, this.settings, this.filters, this.cursorKey, writeRules, null);
	}

	/**
	 * Return a context for whose queries some filters do not apply.
	 * @param names the names of the filters
	 * @return another context, which shares nothing that was prepared
	 * @throws InvalidQueryException if there is no filter of a name
	 */
	public QueryContext withoutFilter(String... names) {
		return new QueryContext(this.model, this.gate, this.settings, this.filters.without(names), this.cursorKey,
				this.rules, null);
	}

	WriteRules rules() {
		return this.rules;
	}

	/**
	 * Return the entities.
	 * @return the model
	 */
	public Model model() {
		return this.model;
	}

	/**
	 * Return the limits.
	 * @return the settings
	 */
	public QuerySettings settings() {
		return this.settings;
	}

	/**
	 * Return the way to the database.
	 * @return the gate
	 */
	public StatementGate gate() {
		return this.gate;
	}

	/**
	 * Ask the database how it would run a statement, without running it.
	 * @param statement what {@code toSql()}, {@code toCountSql()}, {@code toUpdateSql(…)}
	 * and {@code toDeleteSql()} return
	 * @return its plan, in its own words, one line per step
	 */
	public String explain(SqlStatement statement) {
		return QueryPlan.of(this.gate, statement);
	}

	/**
	 * Return the filters of the entities.
	 * @return the filters
	 */
	public GlobalFilters filters() {
		return this.filters;
	}

	/**
	 * Return the condition that the filters of an entity put on its rows, to be added to
	 * the condition of an {@code UPDATE} or {@code DELETE} of its table.
	 * @param entity the entity
	 * @param except the names of filters that do not apply
	 * @return the condition on unqualified columns, without parentheses around it; empty
	 * if no filter applies
	 * @throws MissingFilterValueException if a filter has no value
	 */
	public Optional<SqlCommand> rowFilter(EntityModel<?> entity, Set<String> except) {
		Source source = new Source.Table(entity);
		SqlCommand command = statements().render((sink) -> sink.filters(source, except).describe(sink));
		return command.sql().isEmpty() ? Optional.empty() : Optional.of(command);
	}

	/**
	 * Make an instance of a row that was read in another way than by a query.
	 * @param <T> the entity
	 * @param entity the entity
	 * @param values the values of its properties, in order
	 * @return the instance, as a query returns it
	 */
	public <T> T make(EntityModel<T> entity, @Nullable Object[] values) {
		UnaryOperator<T> afterLoad = this.rules.afterLoad(entity);
		T made = entity.create(values);
		return (afterLoad != null) ? afterLoad.apply(made) : made;
	}

	CursorCodec cursors() {
		return prepared().cursors();
	}

	Statements statements() {
		return prepared().statements();
	}

	RowReaders readers() {
		return prepared().readers();
	}

	/**
	 * Return a context of queries that may be answered with what an earlier one found.
	 */
	QueryContext cached(@Nullable Duration timeToLive) {
		return new QueryContext(this.model, this.gate.cached(timeToLive), this.settings, this.filters, this.cursorKey,
				this.rules, this);
	}

	/**
	 * Tell whether answers may be those to earlier queries.
	 */
	boolean isCached() {
		return this.origin != null;
	}

	/**
	 * Return the gate whose answers always come from the database.
	 */
	StatementGate directGate() {
		return (this.origin != null) ? this.origin.directGate() : this.gate;
	}

	private Prepared prepared() {
		if (this.origin != null) {
			return this.origin.prepared();
		}
		Prepared known = this.prepared;
		return (known != null) ? known : prepare();
	}

	// The dialect is asked for without the lock: to find it out takes a connection, and
	// another thread may hold the last one while it waits for the lock.
	private Prepared prepare() {
		Dialect dialect = this.gate.dialect();
		synchronized (this) {
			Prepared known = this.prepared;
			if (known == null) {
				known = new Prepared(
						new Statements(dialect, ShortNames.of(this.model),
								() -> new AppliedFilters(this.filters, this.settings)),
						new RowReaders(dialect, this.rules), new CursorCodec(this.cursorKey, dialect.shared()));
				this.prepared = known;
			}
			return known;
		}
	}

	/**
	 * What was prepared in the words of the dialect.
	 */
	private record Prepared(Statements statements, RowReaders readers, CursorCodec cursors) {

	}

}
