package io.masterrecord.query;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A select inside of another one.
 *
 * @param select the select
 * @param projection what is read of each row
 */
record Subquery(Select select, Projection projection) {

	/**
	 * Describe the select in parentheses.
	 */
	void describe(SqlSink sink) {
		sink.sql("(");
		(this.select.isPart() ? this.select : this.select.unsorted()).describeNested(sink, this.projection);
		sink.sql(")");
	}

	/**
	 * Describe the select where its one value counts, or whether it has rows, in
	 * parentheses. Not every database reads the table that is being written, unless its
	 * rows are put aside by another select.
	 */
	void describeValue(SqlSink sink) {
		if (sink.putsAside() && !isCorrelated()) {
			describeAside(sink);
		}
		else {
			describe(sink);
		}
	}

	/**
	 * Describe the select as a list of rows, in parentheses. Not every database takes a
	 * limit in one, so one is put around by another select, unless it refers to the row
	 * around it, which not every database can see from there.
	 */
	void describeList(SqlSink sink) {
		if (!this.select.isPart()) {
			describeValue(sink);
		}
		else if (isCorrelated()) {
			sink.limitedList();
			describe(sink);
		}
		else {
			describeAside(sink);
		}
	}

	private void describeAside(SqlSink sink) {
		sink.sql("(SELECT * FROM ");
		sink.aside(() -> describe(sink));
		sink.sql(" limited)");
	}

	/**
	 * Describe the select as a list of rows without NULL, in parentheses.
	 */
	void describeWithoutNull(SqlSink sink) {
		List<? extends Operand> columns = this.projection.operands(this.select.from());
		Select known = withoutNull(columns);
		if (known != null) {
			new Subquery(known, this.projection).describeList(sink);
			return;
		}
		if (isCorrelated()) {
			throw new InvalidQueryException(
					"A sub-query that refers to the row around it has a limit or a window function, and what it reads can be NULL. Add isNotNull() to its conditions, or leave the limit out");
		}
		sink.sql("(SELECT * FROM ");
		sink.aside(() -> describe(sink));
		for (int i = 0; i < columns.size(); i++) {
			sink.sql((i == 0) ? " listed WHERE " : " AND ");
			sink.label(Derived.columnName(i));
			sink.sql(" IS NOT NULL");
		}
		sink.sql(")");
	}

	/**
	 * Return the select with conditions that leave NULL out.
	 * @return the select, or {@code null} if conditions come too early for that
	 */
	private @Nullable Select withoutNull(List<? extends Operand> columns) {
		if (this.select.isPart() || columns.stream().anyMatch(Aggregation::isWindow)) {
			return null;
		}
		Select known = this.select;
		for (Operand column : columns) {
			Predicate present = new Predicate.NullTest(column, false);
			known = Aggregation.isIn(column) ? known.grouped(known.groups().and(present)) : known.and(present);
		}
		return known;
	}

	/**
	 * Describe the select as one of several whose rows are put together.
	 */
	void describePart(SqlSink sink) {
		boolean plain = !this.select.isPart();
		sink.sql(plain ? "" : "SELECT * FROM (");
		(plain ? this.select.unsorted() : this.select).describeNested(sink, this.projection);
		sink.sql(plain ? "" : ") part");
	}

	/**
	 * Tell whether the select refers to the row of a query around it.
	 */
	private boolean isCorrelated() {
		SourceUse use = new SourceUse();
		describe(use);
		return use.isOpen();
	}

}
