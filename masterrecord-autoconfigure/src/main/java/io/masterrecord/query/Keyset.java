package io.masterrecord.query;

import java.util.ArrayList;
import java.util.List;

import io.masterrecord.dialect.TypedValue;
import org.jspecify.annotations.Nullable;

/**
 * An order in which no two rows are equal, and the rows that come behind one in it. What
 * is written works on every database, those that cannot compare rows as a whole too.
 */
final class Keyset {

	private final From from;

	private final List<SortTerm> terms;

	/**
	 * Create a keyset.
	 * @param from the sources of the rows
	 * @param terms the terms of the order
	 */
	Keyset(From from, List<SortTerm> terms) {
		this.from = from;
		this.terms = List.copyOf(terms);
	}

	List<SortTerm> terms() {
		return this.terms;
	}

	List<Operand> operands() {
		return this.terms.stream().map(SortTerm::operand).toList();
	}

	/**
	 * Return the opposite order.
	 */
	Keyset reversed() {
		return new Keyset(this.from,
				this.terms.stream()
					.map((term) -> new SortTerm(term.operand(), !term.descending(),
							(term.nullsFirst() != null) ? !term.nullsFirst() : null, term.ignoreCase()))
					.toList());
	}

	/**
	 * Return the same order of the rows of a sub-query that reads the keys.
	 * @param rows the rows of the sub-query
	 * @param positions the positions of the keys among its columns, from 1
	 */
	Keyset of(Derived rows, int[] positions) {
		List<Operand.Column> columns = rows.columns();
		List<SortTerm> moved = new ArrayList<>();
		for (int i = 0; i < positions.length; i++) {
			SortTerm term = this.terms.get(i);
			Operand column = columns.get(positions[i] - 1);
			moved.add(term.of((term.operand() instanceof Operand.Lower) ? new Operand.Lower(column) : column));
		}
		return new Keyset(From.of(rows), moved);
	}

	/**
	 * Return which rows come behind one: those that are behind it by the first key, or
	 * equal to it there and behind it by the second, and so on.
	 * @param values the values of the keys of the row
	 */
	Predicate behind(List<@Nullable Object> values) {
		Predicate rest = Predicate.NOTHING;
		for (int i = this.terms.size() - 1; i >= 0; i--) {
			SortTerm term = this.terms.get(i);
			Object value = values.get(i);
			Predicate further = rest.isNothing() ? Predicate.NOTHING : equal(term, value).and(rest);
			Predicate behind = behind(term, value);
			rest = either(behind, further);
			if (i == 0 && value != null && !further.isNothing()) {
				// An index is searched from the first key on, which an OR alone hides.
				rest = either(compare(term, term.descending() ? Predicate.Operator.LE : Predicate.Operator.GE, value),
						nullBehind(term))
					.and(rest);
			}
		}
		return rest;
	}

	private Predicate behind(SortTerm term, @Nullable Object value) {
		if (value == null) {
			return isNullFirst(term) ? new Predicate.NullTest(term.operand(), false) : Predicate.NOTHING;
		}
		Predicate behind = compare(term, term.descending() ? Predicate.Operator.LT : Predicate.Operator.GT, value);
		return either(behind, nullBehind(term));
	}

	private Predicate nullBehind(SortTerm term) {
		return (this.from.isNullable(term.operand()) && !isNullFirst(term))
				? new Predicate.NullTest(term.operand(), true) : Predicate.NOTHING;
	}

	private static Predicate equal(SortTerm term, @Nullable Object value) {
		return (value != null) ? compare(term, Predicate.Operator.EQ, value)
				: new Predicate.NullTest(term.operand(), true);
	}

	private static Predicate compare(SortTerm term, Predicate.Operator operator, Object value) {
		Operand operand = term.operand();
		Operand bound = new Operand.Value(new TypedValue(operand.type(), value), operand.content(),
				operand.isComputed());
		return new Predicate.Comparison(operand, operator,
				(operand instanceof Operand.Lower) ? new Operand.Lower(bound) : bound);
	}

	private static boolean isNullFirst(SortTerm term) {
		return (term.nullsFirst() != null) ? term.nullsFirst() : !term.descending();
	}

	private static Predicate either(Predicate one, Predicate other) {
		List<Predicate> parts = new ArrayList<>(2);
		if (!one.isNothing()) {
			parts.add(one);
		}
		if (!other.isNothing()) {
			parts.add(other);
		}
		return parts.isEmpty() ? Predicate.NOTHING : Predicate.anyOf(parts);
	}

}
