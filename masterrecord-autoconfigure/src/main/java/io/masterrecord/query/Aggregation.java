package io.masterrecord.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.masterrecord.model.ValueModel;
import io.masterrecord.schema.ColumnType;
import io.masterrecord.schema.TypeName;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A value computed of several rows.
 *
 * @param function the function
 * @param argument what it is computed of, or {@code null} for the rows themselves
 * @param number how far away the row is that is looked at, or how many parts there are; 0
 * for a function without a number
 * @param filter of which rows
 * @param frame the rows around each row, or {@code null} for those of the group
 * @param content what the value is like
 */
record Aggregation(Function function, @Nullable Operand argument, int number, Predicate filter, @Nullable Frame frame,
		ValueModel content) implements Computation {

	private static final ColumnType DOUBLE = ColumnType.of(TypeName.DOUBLE);

	@Override
	public void describe(SqlSink sink) {
		sink.aggregation(this);
	}

	/**
	 * Describe the value.
	 * @param filterClause whether aggregates can have a filter; otherwise they are
	 * computed of NULL for the rows that are left out
	 */
	void describe(SqlSink sink, boolean filterClause) {
		sink.sql(this.function.before);
		boolean caseForm = !this.filter.isNone() && !filterClause;
		if (caseForm) {
			sink.sql("CASE WHEN ");
			this.filter.describe(sink);
			sink.sql(" THEN ");
		}
		describeArgument(sink, caseForm);
		if (this.number > 0) {
			sink.sql(((this.argument != null) ? ", " : "") + this.number);
		}
		sink.sql(caseForm ? " END)" : ")");
		if (!this.filter.isNone() && filterClause) {
			sink.sql(" FILTER (WHERE ");
			this.filter.describe(sink);
			sink.sql(")");
		}
		if (this.frame != null) {
			this.frame.describe(sink);
		}
		sink.sql(this.function.after);
	}

	private void describeArgument(SqlSink sink, boolean caseForm) {
		if (this.argument == null) {
			sink.sql((this.function != Function.COUNT) ? "" : caseForm ? "1" : "*");
		}
		else if (this.function == Function.AVG) {
			sink.sql("CAST(");
			this.argument.describe(sink);
			sink.sql(" AS ");
			sink.type(DOUBLE);
			sink.sql(")");
		}
		else {
			this.argument.describe(sink);
		}
	}

	/**
	 * Tell whether an operand is computed of the rows around each row.
	 */
	static boolean isWindow(Operand operand) {
		return (operand instanceof Aggregation aggregation && aggregation.frame != null)
				|| operand.parts().stream().anyMatch(Aggregation::isWindow);
	}

	/**
	 * Tell whether an operand counts different values.
	 */
	static boolean countsDifferent(Operand operand) {
		return (operand instanceof Aggregation aggregation && aggregation.function == Function.COUNT_DISTINCT)
				|| operand.parts().stream().anyMatch(Aggregation::countsDifferent);
	}

	/**
	 * Tell whether an operand is computed of all rows of a group.
	 */
	static boolean isIn(Operand operand) {
		if (operand instanceof Aggregation aggregation && aggregation.frame == null) {
			return true;
		}
		return operand.parts().stream().anyMatch(Aggregation::isIn);
	}

	@Override
	public List<Operand> parts() {
		List<Operand> parts = new ArrayList<>();
		if (this.argument != null) {
			parts.add(this.argument);
		}
		if (this.frame != null) {
			parts.addAll(this.frame.partition());
			this.frame.order().forEach((term) -> parts.add(term.operand()));
		}
		return parts;
	}

	@Override
	public String toString() {
		return this.function.toString((this.argument != null) ? this.argument : "*");
	}

	/**
	 * The rows around a row.
	 *
	 * @param partition what they have in common with it
	 * @param order how they are sorted
	 * @param extent which of them take part, or {@code null} for what the database takes:
	 * all up to it if they are sorted, otherwise all
	 */
	record Frame(List<Operand> partition, List<SortTerm> order, @Nullable Extent extent) {

		Frame {
			if (extent != null) {
				extent.check(order);
			}
		}

		void describe(SqlSink sink) {
			sink.sql(" OVER (");
			boolean partitioned = sink.window(this);
			for (Operand operand : this.partition) {
				sink.sql(partitioned ? ", " : "PARTITION BY ");
				operand.describe(sink);
				partitioned = true;
			}
			for (int i = 0; i < this.order.size(); i++) {
				sink.sql((i > 0) ? ", " : partitioned ? " ORDER BY " : "ORDER BY ");
				sink.orderBy(this.order.get(i), true);
			}
			if (this.extent != null) {
				this.extent.describe(sink);
			}
			sink.sql(")");
		}

	}

	/**
	 * Some of the rows around a row, one after the other.
	 *
	 * @param unit what distances count
	 * @param from where they begin
	 * @param to where they end
	 */
	record Extent(Unit unit, FrameBound from, FrameBound to) {

		private static final Set<TypeName> NUMBERS = Set.of(TypeName.SMALLINT, TypeName.INTEGER, TypeName.BIGINT,
				TypeName.DECIMAL, TypeName.REAL, TypeName.DOUBLE);

		private void check(List<SortTerm> order) {
			if (this.unit == Unit.GROUPS && order.isEmpty()) {
				throw new InvalidQueryException(
						"Groups of equal rows around a row need an order. Say sortBy(…) before groups(…)");
			}
			if (this.unit == Unit.RANGE && (this.from.isDistance() || this.to.isDistance()) && !isByNumber(order)) {
				throw new InvalidQueryException(
						"A range at a distance needs rows that are sorted by one number and nothing else. Sort by one, without nullsFirst() and nullsLast(), or take rows(…)");
			}
		}

		private static boolean isByNumber(List<SortTerm> order) {
			return order.size() == 1 && order.get(0).nullsFirst() == null
					&& NUMBERS.contains(order.get(0).operand().type().name());
		}

		void describe(SqlSink sink) {
			if (this.unit == Unit.GROUPS) {
				sink.groupFrames();
			}
			sink.sql(" %s BETWEEN %s AND %s".formatted(this.unit, this.from, this.to));
		}

	}

	/**
	 * What the distance of rows counts.
	 */
	enum Unit {

		ROWS, RANGE, GROUPS

	}

	/**
	 * The functions of several rows.
	 */
	enum Function {

		COUNT("COUNT(", ""), COUNT_DISTINCT("COUNT(DISTINCT ", ""), SUM("COALESCE(SUM(", ", 0)"),
		LONG_SUM("COALESCE(SUM(", ", 0)"), AVG("AVG(", ""), MIN("MIN(", ""), MAX("MAX(", ""),
		ROW_NUMBER("ROW_NUMBER(", ""), RANK("RANK(", ""), DENSE_RANK("DENSE_RANK(", ""), NTILE("NTILE(", ""),
		LAG("LAG(", ""), LEAD("LEAD(", ""), FIRST_VALUE("FIRST_VALUE(", ""), LAST_VALUE("LAST_VALUE(", "");

		private static final Set<Function> OF_PLACES = Set.of(ROW_NUMBER, RANK, DENSE_RANK, NTILE, LAG, LEAD);

		private final String before;

		private final String after;

		Function(String before, String after) {
			this.before = before;
			this.after = after;
		}

		/**
		 * Refuse rows that tell the function nothing.
		 */
		void check(Frame rows) {
			if (OF_PLACES.contains(this) && rows.extent() != null) {
				throw new InvalidQueryException(
						"'%s' is told by the place of a row among all that are around it. Leave rows(…), range(…) and groups(…) out"
							.formatted(word()));
			}
			if (OF_PLACES.contains(this) && this != ROW_NUMBER && rows.order().isEmpty()) {
				throw new InvalidQueryException(
						"'%s' is told by the order of the rows. Say sortBy(…)".formatted(word()));
			}
		}

		/**
		 * Return what the value is like for an argument. A sum of no rows is 0; the
		 * others have no value then.
		 */
		ValueModel content(@Nullable Operand argument) {
			return switch (this) {
				case COUNT, COUNT_DISTINCT, LONG_SUM, ROW_NUMBER, RANK, DENSE_RANK, NTILE ->
					ValueModel.computed(Long.class, false);
				case AVG -> ValueModel.computed(Double.class, true);
				case SUM -> ValueModel.like(contentOf(argument), false);
				case MIN, MAX, LAG, LEAD, FIRST_VALUE, LAST_VALUE -> ValueModel.like(contentOf(argument), true);
			};
		}

		private ValueModel contentOf(@Nullable Operand argument) {
			Assert.state(argument != null, () -> this + " needs an argument");
			return argument.content();
		}

		String toString(Object argument) {
			return switch (this) {
				case ROW_NUMBER, DENSE_RANK, RANK, NTILE -> word() + "()";
				default -> word() + "(" + argument + ")";
			};
		}

		private String word() {
			return switch (this) {
				case COUNT_DISTINCT -> "countDistinct";
				case LONG_SUM -> "longSum";
				case ROW_NUMBER -> "rowNumber";
				case DENSE_RANK -> "denseRank";
				case FIRST_VALUE -> "firstValue";
				case LAST_VALUE -> "lastValue";
				default -> name().toLowerCase(Locale.ROOT);
			};
		}

	}

}
