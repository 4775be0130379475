package io.masterrecord.generate;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.masterrecord.schema.ColumnType;

/**
 * Recognises in the SQL of a catalog what has a word of its own in an entity: values,
 * moments, sequences, lists of values. Every database writes them in its own way.
 */
final class CatalogText {

	private static final String TEXT = "'((?:[^']|'')*+)'";

	private static final String CAST = "(?:::[\\w \"]+(?:\\([\\d, ]+\\))?(?:\\[])?)*";

	private static final Pattern QUOTED = Pattern.compile("\\(*(?:_utf8mb4)?" + TEXT + "\\)*" + CAST);

	private static final Pattern PLAIN = Pattern.compile("\\(*(-?[0-9.]+|true|false)\\)*" + CAST,
			Pattern.CASE_INSENSITIVE);

	private static final Pattern MOMENT = Pattern.compile(
			"\\(*(current_timestamp|now|localtimestamp|current_date|curdate|current_time)(?:\\(\\d*\\))?\\)*" + CAST,
			Pattern.CASE_INSENSITIVE);

	private static final Pattern NEXT = Pattern.compile(
			"(?:nextval\\('(?:[\\w\"]+\\.)?\"?([^'\"]+)\"?'::regclass\\)|next value for (?:\"\\w+\"\\.)?\"([^\"]+)\""
					+ "|nextval\\((?:`\\w+`\\.)?`([^`]+)`\\))",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern IN = Pattern.compile(
			"\\(*[\"`]?([\\w]+)[\"`]?\\)*" + CAST + "\\s*(?:in\\s*\\(|= any \\(\\(?array\\[)(.*)",
			Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

	private static final Pattern LISTED = Pattern.compile("\\s*(?:_utf8mb4)?" + TEXT + CAST + "\\s*([,)\\]])");

	private CatalogText() {
	}

	/**
	 * Return the value that a default is.
	 * @param sql the default
	 * @param type the type of the column
	 * @return the text of the value as an entity states it, if it is one
	 */
	static Optional<String> value(String sql, ColumnType type) {
		Matcher quoted = QUOTED.matcher(sql.strip());
		Matcher plain = PLAIN.matcher(sql.strip());
		if (!quoted.matches() && !plain.matches()) {
			return Optional.empty();
		}
		String text = quoted.matches() ? quoted.group(1).replace("''", "'") : plain.group(1);
		try {
			return Optional.ofNullable(parsed(text, type, quoted.matches()));
		}
		catch (IllegalArgumentException | DateTimeException ex) {
			return Optional.empty();
		}
	}

	private static String parsed(String text, ColumnType type, boolean quoted) {
		return switch (type.name()) {
			case BOOLEAN -> bool(text.toLowerCase(Locale.ROOT));
			case SMALLINT, INTEGER, BIGINT -> String.valueOf(Long.parseLong(text));
			case REAL, DOUBLE -> String.valueOf(Double.parseDouble(text));
			case DECIMAL -> new BigDecimal(text).toString();
			case VARCHAR, TEXT -> {
				if (!quoted || (type.size() > 0 && text.length() > type.size())) {
					throw new IllegalArgumentException("no text, or one that is too long");
				}
				yield text;
			}
			case UUID -> UUID.fromString(text).toString();
			case DATE -> LocalDate.parse(text).toString();
			case TIME -> LocalTime.parse(text).toString();
			default -> throw new IllegalArgumentException("no value of an entity");
		};
	}

	private static String bool(String text) {
		return switch (text) {
			case "true", "1" -> "true";
			case "false", "0" -> "false";
			default -> throw new IllegalArgumentException("neither true nor false");
		};
	}

	/**
	 * Return the expression that every database understands.
	 * @param sql the default
	 * @return the expression, if the default is a moment
	 */
	static Optional<String> moment(String sql) {
		Matcher matcher = MOMENT.matcher(sql.strip());
		if (!matcher.matches()) {
			return Optional.empty();
		}
		return Optional.of(switch (matcher.group(1).toLowerCase(Locale.ROOT)) {
			case "current_date", "curdate" -> "CURRENT_DATE";
			case "current_time" -> "CURRENT_TIME";
			default -> "CURRENT_TIMESTAMP";
		});
	}

	/**
	 * Return the sequence whose next number a default is.
	 * @param sql the default
	 * @return the name of the sequence, if it is one
	 */
	static Optional<String> sequence(String sql) {
		Matcher matcher = NEXT.matcher(sql.strip());
		if (!matcher.matches()) {
			return Optional.empty();
		}
		for (int group = 1; group <= matcher.groupCount(); group++) {
			if (matcher.group(group) != null) {
				return Optional.of(matcher.group(group));
			}
		}
		return Optional.empty();
	}

	/**
	 * Return the texts that a check constraint lists for a column.
	 * @param sql the condition
	 * @param column the name of the column
	 * @return the texts, or nothing if the constraint says something else
	 */
	static List<String> listed(String sql, String column) {
		Matcher matcher = IN.matcher(sql.strip());
		if (!matcher.matches() || !matcher.group(1).equals(column)) {
			return List.of();
		}
		List<String> values = new ArrayList<>();
		Matcher listed = LISTED.matcher(matcher.group(2));
		int end = 0;
		while (listed.find() && listed.start() == end) {
			values.add(listed.group(1).replace("''", "'"));
			end = listed.end();
			if (!listed.group(2).equals(",")) {
				return matcher.group(2).substring(end).matches("[)\\]]*(?:::[\\w ]+\\[])?[)\\]]*") ? values : List.of();
			}
		}
		return List.of();
	}

}
