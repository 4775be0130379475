package io.masterrecord.dialect;

/**
 * JSON documents on SQLite.
 */
final class SqliteJson implements JsonSql {

	@Override
	public String document(String expression) {
		return "(" + expression + " -> ?)";
	}

	// Booleans would be numbers, and numbers are no text.
	@Override
	public String text(String expression) {
		return "CASE json_type(" + expression + ", ?) WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' "
				+ "ELSE CAST(json_extract(" + expression + ", ?) AS text) END";
	}

	@Override
	public String number(String expression) {
		return "CASE WHEN json_type(" + expression + ", ?) IN ('integer', 'real') THEN json_extract(" + expression
				+ ", ?) END";
	}

	@Override
	public String bool(String expression) {
		return "CASE json_type(" + expression + ", ?) WHEN 'true' THEN 1 WHEN 'false' THEN 0 END";
	}

	@Override
	public String with(String expression, boolean text) {
		return ofObject(expression, "json_set(" + expression + ", ?, json(?))");
	}

	@Override
	public String without(String expression, boolean text) {
		return ofObject(expression, "json_remove(" + expression + ", ?)");
	}

	private static String ofObject(String expression, String changed) {
		return "CASE json_type(" + expression + ", ?) WHEN 'object' THEN " + changed + " ELSE " + expression + " END";
	}

	@Override
	public String contains(String expression) {
		throw new DialectException(
				"There is no way to ask on sqlite whether a JSON document contains another one: look at single values with json(...), or at elements with jsonOverlaps");
	}

	@Override
	public String overlaps(String expression) {
		return "(json_type(" + expression + ") = 'array' AND EXISTS (SELECT 1 FROM json_each(" + expression
				+ ") one JOIN json_each(?) other ON one.value IS other.value AND one.type = other.type))";
	}

}
