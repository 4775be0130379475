package io.masterrecord.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The sources of a select.
 *
 * @param root the source the select is about
 * @param joins what is joined to it, in order
 * @param indexes the names of the indexes by which the root is to be read, none for the
 * choice of the database
 */
record From(Source root, List<Join> joins, List<String> indexes) {

	From {
		joins = List.copyOf(joins);
		indexes = List.copyOf(indexes);
	}

	static From of(Source root) {
		return new From(root, List.of(), List.of());
	}

	From using(List<String> names) {
		return new From(this.root, this.joins, names);
	}

	From joined(Join join) {
		if (sources().contains(join.source())) {
			throw new InvalidQueryException(
					"'%s' is joined already by this alias. Use another Alias to join it once more"
						.formatted(join.source().name()));
		}
		List<Join> all = new ArrayList<>(this.joins);
		all.add(join);
		return new From(this.root, all, this.indexes);
	}

	From without(Join join) {
		return new From(this.root, this.joins.stream().filter((other) -> other != join).toList(), this.indexes);
	}

	List<Source> sources() {
		List<Source> sources = new ArrayList<>(this.joins.size() + 1);
		sources.add(this.root);
		this.joins.forEach((join) -> sources.add(join.source()));
		return sources;
	}

	/**
	 * Tell whether all columns of a source can be NULL because of a join.
	 */
	boolean isOptional(Source source) {
		boolean seen = this.root.equals(source);
		boolean optional = false;
		for (Join join : this.joins) {
			if (join.source().equals(source)) {
				seen = true;
				optional = join.kind().keepsLeft();
			}
			else if (seen && join.kind().keepsRight()) {
				optional = true;
			}
		}
		return optional;
	}

	/**
	 * Tell whether an operand can be NULL.
	 */
	boolean isNullable(Operand operand) {
		return operand.content().nullable()
				|| (operand instanceof Operand.Column column && !this.joins.isEmpty() && isOptional(column.source()))
				|| (operand instanceof Operand.Lower lower && isNullable(lower.operand()));
	}

	/**
	 * Describe the sources. Their filters are part of a join wherever rows without a
	 * counterpart stay, so that a filter hides the counterpart and not the row.
	 * @param unfiltered the names of the filters that do not apply
	 * @return what is left of the filters, to be asked for of the joined rows
	 */
	Predicate describe(SqlSink sink, Set<String> unfiltered) {
		this.root.describe(sink);
		if (!this.indexes.isEmpty()) {
			sink.indexes(this.indexes);
		}
		Predicate left = sink.filters(this.root, unfiltered);
		for (Join join : this.joins) {
			Predicate own = sink.filters(join.source(), unfiltered);
			switch (join.kind()) {
				case LEFT, LEFT_LATERAL -> join.describe(sink, own);
				case RIGHT -> {
					join.describe(sink, left);
					left = own;
				}
				case INNER, CROSS, LATERAL -> {
					join.describe(sink, Predicate.NONE);
					left = left.and(own);
				}
				case FULL -> {
					refuseFilters(left.and(own), join);
					join.describe(sink, Predicate.NONE);
				}
			}
		}
		return left;
	}

	/**
	 * A row that a filter hides would come back as one without a counterpart.
	 */
	private static void refuseFilters(Predicate filters, Join join) {
		if (!filters.isNone()) {
			throw new InvalidQueryException(
					"A full join to '%s' cannot hide the rows that a filter of either side hides. Leave it out with withoutFilter(…), or join sub-queries"
						.formatted(join.source().name()));
		}
	}

}
