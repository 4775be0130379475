package io.masterrecord.schema;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A row as it is declared: values by column name. A column that is not named is not
 * written; a column that is named with {@code null} is written as NULL.
 * <p>
 * A value is {@code null} or one of {@code Boolean}, {@code Long}, {@code Double},
 * {@code BigDecimal}, {@code String}, {@code UUID}, {@code LocalDate}, {@code LocalTime},
 * {@code LocalDateTime}, {@code Instant}; {@link #of(Map)} widens the smaller number
 * types.
 *
 * @param values the values by column, in order of declaration
 * @since 0.1.0
 */
public record Row(Map<String, @Nullable Object> values) {

	public Row {
		values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
	}

	/**
	 * Return a row of the given values, with small integers widened to {@code Long} and
	 * {@code Float} to {@code Double}, so that equal values are equal rows.
	 * @param values the values by column, in order
	 * @return the row
	 */
	public static Row of(Map<String, ? extends @Nullable Object> values) {
		Map<String, @Nullable Object> widened = new LinkedHashMap<>();
		values.forEach((column, value) -> widened.put(column, widen(value)));
		return new Row(widened);
	}

	/**
	 * Return the values of some columns.
	 * @param columns the columns
	 * @return a row of these columns, as far as they are named in this one
	 */
	public Row only(List<String> columns) {
		Map<String, @Nullable Object> result = new LinkedHashMap<>();
		for (String column : columns) {
			if (this.values.containsKey(column)) {
				result.put(column, this.values.get(column));
			}
		}
		return new Row(result);
	}

	private static @Nullable Object widen(@Nullable Object value) {
		if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
			return ((Number) value).longValue();
		}
		if (value instanceof Float number) {
			return Double.valueOf(number.toString());
		}
		return (value instanceof Character character) ? character.toString() : value;
	}

}
