package io.masterrecord.dialect;

import java.util.List;
import java.util.stream.Collectors;

/**
 * JSON documents on PostgreSQL.
 */
final class PostgreSqlJson implements JsonSql {

	@Override
	public String document(String expression) {
		return "(" + binary(expression) + " #> CAST(? AS text[]))";
	}

	@Override
	public String text(String expression) {
		return "(" + binary(expression) + " #>> CAST(? AS text[]))";
	}

	@Override
	public String number(String expression) {
		return jsonOf(expression, "number", "numeric");
	}

	@Override
	public String bool(String expression) {
		return jsonOf(expression, "boolean", "boolean");
	}

	private String jsonOf(String expression, String kind, String type) {
		return "CASE WHEN jsonb_typeof(" + document(expression) + ") = '" + kind + "' THEN CAST(" + text(expression)
				+ " AS " + type + ") END";
	}

	@Override
	public String with(String expression, boolean text) {
		return ofObject(expression, "jsonb_set(" + binary(expression) + ", CAST(? AS text[]), CAST(? AS jsonb))", text);
	}

	@Override
	public String without(String expression, boolean text) {
		return ofObject(expression, binary(expression) + " #- CAST(? AS text[])", text);
	}

	private String ofObject(String expression, String changed, boolean text) {
		String written = text ? "CAST(" + changed + " AS text)" : changed;
		return "CASE WHEN jsonb_typeof(" + document(expression) + ") = 'object' THEN " + written + " ELSE " + expression
				+ " END";
	}

	private static String binary(String expression) {
		return "CAST(" + expression + " AS jsonb)";
	}

	@Override
	public String path(List<String> path) {
		return path.stream().map((key) -> "\"" + key + "\"").collect(Collectors.joining(",", "{", "}"));
	}

	@Override
	public String contains(String expression) {
		return binary(expression) + " @> CAST(? AS jsonb)";
	}

	// What is no array has no elements, instead of being an error.
	@Override
	public String overlaps(String expression) {
		String array = binary(expression);
		return "EXISTS (SELECT 1 FROM jsonb_array_elements(CASE WHEN jsonb_typeof(" + array + ") = 'array' THEN "
				+ array + " END) one JOIN jsonb_array_elements(CAST(? AS jsonb)) other ON one.value = other.value)";
	}

}
