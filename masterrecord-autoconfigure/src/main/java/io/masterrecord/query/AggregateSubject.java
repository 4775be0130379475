package io.masterrecord.query;

import java.math.BigInteger;

import io.masterrecord.model.ValueModel;
import io.masterrecord.query.Aggregation.Frame;
import io.masterrecord.query.Scope.Clause;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * An aggregate or window function before its properties are looked up.
 *
 * @param function the function
 * @param argument what it is computed of, or {@code null} for the rows themselves
 * @param number the number that the function takes, or 0
 * @param filter of which rows
 * @param over the rows around each row, or {@code null} for those of the group
 */
record AggregateSubject(Aggregation.Function function, @Nullable Subject argument, int number, @Nullable Binding filter,
		@Nullable Over<?> over) implements Subject {

	AggregateSubject(Aggregation.Function function, @Nullable Subject argument) {
		this(function, argument, 0, null, null);
	}

	AggregateSubject(Aggregation.Function function, @Nullable Subject argument, int number, Over<?> over) {
		this(function, argument, number, null, over);
	}

	AggregateSubject filter(Binding condition) {
		Assert.state(this.filter == null, "An aggregate has one filter. Combine the conditions with allOf(…)");
		return new AggregateSubject(this.function, this.argument, this.number, condition, this.over);
	}

	AggregateSubject over(Over<?> rows) {
		return new AggregateSubject(this.function, this.argument, this.number, this.filter, rows);
	}

	@Override
	public Aggregation in(Scope scope) {
		if (scope.clause() == Clause.WHERE || (scope.clause() == Clause.HAVING && this.over != null)) {
			throw new InvalidQueryException(
					"'%s' is computed of several rows and cannot decide on single ones. Group the rows and ask for it in having(…), or filter the rows of a sub-query that reads it"
						.formatted(this));
		}
		Scope rows = scope.in((this.over != null) ? Clause.SELECT : Clause.WHERE);
		Operand operand = (this.argument != null) ? this.argument.in(rows) : null;
		Predicate kept = (this.filter != null) ? this.filter.in(scope.in(Clause.WHERE)) : Predicate.NONE;
		Frame frame = (this.over != null) ? this.over.in(rows) : null;
		if (frame != null) {
			this.function.check(frame);
		}
		if (this.function == Aggregation.Function.LONG_SUM && operand != null && !isWhole(operand.content())) {
			throw new InvalidQueryException(
					"'%s' would lose what stands behind the point: only whole numbers are added up to a long. Use sum(…)"
						.formatted(this));
		}
		ValueModel content = this.function.content(operand);
		return new Aggregation(this.function, operand, this.number, kept, frame, content);
	}

	private static boolean isWhole(ValueModel content) {
		return switch (content.type().name()) {
			case SMALLINT, INTEGER, BIGINT -> true;
			case DECIMAL -> content.javaType() == BigInteger.class;
			default -> false;
		};
	}

	@Override
	public String toString() {
		return this.function.toString((this.argument != null) ? this.argument : "*");
	}

}
