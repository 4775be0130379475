package io.masterrecord.dialect;

/**
 * JSON documents on MariaDB and MySQL.
 */
final class MySqlFamilyJson implements JsonSql {

	private final String collation;

	private final String placeholder;

	/**
	 * Create the words.
	 * @param collation the collation of text
	 * @param placeholder the place of a document that is bound
	 */
	MySqlFamilyJson(String collation, String placeholder) {
		this.collation = collation;
		this.placeholder = placeholder;
	}

	@Override
	public String document(String expression) {
		return "JSON_EXTRACT(" + expression + ", ?)";
	}

	@Override
	public String number(String expression) {
		String value = document(expression);
		return "CASE WHEN JSON_TYPE(" + value + ") IN ('INTEGER', 'UNSIGNED INTEGER', 'DOUBLE', 'DECIMAL') THEN CAST("
				+ value + " AS DECIMAL(65, 30)) END";
	}

	@Override
	public String bool(String expression) {
		String value = document(expression);
		return "CASE WHEN JSON_TYPE(" + value + ") = 'BOOLEAN' THEN JSON_UNQUOTE(" + value + ") = 'true' END";
	}

	// The text is compared as that of columns is.
	@Override
	public String text(String expression) {
		String value = document(expression);
		return "CASE WHEN JSON_TYPE(" + value + ") = 'NULL' THEN NULL ELSE " + asText("JSON_UNQUOTE(" + value + ")")
				+ " END";
	}

	@Override
	public String with(String expression, boolean text) {
		return ofObject(expression, "JSON_SET(" + expression + ", ?, JSON_EXTRACT(" + this.placeholder + ", '$'))",
				text);
	}

	@Override
	public String without(String expression, boolean text) {
		return ofObject(expression, "JSON_REMOVE(" + expression + ", ?)", text);
	}

	// A document and a text have collations that do not go together on MySQL.
	private String ofObject(String expression, String changed, boolean text) {
		String written = text ? asText(changed) : changed;
		return "CASE WHEN JSON_TYPE(" + document(expression) + ") = 'OBJECT' THEN " + written + " ELSE " + expression
				+ " END";
	}

	private String asText(String json) {
		return "CONVERT(" + json + " USING utf8mb4) COLLATE " + this.collation;
	}

	@Override
	public String contains(String expression) {
		return "JSON_CONTAINS(" + expression + ", " + this.placeholder + ")";
	}

	@Override
	public String overlaps(String expression) {
		return "(JSON_TYPE(" + expression + ") = 'ARRAY' AND JSON_OVERLAPS(" + expression + ", " + this.placeholder
				+ "))";
	}

}
