package io.masterrecord.query;

/**
 * A select inside of another one.
 *
 * @param select the select
 * @param projection what is read of each row
 */
record Subquery(Select select, Projection projection) {

	/**
	 * Describe the select in parentheses. Not every database takes a limit in a list of
	 * values, so one is put around by another select.
	 */
	void describe(SqlSink sink) {
		boolean limited = !this.select.range().equals(Select.Range.ALL);
		sink.sql(limited ? "(SELECT * FROM (" : "(");
		(limited ? this.select : this.select.unsorted()).describeNested(sink, this.projection);
		sink.sql(limited ? ") limited)" : ")");
	}

	/**
	 * Describe the select as a list of rows without NULL, in parentheses.
	 * @param columns how many columns it has
	 */
	void describeWithoutNull(SqlSink sink, int columns) {
		sink.sql("(SELECT * FROM ");
		describe(sink);
		for (int i = 0; i < columns; i++) {
			sink.sql((i == 0) ? " listed WHERE " : " AND ");
			sink.label(Derived.columnName(i));
			sink.sql(" IS NOT NULL");
		}
		sink.sql(")");
	}

	/**
	 * Describe the select as one of several whose rows are put together.
	 */
	void describePart(SqlSink sink) {
		boolean plain = this.select.range().equals(Select.Range.ALL);
		sink.sql(plain ? "" : "SELECT * FROM (");
		(plain ? this.select.unsorted() : this.select).describeNested(sink, this.projection);
		sink.sql(plain ? "" : ") part");
	}

}
