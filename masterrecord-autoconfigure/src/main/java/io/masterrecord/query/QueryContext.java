package io.masterrecord.query;

import io.masterrecord.jdbc.StatementGate;

/**
 * What all queries of one database share: the gate their statements take, their limits,
 * and what was prepared for earlier queries. Safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class QueryContext {

	private final StatementGate gate;

	private final QuerySettings settings;

	private final Statements statements;

	private final RowReaders readers;

	private QueryContext(StatementGate gate, QuerySettings settings) {
		this.gate = gate;
		this.settings = settings;
		this.statements = new Statements(gate.dialect());
		this.readers = new RowReaders(gate.dialect());
	}

	/**
	 * Create a context.
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
		return this.statements;
	}

	RowReaders readers() {
		return this.readers;
	}

}
