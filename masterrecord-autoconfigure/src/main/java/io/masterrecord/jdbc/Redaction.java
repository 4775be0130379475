package io.masterrecord.jdbc;

import java.util.List;

import io.masterrecord.dialect.TypedValue;
import org.jspecify.annotations.Nullable;

/**
 * Takes bound values out of the messages of drivers.
 */
final class Redaction {

	private static final String MARK = "?";

	/** Drivers cut long values: this many characters give one away. */
	private static final int TELLING = 24;

	private Redaction() {
	}

	static String of(String message, List<List<TypedValue>> rows) {
		String result = message;
		for (List<TypedValue> row : rows) {
			for (TypedValue value : row) {
				result = without(result, value.value());
			}
		}
		return result;
	}

	private static String without(String message, @Nullable Object value) {
		if (value instanceof List<?> elements) {
			String result = message;
			for (Object element : elements) {
				result = without(result, element);
			}
			return result;
		}
		if (value == null || value instanceof Boolean || value instanceof byte[]) {
			return message;
		}
		String text = value.toString();
		return text.isBlank() ? message : without(message, text);
	}

	private static String without(String message, String value) {
		String start = (value.length() > TELLING) ? value.substring(0, TELLING) : value;
		StringBuilder result = new StringBuilder();
		int from = 0;
		for (int at = message.indexOf(start); at >= 0; at = message.indexOf(start, from)) {
			int end = at + start.length();
			int more = start.length();
			while (end < message.length() && more < value.length() && message.charAt(end) == value.charAt(more)) {
				end++;
				more++;
			}
			boolean word = isBoundary(message, at - 1, at) && isBoundary(message, end - 1, end);
			result.append(message, from, at).append((word || value.length() > TELLING) ? MARK : start);
			from = (word || value.length() > TELLING) ? end : at + start.length();
		}
		return (from == 0) ? message : result.append(message, from, message.length()).toString();
	}

	/**
	 * Tell whether a word ends between two characters, so that the value {@code 1} does
	 * not blank the middle of an error number.
	 */
	private static boolean isBoundary(String message, int left, int right) {
		return left < 0 || right >= message.length() || !Character.isLetterOrDigit(message.charAt(left))
				|| !Character.isLetterOrDigit(message.charAt(right));
	}

}
