package io.masterrecord.query;

import io.masterrecord.dialect.Dialect;
import io.masterrecord.jdbc.StatementGate;
import org.jspecify.annotations.Nullable;

/**
 * What all queries of one database share: the gate their statements take, their limits,
 * and what was prepared for earlier queries. Safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class QueryContext {

	private final StatementGate gate;

	private final QuerySettings settings;

	private volatile @Nullable Prepared prepared;

	private QueryContext(StatementGate gate, QuerySettings settings) {
		this.gate = gate;
		this.settings = settings;
	}

	/**
	 * Create a context. The dialect is asked for when the first query is read.
	 * @param gate the way to the database
	 * @param settings the limits
	 * @return the context
	 */
	public static QueryContext of(StatementGate gate, QuerySettings settings) {
		return new QueryContext(gate, settings);
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

	Statements statements() {
		return prepared().statements();
	}

	RowReaders readers() {
		return prepared().readers();
	}

	private Prepared prepared() {
		Prepared known = this.prepared;
		return (known != null) ? known : prepare();
	}

	private synchronized Prepared prepare() {
		Prepared known = this.prepared;
		if (known == null) {
			Dialect dialect = this.gate.dialect();
			known = new Prepared(new Statements(dialect), new RowReaders(dialect));
			this.prepared = known;
		}
		return known;
	}

	/**
	 * What was prepared in the words of the dialect.
	 */
	private record Prepared(Statements statements, RowReaders readers) {

	}

}
