package io.masterrecord.diff;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

import io.masterrecord.schema.Check;
import io.masterrecord.schema.Column;
import io.masterrecord.schema.ColumnDefault;
import io.masterrecord.schema.Index;
import io.masterrecord.schema.IndexColumn;
import io.masterrecord.schema.SqlText;
import org.jspecify.annotations.Nullable;

/**
 * Which things are no different although they are not equal: SQL that differs in blanks
 * and the case of words, and numbers that differ in their scale.
 */
final class Likeness {

	private Likeness() {
	}

	/**
	 * Tell whether two columns differ in nothing that an alteration could change.
	 */
	static boolean ofColumns(Column first, Column second) {
		return first.type().equals(second.type()) && first.nullable() == second.nullable()
				&& first.identity() == second.identity() && ofDefaults(first.defaultValue(), second.defaultValue())
				&& Objects.equals(first.collation(), second.collation())
				&& Objects.equals(first.comment(), second.comment());
	}

	/**
	 * Tell whether two columns are computed in the same way, or both not at all.
	 */
	static boolean ofComputed(Column first, Column second) {
		return Objects.equals(normal(first.computed()), normal(second.computed()));
	}

	static boolean ofIndexes(Index first, Index second) {
		return normal(first).equals(normal(second));
	}

	static boolean ofChecks(Check first, Check second) {
		return normal(first).equals(normal(second));
	}

	private static boolean ofDefaults(@Nullable ColumnDefault first, @Nullable ColumnDefault second) {
		if (first instanceof ColumnDefault.Expression one && second instanceof ColumnDefault.Expression other) {
			return SqlText.normal(one.sql()).equals(SqlText.normal(other.sql()));
		}
		return Objects.equals(first, second) || (first instanceof ColumnDefault.Literal one
				&& second instanceof ColumnDefault.Literal other && isFinite(one.value()) && isFinite(other.value())
				&& new BigDecimal(one.value().toString()).compareTo(new BigDecimal(other.value().toString())) == 0);
	}

	private static boolean isFinite(Object value) {
		return value instanceof Number number && Double.isFinite(number.doubleValue());
	}

	// The order of what is only included makes no difference to the database.
	private static Index normal(Index index) {
		List<IndexColumn> columns = index.columns()
			.stream()
			.map((column) -> column.isExpression()
					? new IndexColumn(SqlText.normal(column.name()), column.descending(), column.nullsFirst(), true)
					: column)
			.toList();
		return new Index(index.name(), columns, index.unique(), index.environments(), normal(index.filter()),
				index.included().stream().sorted().toList());
	}

	// The order of the values makes no difference to the database.
	private static Check normal(Check check) {
		if (check.rule() instanceof Check.OneOf one) {
			return Check.oneOf(check.name(), one.column(),
					one.values().stream().sorted(Comparator.comparing(Object::toString)).toList());
		}
		return (check.rule() instanceof Check.Sql sql) ? Check.that(check.name(), SqlText.normal(sql.sql())) : check;
	}

	private static @Nullable String normal(@Nullable String sql) {
		return (sql != null) ? SqlText.normal(sql) : null;
	}

}
