package io.masterrecord.dialect;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.UUID;

import io.masterrecord.schema.ColumnType;
import io.masterrecord.schema.TypeName;
import org.jspecify.annotations.Nullable;

/**
 * Column defaults as SQL. A default is data of the migration, so it is parsed as a value
 * of the column's type and written anew, never passed through.
 */
final class Literals {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS");

	private static final DateTimeFormatter DATETIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS");

	private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'")
		.withZone(ZoneOffset.UTC);

	private static final Map<String, TypeName> MOMENTS = Map.of("CURRENT_TIMESTAMP", TypeName.TIMESTAMP, "CURRENT_DATE",
			TypeName.DATE, "CURRENT_TIME", TypeName.TIME);

	private static final int MOST_ZEROS = 1000;

	private Literals() {
	}

	static String of(StandardDialect dialect, ColumnType type, Object value) {
		String text = (value instanceof BigDecimal number) ? number.toPlainString() : value.toString();
		try {
			return switch (type.name()) {
				case BOOLEAN -> dialect.booleanLiteral(truth(text));
				case SMALLINT, INTEGER, BIGINT, DECIMAL, REAL, DOUBLE -> number(value, text);
				case VARCHAR, TEXT -> dialect.textLiteral(text);
				case UUID -> dialect.isoLiteral(type.name(), UUID.fromString(text).toString());
				case DATE -> dialect.isoLiteral(type.name(), LocalDate.parse(text).toString());
				case TIME -> dialect.isoLiteral(type.name(), TIME.format(LocalTime.parse(text)));
				case DATETIME -> dialect.isoLiteral(type.name(), DATETIME.format(LocalDateTime.parse(text)));
				case TIMESTAMP -> dialect.isoLiteral(type.name(), TIMESTAMP.format(instant(text)));
				case JSON -> dialect.jsonLiteral(text);
				case BINARY, ARRAY -> throw new IllegalArgumentException("it has no text");
			};
		}
		catch (DateTimeException | IllegalArgumentException ex) {
			throw new DialectException(
					"The default '%s' does not fit a column of type %s (%s): give a value of that type, or an expression"
						.formatted(text, type, ex.getMessage()));
		}
	}

	/**
	 * Return the type whose current value an expression means.
	 * @param dialect the dialect, for messages
	 * @param type the type of the column
	 * @param expression the expression in upper case
	 * @return the type, or {@code null} if it is another expression
	 */
	static @Nullable TypeName moment(Dialect dialect, ColumnType type, String expression) {
		TypeName moment = MOMENTS.get(expression);
		if (moment == null) {
			return null;
		}
		return switch (type.name()) {
			case TIMESTAMP, DATETIME, DATE, TIME -> {
				if (moment != TypeName.TIMESTAMP && moment != type.name()) {
					throw new DialectException("The default %s does not fit a column of type %s: use CURRENT_TIMESTAMP"
						.formatted(expression, type));
				}
				yield type.name();
			}
			default -> moment;
		};
	}

	private static boolean truth(String text) {
		return switch (text) {
			case "true", "1" -> true;
			case "false", "0" -> false;
			default -> throw new IllegalArgumentException("it is neither true nor false");
		};
	}

	private static String number(Object value, String text) {
		if (value instanceof Boolean truth) {
			return truth ? "1" : "0";
		}
		BigDecimal number = new BigDecimal(text);
		if (Math.abs((long) number.scale()) > MOST_ZEROS) {
			throw new IllegalArgumentException("it has too many digits");
		}
		return number.toPlainString();
	}

	private static Instant instant(String text) {
		return DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from);
	}

}
