package io.masterrecord.dialect;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

import io.masterrecord.schema.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * A value that is bound to a statement, with the column type that says how it travels.
 *
 * @param type the type of the column that the value is meant for
 * @param value the value, or {@code null} for NULL
 * @since 0.1.0
 */
public record TypedValue(ColumnType type, @Nullable Object value) {

	private static final long LEAST_SECOND = LocalDateTime.of(1, 1, 2, 0, 0).toEpochSecond(ZoneOffset.UTC);

	private static final long GREATEST_SECOND = LocalDateTime.of(9999, 12, 31, 0, 0).toEpochSecond(ZoneOffset.UTC);

	/**
	 * Tell whether a value can be an element of a list that is bound as one value:
	 * elements travel as text, which has four digits of a year.
	 * @param value a value of a column, or {@code null} for NULL
	 * @return whether it can
	 */
	public static boolean isElement(@Nullable Object value) {
		if (value instanceof Instant instant) {
			return instant.getEpochSecond() >= LEAST_SECOND && instant.getEpochSecond() < GREATEST_SECOND;
		}
		if (value instanceof LocalDateTime dateTime) {
			return isUsual(dateTime.getYear());
		}
		return !(value instanceof LocalDate date) || isUsual(date.getYear());
	}

	private static boolean isUsual(int year) {
		return year >= 1 && year <= 9999;
	}

}
