package io.masterrecord.operation;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Operations as JSON, to be stored beside the migration that was applied: an array with
 * an object for each operation, whose field {@code operation} tells its kind. What is as
 * usual is left out; seed rows are written as key and hash, so that no data is stored.
 * Equal operations give the same text.
 *
 * @since 0.1.0
 */
public final class OperationJson {

	private OperationJson() {
	}

	/**
	 * Write operations.
	 * @param operations the operations, in order
	 * @return the JSON, in ASCII and on one line
	 */
	public static String write(List<? extends SchemaOperation> operations) {
		StringBuilder json = new StringBuilder();
		write(json, operations.stream().<Object>map(OperationFields::of).toList());
		return json.toString();
	}

	private static void write(StringBuilder json, Object node) {
		if (node instanceof Map<?, ?> map) {
			json.append('{');
			for (Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator(); entries.hasNext();) {
				Map.Entry<?, ?> entry = entries.next();
				text(json, (String) entry.getKey());
				json.append(':');
				write(json, entry.getValue());
				json.append(entries.hasNext() ? "," : "");
			}
			json.append('}');
		}
		else if (node instanceof List<?> list) {
			json.append('[');
			for (Iterator<?> elements = list.iterator(); elements.hasNext();) {
				write(json, elements.next());
				json.append(elements.hasNext() ? "," : "");
			}
			json.append(']');
		}
		else if (node instanceof String text) {
			text(json, text);
		}
		else {
			json.append(node);
		}
	}

	private static void text(StringBuilder json, String text) {
		json.append('"');
		for (int i = 0; i < text.length(); i++) {
			char character = text.charAt(i);
			switch (character) {
				case '"' -> json.append("\\\"");
				case '\\' -> json.append("\\\\");
				case '\n' -> json.append("\\n");
				case '\t' -> json.append("\\t");
				default -> {
					if (character < ' ' || character > '~') {
						String hex = Integer.toHexString(character);
						json.append("\\u").append("0".repeat(4 - hex.length())).append(hex);
					}
					else {
						json.append(character);
					}
				}
			}
		}
		json.append('"');
	}

}
