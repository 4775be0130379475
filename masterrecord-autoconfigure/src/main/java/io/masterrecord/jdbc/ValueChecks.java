package io.masterrecord.jdbc;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

import io.masterrecord.dialect.Dialect;
import io.masterrecord.dialect.ValueForm;
import io.masterrecord.schema.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * Refuses values that would arrive as something else, before anything is sent.
 */
final class ValueChecks {

	/** No column holds more, and written out they would fill the memory. */
	private static final int MOST_DIGITS = 1000;

	private static final Instant LEAST = LocalDateTime.MIN.toInstant(ZoneOffset.UTC);

	private static final Instant GREATEST = LocalDateTime.MAX.toInstant(ZoneOffset.UTC);

	private final Dialect dialect;

	ValueChecks(Dialect dialect) {
		this.dialect = dialect;
	}

	void check(int index, ColumnType type, ValueForm form, Object value) {
		String objection = objection(type, form, value);
		if (objection == null) {
			objection = this.dialect.objection(type, value);
		}
		if (objection != null) {
			throw new UnsupportedValueException("Value %d of a statement cannot travel as '%s' to '%s': %s"
				.formatted(index, type, this.dialect.id(), objection));
		}
	}

	private static @Nullable String objection(ColumnType type, ValueForm form, Object value) {
		return switch (type.name()) {
			case BOOLEAN -> is(value, Boolean.class);
			case SMALLINT, INTEGER, BIGINT ->
				(value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte)
						? null : wrongClass(value);
			case REAL, DOUBLE -> is(value, Number.class);
			case DECIMAL -> decimal(value);
			case VARCHAR, TEXT, JSON -> (value instanceof String text) ? text(text) : wrongClass(value);
			case UUID -> is(value, UUID.class);
			case DATE -> (value instanceof LocalDate date) ? year(form, date.getYear()) : wrongClass(value);
			case TIME -> is(value, LocalTime.class);
			case DATETIME ->
				(value instanceof LocalDateTime dateTime) ? year(form, dateTime.getYear()) : wrongClass(value);
			case TIMESTAMP -> (value instanceof Instant instant) ? instant(form, instant) : wrongClass(value);
			case BINARY -> is(value, byte[].class);
			case ARRAY -> is(value, List.class);
		};
	}

	private static @Nullable String is(Object value, Class<?> type) {
		return type.isInstance(value) ? null : wrongClass(value);
	}

	private static String wrongClass(Object value) {
		return "it is a " + value.getClass().getName();
	}

	private static @Nullable String decimal(Object value) {
		if (value instanceof Double || value instanceof Float) {
			return Double.isFinite(((Number) value).doubleValue()) ? null : "it is not a finite number";
		}
		if (value instanceof BigDecimal decimal) {
			boolean fine = decimal.precision() <= MOST_DIGITS && Math.abs((long) decimal.scale()) <= MOST_DIGITS;
			return fine ? null : "it has more than " + MOST_DIGITS + " digits";
		}
		if (value instanceof BigInteger integer) {
			return (integer.bitLength() <= MOST_DIGITS * 3L) ? null : "it has more than " + MOST_DIGITS + " digits";
		}
		return is(value, Number.class);
	}

	/**
	 * Drivers put a question mark for half of a character.
	 */
	private static @Nullable String text(String text) {
		for (int i = 0; i < text.length(); i++) {
			if (Character.isSurrogate(text.charAt(i))) {
				return pairs(text, i);
			}
		}
		return null;
	}

	private static @Nullable String pairs(String text, int first) {
		for (int i = first; i < text.length(); i++) {
			char c = text.charAt(i);
			if (Character.isSurrogate(c)) {
				boolean pair = Character.isHighSurrogate(c) && i + 1 < text.length()
						&& Character.isLowSurrogate(text.charAt(i + 1));
				if (!pair) {
					return "it contains half of a surrogate pair";
				}
				i++;
			}
		}
		return null;
	}

	private static @Nullable String instant(ValueForm form, Instant instant) {
		if (instant.isBefore(LEAST) || instant.isAfter(GREATEST)) {
			return "it is no date of a calendar";
		}
		return year(form, instant.atOffset(ZoneOffset.UTC).getYear());
	}

	/**
	 * Texts of other years would not sort by time.
	 */
	private static @Nullable String year(ValueForm form, int year) {
		boolean fine = form != ValueForm.TEXT || (year >= 1 && year <= 9999);
		return fine ? null : "its year is not between 1 and 9999";
	}

}
