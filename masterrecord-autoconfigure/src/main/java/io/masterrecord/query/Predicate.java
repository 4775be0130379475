package io.masterrecord.query;

import java.util.ArrayList;
import java.util.List;

import io.masterrecord.dialect.Dialect;
import io.masterrecord.dialect.TypedValue;
import io.masterrecord.schema.ColumnType;

/**
 * A condition on rows, bound to the columns of a select: a node of the tree that is
 * rendered. Groups are written with parentheses of their own wherever they stand inside
 * of another group.
 */
sealed interface Predicate {

	/**
	 * Parts of a group that stand side by side.
	 */
	int MOST_PARTS = 400;

	/**
	 * No condition, which is rendered as nothing.
	 */
	Predicate NONE = new AllOf(List.of());

	/**
	 * The condition that no row meets.
	 */
	Predicate NOTHING = new Nothing();

	/**
	 * The condition that every row meets, where one has to be written.
	 */
	Predicate EVERYTHING = new Everything();

	void describe(SqlSink sink);

	default boolean isNothing() {
		return this == NOTHING;
	}

	default boolean isNone() {
		return false;
	}

	default boolean isGroup() {
		return false;
	}

	/**
	 * Tell whether it may hold though not all of its parts were looked at.
	 */
	default boolean hasAlternatives() {
		return isGroup();
	}

	/**
	 * Tell whether every row meets the condition, whatever its columns hold.
	 */
	default boolean holdsAlways() {
		return isNone();
	}

	/**
	 * Tell whether no row meets the condition, whatever its columns hold.
	 */
	default boolean holdsNever() {
		return false;
	}

	/**
	 * Return a predicate that is false, and not unknown, where a value is in no list
	 * which has a NULL in it too.
	 */
	default Predicate withoutNullInLists() {
		return this;
	}

	/**
	 * Return a predicate that holds where this and another one do.
	 */
	default Predicate and(Predicate other) {
		if (isNone()) {
			return other;
		}
		return other.isNone() ? this : allOf(List.of(this, other));
	}

	/**
	 * Return a predicate that holds where all of some do. Those which are none vanish.
	 */
	static Predicate allOf(List<Predicate> parts) {
		List<Predicate> flat = new ArrayList<>(parts.size());
		for (Predicate part : parts) {
			if (part instanceof AllOf group) {
				flat.addAll(group.parts());
			}
			else {
				flat.add(part);
			}
		}
		return (flat.size() == 1) ? flat.get(0) : new AllOf(List.copyOf(flat));
	}

	/**
	 * Return a predicate that holds where operands are equal, one by one.
	 */
	static Predicate equal(List<? extends Operand> left, List<? extends Operand> right) {
		List<Predicate> parts = new ArrayList<>(left.size());
		for (int i = 0; i < left.size(); i++) {
			parts.add(new Comparison(left.get(i), Operator.EQ, right.get(i)));
		}
		return allOf(parts);
	}

	/**
	 * Return a predicate that holds where any of some does. Those which are none vanish.
	 */
	static Predicate anyOf(List<Predicate> parts) {
		List<Predicate> flat = new ArrayList<>(parts.size());
		for (Predicate part : parts) {
			if (part instanceof AnyOf group) {
				flat.addAll(group.parts());
			}
			else if (!part.isNone()) {
				flat.add(part);
			}
		}
		return switch (flat.size()) {
			case 0 -> NONE;
			case 1 -> flat.get(0);
			default -> new AnyOf(List.copyOf(flat));
		};
	}

	/**
	 * Return a predicate that holds where another one does not. A NULL in a list that a
	 * sub-query reads is not among its values here either: it would make the opposite
	 * unknown for every row.
	 */
	static Predicate not(Predicate part) {
		if (part instanceof Inside inside && inside.nullable()) {
			return inside.opposite();
		}
		return part.isNone() ? NONE : new Not(part.withoutNullInLists());
	}

	/**
	 * Describe a group. One of very many parts is described as a group of groups, as
	 * parsers nest as deeply as there are parts side by side.
	 */
	private static void describeGroup(SqlSink sink, String separator, List<Predicate> parts) {
		if (parts.size() > MOST_PARTS) {
			for (int start = 0; start < parts.size(); start += MOST_PARTS) {
				sink.sql((start > 0) ? separator + "(" : "(");
				describeGroup(sink, separator, parts.subList(start, Math.min(parts.size(), start + MOST_PARTS)));
				sink.sql(")");
			}
			return;
		}
		for (int i = 0; i < parts.size(); i++) {
			if (i > 0) {
				sink.sql(separator);
			}
			Predicate part = parts.get(i);
			if (part.isGroup()) {
				sink.sql("(");
				part.describe(sink);
				sink.sql(")");
			}
			else {
				part.describe(sink);
			}
		}
	}

	/**
	 * All of the parts; none if there are no parts.
	 */
	record AllOf(List<Predicate> parts) implements Predicate {

		@Override
		public boolean isNone() {
			return this.parts.isEmpty();
		}

		@Override
		public boolean isGroup() {
			return true;
		}

		@Override
		public void describe(SqlSink sink) {
			describeGroup(sink, " AND ", this.parts);
		}

		@Override
		public Predicate withoutNullInLists() {
			return new AllOf(this.parts.stream().map(Predicate::withoutNullInLists).toList());
		}

		@Override
		public boolean holdsAlways() {
			return this.parts.stream().allMatch(Predicate::holdsAlways);
		}

		@Override
		public boolean holdsNever() {
			return this.parts.stream().anyMatch(Predicate::holdsNever);
		}

	}

	/**
	 * No row.
	 */
	record Nothing() implements Predicate {

		@Override
		public void describe(SqlSink sink) {
			sink.sql("1 = 0");
		}

		@Override
		public boolean holdsNever() {
			return true;
		}

	}

	/**
	 * Every row.
	 */
	record Everything() implements Predicate {

		@Override
		public void describe(SqlSink sink) {
			sink.sql("1 = 1");
		}

		@Override
		public boolean holdsAlways() {
			return true;
		}

	}

	/**
	 * At least one of the parts, of which there are two or more.
	 */
	record AnyOf(List<Predicate> parts) implements Predicate {

		@Override
		public boolean isGroup() {
			return true;
		}

		@Override
		public void describe(SqlSink sink) {
			describeGroup(sink, " OR ", this.parts);
		}

		@Override
		public Predicate withoutNullInLists() {
			return new AnyOf(this.parts.stream().map(Predicate::withoutNullInLists).toList());
		}

		@Override
		public boolean holdsAlways() {
			return this.parts.stream().anyMatch(Predicate::holdsAlways);
		}

		@Override
		public boolean holdsNever() {
			return this.parts.stream().allMatch(Predicate::holdsNever);
		}

	}

	/**
	 * The opposite, which as in SQL is not true where the part is unknown.
	 */
	record Not(Predicate part) implements Predicate {

		@Override
		public boolean hasAlternatives() {
			return this.part.hasAlternatives();
		}

		@Override
		public void describe(SqlSink sink) {
			sink.sql("NOT (");
			this.part.describe(sink);
			sink.sql(")");
		}

		@Override
		public boolean holdsAlways() {
			return this.part.holdsNever();
		}

		@Override
		public boolean holdsNever() {
			return this.part.holdsAlways();
		}

	}

	/**
	 * Whether a text matches a pattern, without regard to case and accents.
	 */
	record LikeFolded(Operand operand, TypedValue pattern) implements Predicate {

		@Override
		public void describe(SqlSink sink) {
			sink.likeFolded(this.operand, this.pattern);
		}

	}

	/**
	 * Whether a text has a place that is similar enough to another one.
	 */
	record Similar(Similarity similarity, double least, Dialect dialect) implements Predicate {

		@Override
		public boolean isGroup() {
			return true;
		}

		@Override
		public void describe(SqlSink sink) {
			this.similarity.describeCondition(sink, this.dialect, this.least);
		}

	}

	/**
	 * Whether a row is found by a search.
	 */
	record Found(SearchPlan plan) implements Predicate {

		@Override
		public boolean isGroup() {
			return true;
		}

		@Override
		public void describe(SqlSink sink) {
			sink.search(this.plan);
		}

	}

	/**
	 * Whether a search index answers a question for the row.
	 */
	record Indexed(SearchPlan.Lookup lookup) implements Predicate {

		@Override
		public void describe(SqlSink sink) {
			sink.lookup(this.lookup);
		}

	}

	/**
	 * Two operands compared.
	 */
	record Comparison(Operand left, Operator operator, Operand right) implements Predicate {

		@Override
		public void describe(SqlSink sink) {
			this.left.describe(sink);
			sink.sql(this.operator.sql);
			this.right.describe(sink);
		}

	}

	/**
	 * Whether an operand is NULL.
	 */
	record NullTest(Operand operand, boolean isNull) implements Predicate {

		@Override
		public void describe(SqlSink sink) {
			this.operand.describe(sink);
			sink.sql(this.isNull ? " IS NULL" : " IS NOT NULL");
		}

	}

	/**
	 * Whether an operand is among some values. None of the values is NULL.
	 */
	record Among(Operand operand, boolean negated, ColumnType type, List<Object> values) implements Predicate {

		@Override
		public void describe(SqlSink sink) {
			if (this.values.isEmpty()) {
				sink.sql(this.negated ? "1 = 1" : "1 = 0");
			}
			else {
				sink.among(this.operand, this.negated, this.type, this.values);
			}
		}

		@Override
		public boolean holdsAlways() {
			return this.negated && this.values.isEmpty();
		}

		@Override
		public boolean holdsNever() {
			return !this.negated && this.values.isEmpty();
		}

	}

	/**
	 * Whether several operands are among some rows of values, at least one. None of the
	 * values is NULL.
	 */
	record AmongRows(List<Operand> operands, boolean negated, List<List<TypedValue>> rows) implements Predicate {

		@Override
		public void describe(SqlSink sink) {
			sink.amongRows(this.operands, this.negated, this.rows);
		}

	}

	/**
	 * Whether a text matches a pattern whose escape character is {@code !}.
	 */
	record Like(Operand operand, ColumnType type, boolean ignoreCase, TypedValue pattern) implements Predicate {

		@Override
		public void describe(SqlSink sink) {
			sink.like(this.operand, this.type, this.ignoreCase, this.pattern);
		}

	}

	/**
	 * Whether two operands are the same, of which NULL is one value among others.
	 */
	record Sameness(Operand left, boolean same, Operand right) implements Predicate {

		@Override
		public void describe(SqlSink sink) {
			sink.sameness(this.left, this.right, this.same);
		}

	}

	/**
	 * Whether a part of a text matches a regular expression in its portable form.
	 */
	record Matches(Operand operand, boolean ignoreCase, TypedValue pattern) implements Predicate {

		@Override
		public void describe(SqlSink sink) {
			sink.matches(this.operand, this.ignoreCase, this.pattern);
		}

	}

	/**
	 * Whether an operand is among the values a sub-query reads. NULL is not among them.
	 */
	record Inside(Operand operand, boolean negated, Subquery values, boolean nullable) implements Predicate {

		Inside opposite() {
			return new Inside(this.operand, !this.negated, this.values, this.nullable);
		}

		@Override
		public Predicate withoutNullInLists() {
			return (this.nullable && !this.negated) ? new Not(opposite()) : this;
		}

		@Override
		public void describe(SqlSink sink) {
			this.operand.describe(sink);
			sink.sql(this.negated ? " NOT IN " : " IN ");
			if (this.negated && this.nullable) {
				this.values.describeWithoutNull(sink);
			}
			else {
				this.values.describeList(sink);
			}
		}

	}

	/**
	 * Whether several operands are among the rows a sub-query reads. A row with NULL is
	 * not among them.
	 */
	record InsideRows(List<Operand> operands, boolean negated, Subquery rows, boolean nullable) implements Predicate {

		@Override
		public void describe(SqlSink sink) {
			for (int i = 0; i < this.operands.size(); i++) {
				sink.sql((i == 0) ? "(" : ", ");
				this.operands.get(i).describe(sink);
			}
			sink.sql(this.negated ? ") NOT IN " : ") IN ");
			if (this.nullable) {
				this.rows.describeWithoutNull(sink);
			}
			else {
				this.rows.describeList(sink);
			}
		}

	}

	/**
	 * Whether a sub-query finds a row.
	 */
	record Exists(boolean negated, Subquery rows) implements Predicate {

		@Override
		public void describe(SqlSink sink) {
			sink.sql(this.negated ? "NOT EXISTS " : "EXISTS ");
			this.rows.describeValue(sink);
		}

	}

	/**
	 * A condition in the words of the database.
	 */
	record Raw(Operand condition) implements Predicate {

		@Override
		public boolean hasAlternatives() {
			return true;
		}

		@Override
		public void describe(SqlSink sink) {
			this.condition.describe(sink);
		}

	}

	/**
	 * Whether a JSON document contains another one, or whether two arrays have an element
	 * in common.
	 */
	record JsonMatch(Operand document, boolean whole, TypedValue other) implements Predicate {

		@Override
		public void describe(SqlSink sink) {
			sink.jsonMatch(this.document, this.whole, this.other);
		}

	}

	/**
	 * How two operands are compared.
	 */
	enum Operator {

		EQ(" = "), NE(" <> "), GT(" > "), GE(" >= "), LT(" < "), LE(" <= ");

		private final String sql;

		Operator(String sql) {
			this.sql = sql;
		}

	}

}
