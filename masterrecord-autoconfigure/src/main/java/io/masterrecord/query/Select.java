package io.masterrecord.query;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What is read, whichever way it is read.
 *
 * @param source where the rows come from
 * @param where which rows
 * @param order how they are sorted
 * @param unfiltered the names of the filters that do not apply
 */
record Select(Source source, Predicate where, List<SortTerm> order, Set<String> unfiltered) {

	Select {
		order = List.copyOf(order);
		unfiltered = Set.copyOf(unfiltered);
	}

	Select(Source source, Predicate where, List<SortTerm> order) {
		this(source, where, order, Set.of());
	}

	Select and(Predicate condition) {
		return new Select(this.source, this.where.and(condition), this.order, this.unfiltered);
	}

	/**
	 * Return this select sorted by further terms. A column that is sorted by already is
	 * left out.
	 */
	Select sortedBy(List<SortTerm> terms) {
		List<SortTerm> all = new ArrayList<>(this.order);
		for (SortTerm term : terms) {
			if (all.stream().noneMatch((known) -> known.column().equals(term.column()))) {
				all.add(term);
			}
		}
		return new Select(this.source, this.where, all, this.unfiltered);
	}

	/**
	 * Return this select with an order in which no two rows are equal: at last by the id,
	 * in the direction of the term before it, so that one index can serve all.
	 */
	Select sortedUniquely() {
		boolean descending = !this.order.isEmpty() && this.order.get(this.order.size() - 1).descending();
		Operand.Column id = new Operand.Column(this.source, this.source.entity().id());
		return sortedBy(List.of(new SortTerm(id, descending, null, false)));
	}

	Select unsorted() {
		return new Select(this.source, this.where, List.of(), this.unfiltered);
	}

	/**
	 * Return this select without filters of some names, in addition to those it leaves
	 * out already.
	 */
	Select unfiltered(Collection<String> names) {
		Set<String> all = new HashSet<>(this.unfiltered);
		all.addAll(names);
		return new Select(this.source, this.where, this.order, all);
	}

	Set<String> tables() {
		return Set.of(this.source.entity().table());
	}

	/**
	 * Describe the rows.
	 * @param projection what is read of each row
	 * @param limit how many rows, or {@code null} for all
	 * @param offset how many rows to pass over before
	 */
	void describeRows(SqlSink sink, Projection projection, @Nullable Long limit, long offset) {
		describeRows(sink, projection);
		if (!this.order.isEmpty()) {
			sink.sql(" ORDER BY ");
			for (int i = 0; i < this.order.size(); i++) {
				if (i > 0) {
					sink.sql(", ");
				}
				sink.orderBy(this.order.get(i));
			}
		}
		sink.limit(limit, offset);
	}

	/**
	 * Describe the number of rows: the same tree without order and limit.
	 */
	void describeCount(SqlSink sink) {
		describeRows(sink, Projection.COUNT);
	}

	private void describeRows(SqlSink sink, Projection projection) {
		sink.sql("SELECT ");
		projection.describe(sink);
		sink.sql(" FROM ");
		this.source.describe(sink);
		Predicate seen = filteredWhere(sink);
		if (!seen.isNone()) {
			sink.sql(" WHERE ");
			seen.describe(sink);
		}
	}

	/**
	 * Return which rows are meant, the filters of the entity included.
	 */
	Predicate filteredWhere(SqlSink sink) {
		return this.where.and(sink.filters(this.source, this.unfiltered));
	}

}
