package io.masterrecord.query;

/**
 * A source that is joined to those before it.
 *
 * @param kind which rows stay that have no counterpart
 * @param source the source
 * @param on which rows belong together; none for a cross join
 */
record Join(Kind kind, Source source, Predicate on) {

	/**
	 * Describe the join.
	 * @param filter what has to hold besides for rows to belong together
	 */
	void describe(SqlSink sink, Predicate filter) {
		describe(sink, () -> this.source.describe(sink), filter);
	}

	/**
	 * Describe the join of a source that is described in a way of its own.
	 */
	void describe(SqlSink sink, Runnable joined, Predicate filter) {
		sink.join(this.kind);
		joined.run();
		Predicate condition = this.on.and(filter);
		if (this.kind.hasCondition) {
			sink.sql(" ON ");
			(condition.isNone() ? Predicate.EVERYTHING : condition).describe(sink);
		}
	}

	/**
	 * The kinds of joins.
	 */
	enum Kind {

		INNER(" JOIN ", true), LEFT(" LEFT JOIN ", true), RIGHT(" RIGHT JOIN ", true), FULL(" FULL JOIN ", true),
		CROSS(" CROSS JOIN ", false), LATERAL(" CROSS JOIN LATERAL ", false), LEFT_LATERAL(" LEFT JOIN LATERAL ", true);

		private final String sql;

		private final boolean hasCondition;

		Kind(String sql, boolean hasCondition) {
			this.sql = sql;
			this.hasCondition = hasCondition;
		}

		String sql() {
			return this.sql;
		}

		/**
		 * Tell whether rows stay that were there before and find no counterpart.
		 */
		boolean keepsLeft() {
			return this == LEFT || this == FULL || this == LEFT_LATERAL;
		}

		/**
		 * Tell whether rows of what is joined stay that find no counterpart.
		 */
		boolean keepsRight() {
			return this == RIGHT || this == FULL;
		}

		/**
		 * Tell whether what is joined is computed anew for each row.
		 */
		boolean isLateral() {
			return this == LATERAL || this == LEFT_LATERAL;
		}

	}

}
