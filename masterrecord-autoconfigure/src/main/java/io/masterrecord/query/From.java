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
	 * counterpart stay, so that a filter hides the counterpart and not the row. Around a
	 * full join either would let a hidden row come back as one without a counterpart, so
	 * there filters are a part of the sources.
	 * @param unfiltered the names of the filters that do not apply
	 * @return what is left of the filters, to be asked for of the joined rows
	 */
	Predicate describe(SqlSink sink, Set<String> unfiltered) {
		if (this.joins.stream().anyMatch((join) -> join.kind() == Join.Kind.FULL)) {
			describeSeen(sink, unfiltered);
			return Predicate.NONE;
		}
		this.root.describe(sink);
		describeIndexes(sink);
		Predicate left = sink.filters(this.root, unfiltered);
		for (Join join : this.joins) {
			Predicate own = sink.filters(join.source(), unfiltered);
			if (join.kind().keepsRight()) {
				join.describe(sink, left);
				left = own;
			}
			else if (join.kind().keepsLeft()) {
				join.describe(sink, own);
			}
			else {
				join.describe(sink, Predicate.NONE);
				left = left.and(own);
			}
		}
		return left;
	}

	/**
	 * Describe each source as those of its rows that are seen.
	 */
	private void describeSeen(SqlSink sink, Set<String> unfiltered) {
		describeSeen(sink, this.root, unfiltered);
		describeIndexes(sink);
		for (Join join : this.joins) {
			join.describe(sink, () -> describeSeen(sink, join.source(), unfiltered), Predicate.NONE);
		}
	}

	private static void describeSeen(SqlSink sink, Source source, Set<String> unfiltered) {
		Predicate seen = sink.filters(source, unfiltered);
		if (seen.isNone()) {
			source.describe(sink);
			return;
		}
		sink.sql("(SELECT * FROM ");
		source.describe(sink);
		sink.sql(" WHERE ");
		seen.describe(sink);
		sink.sql(")");
		sink.name(source);
	}

	private void describeIndexes(SqlSink sink) {
		if (!this.indexes.isEmpty()) {
			sink.indexes(this.indexes);
		}
	}

}
