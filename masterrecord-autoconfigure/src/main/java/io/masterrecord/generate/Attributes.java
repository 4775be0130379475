package io.masterrecord.generate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The attributes of an annotation.
 */
final class Attributes {

	private final Map<String, String> values = new LinkedHashMap<>();

	Attributes plain(String name, String value) {
		this.values.put(name, value);
		return this;
	}

	Attributes text(String name, String value) {
		return plain(name, JavaLiteral.quote(value));
	}

	Attributes texts(String name, List<String> texts) {
		return plain(name, texts.stream().map(JavaLiteral::quote).collect(Collectors.joining(", ", "{ ", " }")));
	}

	boolean isEmpty() {
		return this.values.isEmpty();
	}

	@Override
	public String toString() {
		if (this.values.isEmpty()) {
			return "";
		}
		if (this.values.size() == 1 && this.values.containsKey("value")) {
			return "(" + this.values.get("value") + ")";
		}
		return this.values.entrySet()
			.stream()
			.map((entry) -> entry.getKey() + " = " + entry.getValue())
			.collect(Collectors.joining(", ", "(", ")"));
	}

}
