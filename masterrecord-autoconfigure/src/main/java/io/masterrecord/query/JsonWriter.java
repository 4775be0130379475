package io.masterrecord.query;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Writes plain values as JSON, to compare documents with or to change them.
 */
final class JsonWriter {

	private static final int MOST_LEVELS = 50;

	private final StringBuilder json = new StringBuilder();

	private JsonWriter() {
	}

	/**
	 * Write a value.
	 * @param value a map, a collection, a text, a number, a boolean or {@code null}
	 */
	static String write(@Nullable Object value) {
		JsonWriter writer = new JsonWriter();
		writer.append(value, 0);
		return writer.json.toString();
	}

	private void append(@Nullable Object value, int level) {
		if (level > MOST_LEVELS) {
			throw new InvalidQueryException(
					"A value for a JSON document has more than %d levels".formatted(MOST_LEVELS));
		}
		if (value == null || value instanceof Boolean || isNumber(value)) {
			this.json.append(value);
		}
		else if (value instanceof CharSequence || value instanceof Enum<?>) {
			text((value instanceof Enum<?> constant) ? constant.name() : value.toString());
		}
		else if (value instanceof Map<?, ?> map) {
			object(map, level);
		}
		else if (value instanceof Collection<?> elements) {
			array(elements, level);
		}
		else {
			throw new InvalidQueryException(
					"'%s' is no type of values in JSON documents. Use maps, collections, texts, numbers and booleans"
						.formatted(value.getClass().getName()));
		}
	}

	private static boolean isNumber(Object value) {
		if (value instanceof Double || value instanceof Float) {
			return Double.isFinite(((Number) value).doubleValue());
		}
		return value instanceof Byte || value instanceof Short || value instanceof Integer || value instanceof Long
				|| value instanceof BigInteger || value instanceof BigDecimal;
	}

	private void object(Map<?, ?> map, int level) {
		this.json.append('{');
		boolean first = true;
		for (Map.Entry<?, ?> entry : map.entrySet()) {
			if (!first) {
				this.json.append(',');
			}
			text(String.valueOf(entry.getKey()));
			this.json.append(':');
			append(entry.getValue(), level + 1);
			first = false;
		}
		this.json.append('}');
	}

	private void array(Collection<?> elements, int level) {
		this.json.append('[');
		boolean first = true;
		for (Object element : elements) {
			if (!first) {
				this.json.append(',');
			}
			append(element, level + 1);
			first = false;
		}
		this.json.append(']');
	}

	private void text(String text) {
		this.json.append('"');
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c == '"' || c == '\\') {
				this.json.append('\\').append(c);
			}
			else if (c < ' ') {
				this.json.append("\\u%04x".formatted((int) c));
			}
			else {
				this.json.append(c);
			}
		}
		this.json.append('"');
	}

}
