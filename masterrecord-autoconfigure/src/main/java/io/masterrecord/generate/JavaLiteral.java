package io.masterrecord.generate;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import io.masterrecord.schema.RowReference;
import org.jspecify.annotations.Nullable;

/**
 * Writes values as Java expressions, and remembers which classes they need.
 */
final class JavaLiteral {

	/** A constant has room for 65535 bytes, and a character takes three at most. */
	private static final int LITERAL_CHARACTERS = 21_000;

	private final Set<String> imports = new TreeSet<>();

	private boolean referring;

	/**
	 * Write a duration.
	 */
	String duration(Duration duration) {
		this.imports.add(Duration.class.getName());
		return "Duration.ofMillis(%d)".formatted(duration.toMillis());
	}

	Set<String> imports() {
		return this.imports;
	}

	/**
	 * Write a value.
	 * @param value a neutral column value, or {@code null}
	 * @return an expression that makes an equal value
	 */
	String of(@Nullable Object value) {
		if (value == null) {
			return "null";
		}
		if (value instanceof Boolean) {
			return value.toString();
		}
		if (value instanceof Long number) {
			return (number == number.intValue()) ? number.toString() : number + "L";
		}
		if (value instanceof Double number) {
			return of(number.doubleValue());
		}
		if (value instanceof BigDecimal number) {
			return call(BigDecimal.class, "new BigDecimal", number.toString());
		}
		if (value instanceof UUID) {
			return call(UUID.class, "UUID.fromString", value.toString());
		}
		if (value instanceof Instant || value instanceof LocalDate || value instanceof LocalTime
				|| value instanceof LocalDateTime) {
			return call(value.getClass(), value.getClass().getSimpleName() + ".parse", value.toString());
		}
		if (value instanceof String text) {
			return quote(text);
		}
		if (value instanceof RowReference reference) {
			return reference(reference);
		}
		throw new IllegalArgumentException(
				"A value of '%s' can not be written into a migration".formatted(value.getClass().getName()));
	}

	private String reference(RowReference reference) {
		this.referring = true;
		String to = "Reference.to(%s, %s)".formatted(quote(reference.table()), quote(reference.column()));
		Map<String, @Nullable Object> key = reference.key().values();
		if (key.size() == 1) {
			Map.Entry<String, @Nullable Object> only = key.entrySet().iterator().next();
			return to + ".by(%s, %s)".formatted(quote(only.getKey()), of(only.getValue()));
		}
		StringBuilder values = new StringBuilder("row");
		key.forEach((column, value) -> values.append(".set(%s, %s)".formatted(quote(column), of(value))));
		return to + ".by((row) -> " + values + ")";
	}

	/**
	 * Tell whether a literal so far refers to another row.
	 */
	boolean isReferring() {
		return this.referring;
	}

	private static String of(double number) {
		if (Double.isNaN(number)) {
			return "Double.NaN";
		}
		if (Double.isInfinite(number)) {
			return (number > 0) ? "Double.POSITIVE_INFINITY" : "Double.NEGATIVE_INFINITY";
		}
		return Double.toString(number);
	}

	private String call(Class<?> type, String method, String text) {
		this.imports.add(type.getName());
		return method + "(" + quote(text) + ")";
	}

	/**
	 * Write a text as a Java expression on one line: a string literal, or several that
	 * are joined where the text is longer than a class file has room for. What an editor
	 * would not show as it is (control and format characters, halves of surrogate pairs)
	 * is escaped.
	 * @param text the text
	 * @return the expression
	 */
	static String quote(String text) {
		if (text.length() <= LITERAL_CHARACTERS) {
			return literal(text);
		}
		List<String> literals = new ArrayList<>();
		for (int from = 0; from < text.length();) {
			int to = Math.min(text.length(), from + LITERAL_CHARACTERS);
			if (to < text.length() && Character.isSurrogatePair(text.charAt(to - 1), text.charAt(to))) {
				to--;
			}
			literals.add(literal(text.substring(from, to)));
			from = to;
		}
		// The compiler would make one constant of a sum.
		return "String.join(\"\", " + String.join(", ", literals) + ")";
	}

	private static String literal(String text) {
		StringBuilder literal = new StringBuilder("\"");
		text.codePoints().forEach((character) -> {
			switch (character) {
				case '"' -> literal.append("\\\"");
				case '\\' -> literal.append("\\\\");
				case '\n' -> literal.append("\\n");
				case '\r' -> literal.append("\\r");
				case '\t' -> literal.append("\\t");
				default -> {
					if (isVisible(character)) {
						literal.appendCodePoint(character);
					}
					else {
						for (char unit : Character.toChars(character)) {
							literal.append("\\u%04x".formatted((int) unit));
						}
					}
				}
			}
		});
		return literal.append('"').toString();
	}

	private static boolean isVisible(int character) {
		return switch (Character.getType(character)) {
			case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE,
					Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
				false;
			case Character.SPACE_SEPARATOR -> character == ' ';
			default -> true;
		};
	}

}
