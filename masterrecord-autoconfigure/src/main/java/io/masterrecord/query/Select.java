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
 * @param from where the rows come from
 * @param where which rows
 * @param groups how rows become groups
 * @param distinct whether equal rows are read once
 * @param order how they are sorted
 * @param range which part of the sorted rows is read
 * @param unfiltered the names of the filters that do not apply
 * @param lock how the rows are locked, or {@code null} for no lock
 */
record Select(From from, Predicate where, Groups groups, boolean distinct, List<SortTerm> order, Range range,
		Set<String> unfiltered, @Nullable RowLock lock) {

	Select {
		order = List.copyOf(order);
		unfiltered = Set.copyOf(unfiltered);
	}

	static Select of(Source source) {
		return new Select(From.of(source), Predicate.NONE, Groups.NONE, false, List.of(), Range.ALL, Set.of(), null);
	}

	Source root() {
		return this.from.root();
	}

	Select from(From changed) {
		return new Select(changed, this.where, this.groups, this.distinct, this.order, this.range, this.unfiltered,
				this.lock);
	}

	Select and(Predicate condition) {
		return where(this.where.and(condition));
	}

	Select where(Predicate condition) {
		return new Select(this.from, condition, this.groups, this.distinct, this.order, this.range, this.unfiltered,
				this.lock);
	}

	Select grouped(Groups changed) {
		return new Select(this.from, this.where, changed, this.distinct, this.order, this.range, this.unfiltered,
				this.lock);
	}

	Select distinct(boolean once) {
		return new Select(this.from, this.where, this.groups, once, this.order, this.range, this.unfiltered, this.lock);
	}

	Select range(Range part) {
		return new Select(this.from, this.where, this.groups, this.distinct, this.order, part, this.unfiltered,
				this.lock);
	}

	/**
	 * Return this select of no more than some rows, of those it reads anyway.
	 */
	Select atMost(long rows) {
		Long limit = this.range.limit();
		return range(new Range((limit != null) ? Math.min(limit, rows) : rows, this.range.offset()));
	}

	/**
	 * Tell whether this reads a part of the rows that meet its conditions.
	 */
	boolean isPart() {
		return !this.range.equals(Range.ALL);
	}

	Select locked(@Nullable RowLock how) {
		return new Select(this.from, this.where, this.groups, this.distinct, this.order, this.range, this.unfiltered,
				how);
	}

	/**
	 * Return this select sorted by further terms. What is sorted by already is left out.
	 */
	Select sortedBy(List<SortTerm> terms) {
		List<SortTerm> all = new ArrayList<>(this.order);
		for (SortTerm term : terms) {
			if (all.stream().noneMatch((known) -> known.operand().equals(term.operand()))) {
				all.add(term);
			}
		}
		return new Select(this.from, this.where, this.groups, this.distinct, all, this.range, this.unfiltered,
				this.lock);
	}

	/**
	 * Return this select with an order in which no two rows are equal: at last by what
	 * tells rows apart, in the direction of the term before it, so that one index can
	 * serve all.
	 * @param projection what is read of each row
	 */
	Select sortedUniquely(Projection projection) {
		boolean descending = !this.order.isEmpty() && this.order.get(this.order.size() - 1).descending();
		return sortedBy(key(projection).stream()
			.filter(SortTerm::isSortable)
			.map((operand) -> new SortTerm(operand, descending, null, false))
			.toList());
	}

	private List<? extends Operand> key(Projection projection) {
		if (this.distinct) {
			return projection.operands(this.from);
		}
		if (!this.groups.isNone()) {
			return this.groups.keys();
		}
		List<Operand> key = new ArrayList<>(root().key());
		for (Join join : this.from.joins()) {
			if (!JoinUse.keepsRows(join)) {
				key.addAll(join.source().key());
			}
		}
		return key;
	}

	Select unsorted() {
		return new Select(this.from, this.where, this.groups, this.distinct, List.of(), this.range, this.unfiltered,
				this.lock);
	}

	/**
	 * Return this select without filters of some names, in addition to those it leaves
	 * out already.
	 */
	Select unfiltered(Collection<String> names) {
		Set<String> all = new HashSet<>(this.unfiltered);
		all.addAll(names);
		return new Select(this.from, this.where, this.groups, this.distinct, this.order, this.range, all, this.lock);
	}

	/**
	 * Describe the rows.
	 * @param projection what is read of each row
	 */
	void describeRows(SqlSink sink, Projection projection) {
		describe(sink, projection, false);
	}

	/**
	 * Describe the rows as a sub-query whose columns have names.
	 */
	void describeNested(SqlSink sink, Projection projection) {
		if (this.lock != null) {
			throw new InvalidQueryException(
					"The rows of a sub-query cannot be locked. Lock those of the query around it");
		}
		describe(sink, projection, true);
	}

	/**
	 * Describe the number of rows: the same tree without order and range, of which
	 * nothing is read but what rows are told apart by.
	 * @param projection what is read of each row
	 */
	void describeCount(SqlSink sink, Projection projection) {
		Select counted = JoinUse.withoutNeedless(this, projection).unsorted().range(Range.ALL);
		if (!counted.distinct && counted.groups.isNone()) {
			counted.describe(sink, Projection.COUNT, false);
			return;
		}
		boolean keys = !counted.distinct && !counted.groups.isSingle();
		sink.sql("SELECT COUNT(*) FROM (");
		counted.describe(sink, keys ? new Projection.Values(counted.groups.keys()) : projection, true);
		sink.sql(") counted");
	}

	/**
	 * Describe the number of rows up to a number.
	 * @param projection what is read of each row
	 * @param most the number to count to
	 */
	void describeCount(SqlSink sink, Projection projection, long most) {
		Select counted = JoinUse.withoutNeedless(this, projection).unsorted().range(new Range(most, 0));
		boolean plain = !counted.distinct && counted.groups.isNone();
		Projection keys = counted.distinct || counted.groups.isSingle() ? projection
				: new Projection.Values(counted.groups.keys());
		sink.sql("SELECT COUNT(*) FROM (");
		counted.describe(sink, plain ? Projection.ONE : keys, true);
		sink.sql(") counted");
	}

	private void describe(SqlSink sink, Projection projection, boolean named) {
		sink.enter(this.from);
		sink.sql(this.distinct ? "SELECT DISTINCT " : "SELECT ");
		projection.describe(sink, this.from, named);
		sink.sql(" FROM ");
		Predicate seen = this.where.and(this.from.describe(sink, this.unfiltered));
		if (!seen.isNone()) {
			sink.sql(" WHERE ");
			seen.describe(sink);
		}
		describeGroups(sink, projection);
		describeOrder(sink, projection);
		sink.limit(this.range.limit(), this.range.offset());
		if (this.lock != null) {
			sink.lock(this.lock);
		}
		sink.leave(this.from);
	}

	private void describeGroups(SqlSink sink, Projection projection) {
		this.groups.describe(sink);
		List<? extends Operand> read = projection.operands(this.from);
		if (!this.groups.having().isNone() && read.stream().anyMatch(Aggregation::isWindow)
				&& read.stream().anyMatch(Aggregation::countsDifferent)) {
			sink.countedGroups();
		}
	}

	private void describeOrder(SqlSink sink, Projection projection) {
		for (int i = 0; i < this.order.size(); i++) {
			SortTerm term = this.order.get(i);
			if (this.distinct && !projection.operands(this.from).contains(term.operand())) {
				throw new InvalidQueryException(
						"Rows that are read once each can only be sorted by what is read, and '%s' is not. Read it too, or sort by something else"
							.formatted(term.operand()));
			}
			sink.sql((i == 0) ? " ORDER BY " : ", ");
			sink.orderBy(isOfDerivedGroups(term.operand()) ? term.of(new Operand.SortedGroup(term.operand())) : term,
					this.from.isNullable(term.operand()));
		}
	}

	private boolean isOfDerivedGroups(Operand operand) {
		return this.groups.keys().contains(operand)
				&& this.from.sources().stream().anyMatch((source) -> source instanceof Derived);
	}

	/**
	 * A part of sorted rows.
	 *
	 * @param limit how many rows, or {@code null} for all
	 * @param offset how many rows to pass over before
	 */
	record Range(@Nullable Long limit, long offset) {

		static final Range ALL = new Range(null, 0);

	}

}
