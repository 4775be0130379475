package io.masterrecord.query;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * Reads text of a request as a value of a property, strictly and in one form only.
 */
final class TextValue {

	private static final int LONGEST = 1000;

	private static final int MOST_DIGITS = 100;

	private TextValue() {
	}

	/**
	 * Read a value.
	 * @param type the type of the property
	 * @param text the text
	 * @return the value, or {@code null} if the text is none
	 */
	static @Nullable Object of(Class<?> type, String text) {
		Class<?> wrapper = ClassUtils.resolvePrimitiveIfNecessary(type);
		if (wrapper == String.class) {
			return (text.length() <= LONGEST) ? text : null;
		}
		String stripped = text.strip();
		try {
			return (stripped.length() <= MOST_DIGITS) ? read(wrapper, stripped) : null;
		}
		catch (IllegalArgumentException | DateTimeParseException | ArithmeticException ex) {
			return null;
		}
	}

	private static @Nullable Object read(Class<?> type, String text) {
		if (type.isEnum()) {
			return Arrays.stream(type.getEnumConstants())
				.filter((constant) -> ((Enum<?>) constant).name().equals(text))
				.findFirst()
				.orElse(null);
		}
		if (type == Boolean.class) {
			return text.equals("true") ? Boolean.TRUE : text.equals("false") ? Boolean.FALSE : null;
		}
		if (Number.class.isAssignableFrom(type)) {
			return number(type, text);
		}
		if (type == UUID.class) {
			UUID uuid = UUID.fromString(text);
			return uuid.toString().equalsIgnoreCase(text) ? uuid : null;
		}
		if (type == Character.class) {
			return (text.length() == 1) ? text.charAt(0) : null;
		}
		return moment(type, text);
	}

	private static @Nullable Object number(Class<?> type, String text) {
		if (!text.matches("-?\\d+(\\.\\d+)?")) {
			return null;
		}
		BigDecimal number = new BigDecimal(text);
		if (type == BigDecimal.class) {
			return number;
		}
		if (type == Double.class) {
			return number.doubleValue();
		}
		if (type == Float.class) {
			return number.floatValue();
		}
		BigInteger whole = number.toBigIntegerExact();
		if (type == BigInteger.class) {
			return whole;
		}
		if (type == Long.class) {
			return whole.longValueExact();
		}
		if (type == Integer.class) {
			return whole.intValueExact();
		}
		if (type == Short.class) {
			return whole.shortValueExact();
		}
		return (type == Byte.class) ? whole.byteValueExact() : null;
	}

	private static @Nullable Object moment(Class<?> type, String text) {
		if (type == Instant.class) {
			return OffsetDateTime.parse(text).toInstant();
		}
		if (type == OffsetDateTime.class) {
			return OffsetDateTime.parse(text);
		}
		if (type == LocalDate.class) {
			return LocalDate.parse(text);
		}
		if (type == LocalDateTime.class) {
			return LocalDateTime.parse(text);
		}
		return (type == LocalTime.class) ? LocalTime.parse(text) : null;
	}

	/**
	 * Say what values of a type look like.
	 */
	static String describe(Class<?> type) {
		Class<?> wrapper = ClassUtils.resolvePrimitiveIfNecessary(type);
		if (wrapper.isEnum()) {
			return "one of " + Arrays.toString(wrapper.getEnumConstants());
		}
		if (wrapper == Boolean.class) {
			return "'true' or 'false'";
		}
		if (wrapper == Instant.class || wrapper == OffsetDateTime.class) {
			return "a time such as '2026-01-31T12:00:00Z'";
		}
		if (wrapper == LocalDate.class) {
			return "a date such as '2026-01-31'";
		}
		if (wrapper == LocalDateTime.class) {
			return "a time such as '2026-01-31T12:00:00'";
		}
		if (Number.class.isAssignableFrom(wrapper)) {
			return "a number of its type";
		}
		return "a value of type '%s'".formatted(wrapper.getSimpleName());
	}

}
