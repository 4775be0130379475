package io.masterrecord.seed;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Locale;
import java.util.UUID;

import io.masterrecord.schema.ColumnType;

/**
 * Reads the texts of a file as values of columns, in the forms of ISO 8601.
 */
final class TextValues {

	private TextValues() {
	}

	/**
	 * Read a text.
	 * @throws IllegalArgumentException if the column holds no such value
	 * @throws java.time.DateTimeException if it is no date or time of the expected form
	 */
	static Object read(ColumnType type, String text) {
		return switch (type.name()) {
			case BOOLEAN -> bool(text);
			case SMALLINT, INTEGER, BIGINT -> Long.valueOf(text);
			case REAL, DOUBLE -> number(text);
			case DECIMAL -> new BigDecimal(text);
			case UUID -> UUID.fromString(text);
			case DATE -> LocalDate.parse(text);
			case TIME -> LocalTime.parse(text);
			case DATETIME -> LocalDateTime.parse(text);
			case TIMESTAMP -> Instant.parse(text);
			case BINARY -> throw new IllegalArgumentException("a file cannot hold binary values");
			default -> text;
		};
	}

	/**
	 * Java's own reading takes {@code NaN} and {@code 1d} too, which are no values of all
	 * databases.
	 */
	private static Double number(String text) {
		double number = new BigDecimal(text).doubleValue();
		if (Double.isInfinite(number)) {
			throw new IllegalArgumentException("'%s' is too large".formatted(text));
		}
		return number;
	}

	private static Boolean bool(String text) {
		return switch (text.toLowerCase(Locale.ROOT)) {
			case "true", "1" -> true;
			case "false", "0" -> false;
			default -> throw new IllegalArgumentException("'%s' is neither true nor false".formatted(text));
		};
	}

}
