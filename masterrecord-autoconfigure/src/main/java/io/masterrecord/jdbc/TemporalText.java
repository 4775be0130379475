package io.masterrecord.jdbc;

import java.sql.SQLDataException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/**
 * Temporal values as text, where a database has no types for them. What is written has
 * six digits of a second, so that the order of texts is the order of time; what is read
 * may also have a blank in place of the {@code T}, fewer digits, and an offset.
 */
final class TemporalText {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS");

	private static final DateTimeFormatter DATE_TIME = new DateTimeFormatterBuilder()
		.append(DateTimeFormatter.ISO_LOCAL_DATE)
		.appendLiteral('T')
		.append(TIME)
		.toFormatter();

	private TemporalText() {
	}

	static String format(LocalDate date) {
		return DateTimeFormatter.ISO_LOCAL_DATE.format(date);
	}

	static String format(LocalTime time) {
		return TIME.format(time);
	}

	static String format(LocalDateTime dateTime) {
		return DATE_TIME.format(dateTime);
	}

	static String format(Instant instant) {
		return DATE_TIME.format(instant.atOffset(ZoneOffset.UTC)) + "Z";
	}

	static LocalDate date(String text) throws SQLDataException {
		try {
			return LocalDate.parse((text.length() > 10) ? text.substring(0, 10) : text);
		}
		catch (DateTimeException ex) {
			throw unreadable("date", ex);
		}
	}

	static LocalTime time(String text) throws SQLDataException {
		try {
			return LocalTime.parse(text);
		}
		catch (DateTimeException ex) {
			throw unreadable("time", ex);
		}
	}

	static LocalDateTime dateTime(String text) throws SQLDataException {
		try {
			return instantOf(text).atOffset(ZoneOffset.UTC).toLocalDateTime();
		}
		catch (DateTimeException ex) {
			throw unreadable("date and time", ex);
		}
	}

	static Instant instant(String text) throws SQLDataException {
		try {
			return instantOf(text);
		}
		catch (DateTimeException ex) {
			throw unreadable("date and time", ex);
		}
	}

	private static Instant instantOf(String text) {
		if (text.length() == 10) {
			return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
		}
		String iso = (text.length() > 10 && text.charAt(10) == ' ') ? text.substring(0, 10) + 'T' + text.substring(11)
				: text;
		int offset = Math.max(iso.indexOf('+', 10), Math.max(iso.indexOf('-', 10), iso.indexOf('Z', 10)));
		if (offset < 0) {
			return LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
		}
		LocalDateTime local = LocalDateTime.parse(iso.substring(0, offset));
		return local.toInstant(ZoneOffset.of(iso.substring(offset)));
	}

	/**
	 * The text itself stays out of the message: it is data.
	 */
	private static SQLDataException unreadable(String what, DateTimeException cause) {
		SQLDataException error = new SQLDataException("A column holds text which is no " + what, "22007");
		error.setStackTrace(cause.getStackTrace());
		return error;
	}

}
