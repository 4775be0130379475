package io.masterrecord.repository;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import io.masterrecord.dialect.Dialect;
import io.masterrecord.dialect.TypedValue;
import io.masterrecord.model.ValueConversionException;
import io.masterrecord.model.ValueModel;
import io.masterrecord.query.InvalidCursorException;
import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Sort;

/**
 * An order of the rows of a text in which no two are equal, and the rows that come behind
 * one in it. What is written works on every database.
 *
 * @param terms what is sorted by, the most important first
 */
record SqlKeyset(List<Term> terms) {

	/**
	 * Put an order together: what a caller sorts by, and at last what tells rows apart.
	 * @param sort what the caller sorts by
	 * @param sortable the columns that may be named there
	 * @param key the columns that tell rows apart
	 * @param target what rows are read into, with a value for each of the columns
	 */
	static SqlKeyset of(Sort sort, SqlSort sortable, SqlSort key, RowTarget target) {
		Map<String, Term> terms = new LinkedHashMap<>();
		boolean descending = false;
		for (Sort.Order order : sort) {
			String column = sortable.column(order.getProperty());
			terms.putIfAbsent(column,
					Term.of(column, target, order.isDescending(), SqlSort.nullsFirst(order), order.isIgnoreCase()));
			descending = order.isDescending();
		}
		for (String column : key.columns().values()) {
			terms.putIfAbsent(column, Term.of(column, target, descending, null, false));
		}
		return new SqlKeyset(List.copyOf(terms.values()));
	}

	/**
	 * Return the opposite order.
	 */
	SqlKeyset reversed() {
		return new SqlKeyset(this.terms.stream().map(Term::reversed).toList());
	}

	List<String> names() {
		return this.terms.stream().map(Term::name).toList();
	}

	String orderBy(Dialect dialect) {
		return this.terms.stream()
			.map((term) -> term.orderBy(dialect))
			.collect(Collectors.joining(", ", " ORDER BY ", ""));
	}

	/**
	 * Return which rows come behind one: those that are behind it by the first term, or
	 * equal to it there and behind it by the second, and so on.
	 * @param row the values of the terms in the row, as columns hold them
	 * @param bound takes the values of the condition
	 */
	String behind(List<@Nullable Object> row, Dialect dialect, List<TypedValue> bound) {
		List<String> alternatives = new ArrayList<>();
		for (int i = 0; i < this.terms.size(); i++) {
			List<TypedValue> values = new ArrayList<>();
			List<String> parts = new ArrayList<>();
			for (int j = 0; j < i; j++) {
				parts.add(this.terms.get(j).equal(row.get(j), dialect, values));
			}
			String behind = this.terms.get(i).behind(row.get(i), dialect, values);
			if (behind != null) {
				parts.add(behind);
				alternatives.add(String.join(" AND ", parts));
				bound.addAll(values);
			}
		}
		return alternatives.isEmpty() ? "1 = 0" : String.join(" OR ", alternatives);
	}

	/**
	 * Take the values out of a position.
	 * @param keys the values as they are in Java, by name
	 * @return the values of the terms, as columns hold them
	 * @throws InvalidCursorException if the position is one of another order
	 */
	List<@Nullable Object> valuesOf(Map<String, ?> keys) {
		Set<String> names = new LinkedHashSet<>(names());
		if (!keys.keySet().equals(names)) {
			throw new InvalidCursorException(
					"A position in this order is told by the keys %s, and these are others. Go on from a position that a window of the same method returned"
						.formatted(String.join(", ", names)));
		}
		List<@Nullable Object> values = new ArrayList<>();
		for (Term term : this.terms) {
			Object key = keys.get(term.name());
			try {
				values.add((key != null) ? term.content().toColumn(key) : null);
			}
			catch (ValueConversionException ex) {
				throw new InvalidCursorException("The key '%s' of a position is not of the type '%s'"
					.formatted(term.name(), term.content().javaType().getSimpleName()));
			}
		}
		return values;
	}

	/**
	 * Something to sort by.
	 *
	 * @param name the name of the value in what rows are read into
	 * @param column the column, as the text calls it
	 * @param content what its values are like
	 * @param descending whether from the greatest to the least
	 * @param nullsFirst whether NULL comes first, or {@code null} for NULL as the least
	 * value
	 * @param ignoreCase whether case does not matter
	 */
	record Term(String name, String column, ValueModel content, boolean descending, @Nullable Boolean nullsFirst,
			boolean ignoreCase) {

		private static Term of(String column, RowTarget target, boolean descending, @Nullable Boolean nullsFirst,
				boolean ignoreCase) {
			String name = target.find(column).orElseThrow();
			ValueModel content = Objects.requireNonNull(target.values().get(name));
			return new Term(name, column, content, descending, nullsFirst, ignoreCase && target.mayBeText(column));
		}

		private Term reversed() {
			return new Term(this.name, this.column, this.content, !this.descending,
					(this.nullsFirst != null) ? !this.nullsFirst : null, this.ignoreCase);
		}

		private String expression(Dialect dialect) {
			return folded(SqlSort.quoted(this.column, dialect));
		}

		private String folded(String expression) {
			return this.ignoreCase ? "lower(" + expression + ")" : expression;
		}

		private String orderBy(Dialect dialect) {
			return this.content.nullable() ? dialect.orderBy(expression(dialect), this.descending, this.nullsFirst)
					: dialect.orderBy(expression(dialect), this.descending);
		}

		private String equal(@Nullable Object value, Dialect dialect, List<TypedValue> bound) {
			return (value != null) ? compare(" = ", value, dialect, bound) : expression(dialect) + " IS NULL";
		}

		private @Nullable String behind(@Nullable Object value, Dialect dialect, List<TypedValue> bound) {
			boolean nullFirst = (this.nullsFirst != null) ? this.nullsFirst : !this.descending;
			if (value == null) {
				return nullFirst ? expression(dialect) + " IS NOT NULL" : null;
			}
			String behind = compare(this.descending ? " < " : " > ", value, dialect, bound);
			return (this.content.nullable() && !nullFirst) ? "(" + behind + " OR " + expression(dialect) + " IS NULL)"
					: behind;
		}

		private String compare(String operator, Object value, Dialect dialect, List<TypedValue> bound) {
			bound.add(new TypedValue(this.content.type(), value));
			return expression(dialect) + operator + folded(dialect.placeholder(this.content.type()));
		}

	}

}
