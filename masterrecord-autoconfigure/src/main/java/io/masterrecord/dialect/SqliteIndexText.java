package io.masterrecord.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import io.masterrecord.schema.SqlToken;

/**
 * The expressions in the text of an index, where alone SQLite keeps them.
 *
 * @param parts what the index is sorted by, in order
 * @param filter the condition, or an empty text
 */
record SqliteIndexText(List<String> parts, String filter) {

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
		for (SqlToken token : SqlToken.withBrackets(sql)) {
			if (token.is("(")) {
				depth++;
				if (depth == 1 && !listed) {
					start = token.end();
				}
			}
			else if ((token.is(",") || token.is(")")) && depth == 1 && !listed) {
				parts.add(DIRECTION.matcher(sql.substring(start, token.start())).replaceFirst("").strip());
				start = token.end();
				listed = token.is(")");
			}
			else if (listed && depth == 0 && token.is("where")) {
				filter = sql.substring(token.end()).strip();
				break;
			}
			if (token.is(")")) {
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
