package io.masterrecord.migration;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

import io.masterrecord.schema.Row;
import io.masterrecord.schema.RowReference;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Rows as JSON on one line: an object whose values are texts that start with a letter for
 * their type, so that 1, 1.0 and '1' come back as what they were.
 */
final class RowCodec {

	private static final JsonMapper JSON = JsonMapper.shared();

	private RowCodec() {
	}

	static String write(Row row) {
		return JSON.writeValueAsString(node(row));
	}

	static Row read(String json) {
		return row(JSON.readTree(json));
	}

	static ObjectNode node(Row row) {
		ObjectNode node = JsonNodeFactory.instance.objectNode();
		row.values().forEach((column, value) -> {
			if (value instanceof RowReference reference) {
				ObjectNode other = node.putObject(column);
				other.put("table", reference.table());
				other.put("column", reference.column());
				other.set("key", node(reference.key()));
			}
			else {
				node.put(column, (value != null) ? text(value) : null);
			}
		});
		return node;
	}

	static Row row(JsonNode node) {
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		node.properties().forEach((entry) -> values.put(entry.getKey(), value(entry.getValue())));
		return new Row(values);
	}

	/**
	 * Return a row whose columns have other names.
	 */
	static Row renamed(Row row, UnaryOperator<String> name) {
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		row.values().forEach((column, value) -> values.put(name.apply(column), value));
		return new Row(values);
	}

	private static @Nullable Object value(JsonNode node) {
		if (node.isNull()) {
			return null;
		}
		if (node.isObject()) {
			return new RowReference(node.required("table").asString(), node.required("column").asString(),
					row(node.required("key")));
		}
		String text = node.asString();
		return value(text.charAt(0), text.substring(1));
	}

	private static String text(Object value) {
		if (value instanceof String text) {
			return "s" + text;
		}
		if (value instanceof Long || value instanceof Integer) {
			return "i" + value;
		}
		if (value instanceof Boolean) {
			return "b" + value;
		}
		if (value instanceof BigDecimal) {
			return "d" + value;
		}
		if (value instanceof Double number) {
			return "x" + Double.toHexString(number);
		}
		if (value instanceof UUID) {
			return "u" + value;
		}
		if (value instanceof Instant) {
			return "I" + value;
		}
		if (value instanceof LocalDateTime) {
			return "L" + value;
		}
		if (value instanceof LocalDate) {
			return "D" + value;
		}
		if (value instanceof LocalTime) {
			return "T" + value;
		}
		if (value instanceof byte[] bytes) {
			return "B" + Base64.getEncoder().encodeToString(bytes);
		}
		throw new IllegalArgumentException("A row cannot hold a '%s'".formatted(value.getClass().getName()));
	}

	private static Object value(char letter, String text) {
		return switch (letter) {
			case 's' -> text;
			case 'i' -> Long.valueOf(text);
			case 'b' -> Boolean.valueOf(text);
			case 'd' -> new BigDecimal(text);
			case 'x' -> Double.valueOf(text);
			case 'u' -> UUID.fromString(text);
			case 'I' -> Instant.parse(text);
			case 'L' -> LocalDateTime.parse(text);
			case 'D' -> LocalDate.parse(text);
			case 'T' -> LocalTime.parse(text);
			case 'B' -> Base64.getDecoder().decode(text);
			default -> throw new IllegalArgumentException("No value is written as '%s'".formatted(letter));
		};
	}

}
