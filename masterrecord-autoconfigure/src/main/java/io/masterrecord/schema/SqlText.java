package io.masterrecord.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What can be told of an expression in SQL without a database: which names stand in it,
 * and whether it differs from another one in more than its layout. Texts between single
 * quotes are never looked into.
 *
 * @since 0.1.0
 */
public final class SqlText {

	private static final Pattern TOKEN = Pattern
		.compile("'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|`(?:[^`]|``)*`|[\\p{L}_][\\p{L}\\p{N}_$]*|\\s+|.", Pattern.DOTALL);

	private SqlText() {
	}

	/**
	 * Return an expression in a form in which blanks and the case of words make no
	 * difference.
	 * @param sql the expression
	 * @return the same text for expressions that differ in layout only
	 */
	public static String normal(String sql) {
		List<String> words = new ArrayList<>();
		for (String token : tokens(sql)) {
			if (!token.isBlank()) {
				words.add(isQuoted(token) ? token : token.toLowerCase(Locale.ROOT));
			}
		}
		return String.join(" ", words);
	}

	/**
	 * Tell whether a name stands in an expression, quoted or not.
	 * @param sql the expression
	 * @param name the name of a column
	 * @return whether it does
	 */
	public static boolean mentions(String sql, String name) {
		return tokens(sql).stream().anyMatch((token) -> isName(token, name));
	}

	/**
	 * Replace a name in an expression.
	 * @param sql the expression
	 * @param name the name of a column
	 * @param newName its name from now on
	 * @return the expression; where the name was quoted, the new one is
	 */
	public static String rename(String sql, String name, String newName) {
		StringBuilder result = new StringBuilder();
		for (String token : tokens(sql)) {
			if (!isName(token, name)) {
				result.append(token);
			}
			else if (isQuoted(token)) {
				String mark = token.substring(0, 1);
				result.append(mark).append(newName.replace(mark, mark + mark)).append(mark);
			}
			else {
				result.append(newName);
			}
		}
		return result.toString();
	}

	/**
	 * Put names into the quotes of a database, so that they mean what they say whatever
	 * the database does to names without quotes. A name before a parenthesis is a
	 * function and stays as it is.
	 * @param sql the expression
	 * @param names the names of columns and tables
	 * @param quote quotes a name
	 * @return the expression
	 */
	public static String quote(String sql, Collection<String> names, UnaryOperator<String> quote) {
		Map<String, String> byFolded = new HashMap<>();
		names.forEach((name) -> byFolded.put(name.toLowerCase(Locale.ROOT), name));
		List<String> tokens = tokens(sql);
		StringBuilder result = new StringBuilder();
		for (int i = 0; i < tokens.size(); i++) {
			String token = tokens.get(i);
			String name = byFolded.get(token.toLowerCase(Locale.ROOT));
			boolean function = i + 1 < tokens.size() && tokens.get(i + 1).equals("(");
			result.append((name != null && !function) ? quote.apply(name) : token);
		}
		return result.toString();
	}

	private static boolean isName(String token, String name) {
		if (token.charAt(0) == '\'') {
			return false;
		}
		if (!isQuoted(token)) {
			return token.equalsIgnoreCase(name);
		}
		String mark = token.substring(0, 1);
		return token.substring(1, token.length() - 1).replace(mark + mark, mark).equals(name);
	}

	private static boolean isQuoted(String token) {
		char first = token.charAt(0);
		return token.length() > 1 && (first == '\'' || first == '"' || first == '`');
	}

	private static List<String> tokens(String sql) {
		List<String> tokens = new ArrayList<>();
		Matcher matcher = TOKEN.matcher(sql);
		while (matcher.find()) {
			tokens.add(matcher.group());
		}
		return tokens;
	}

}
