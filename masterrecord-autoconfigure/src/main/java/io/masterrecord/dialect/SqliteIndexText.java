package io.masterrecord.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The expressions in the text of an index, where alone SQLite keeps them.
 *
 * @param parts what the index is sorted by, in order
 * @param filter the condition, or an empty text
 */
record SqliteIndexText(List<String> parts, String filter) {

	private static final Pattern TOKEN = Pattern.compile(
			"'(?:[^']|'')*+'|\"(?:[^\"]|\"\")*+\"|`(?:[^`]|``)*+`|\\[[^]]*]|[\\p{L}\\p{N}_$]+|[(),]", Pattern.DOTALL);

	private static final Pattern DIRECTION = Pattern.compile("\\s+(asc|desc)\\s*$", Pattern.CASE_INSENSITIVE);

	/**
	 * Read a statement {@code CREATE INDEX}.
	 * @param sql the statement
	 */
	static SqliteIndexText of(String sql) {
		List<String> parts = new ArrayList<>();
		String filter = "";
		int depth = 0;
		int start = 0;
		boolean listed = false;
		Matcher tokens = TOKEN.matcher(sql);
		while (tokens.find()) {
			String token = tokens.group();
			if (token.equals("(")) {
				depth++;
				if (depth == 1 && !listed) {
					start = tokens.end();
				}
			}
			else if ((token.equals(",") || token.equals(")")) && depth == 1 && !listed) {
				parts.add(DIRECTION.matcher(sql.substring(start, tokens.start())).replaceFirst("").strip());
				start = tokens.end();
				listed = token.equals(")");
			}
			else if (listed && depth == 0 && token.equalsIgnoreCase("where")) {
				filter = sql.substring(tokens.end()).strip();
				break;
			}
			if (token.equals(")")) {
				depth--;
			}
		}
		return new SqliteIndexText(parts, filter);
	}

	/**
	 * Return a part.
	 * @param position which one, from 0
	 * @return its text, or an empty text if there is none
	 */
	String part(int position) {
		return (position < this.parts.size()) ? this.parts.get(position) : "";
	}

}
