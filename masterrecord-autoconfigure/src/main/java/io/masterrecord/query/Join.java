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
		sink.sql(this.kind.sql);
		this.source.describe(sink);
		if (this.kind != Kind.CROSS) {
			sink.sql(" ON ");
			this.on.and(filter).describe(sink);
		}
	}

	/**
	 * The kinds of joins.
	 */
	enum Kind {

		INNER(" JOIN "), LEFT(" LEFT JOIN "), RIGHT(" RIGHT JOIN "), CROSS(" CROSS JOIN ");

		private final String sql;

		Kind(String sql) {
			this.sql = sql;
		}

	}

}
