package io.masterrecord.schema;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.masterrecord.schema.SqlToken.Kind;

/**
 * What can be told of an expression in SQL without a database: which names stand in it,
 * and whether it differs from another one in more than its layout. Texts between single
 * quotes are never looked into.
 *
 * @since 0.1.0
 */
public final class SqlText {

	private SqlText() {
	}

	/**
	 * Return a statement without its comments. What MySQL and MariaDB run of a comment
	 * stays.
	 * @param sql the statement
	 * @return the statement, with a blank where a comment was
	 */
	public static String withoutComments(String sql) {
		return SqlToken.of(sql)
			.stream()
			.map((token) -> (token.kind() == Kind.COMMENT && !token.isRun()) ? " " : token.text())
			.collect(Collectors.joining())
			.strip();
	}

	/**
	 * Return an expression in a form in which blanks, comments and the case of words make
	 * no difference.
	 * @param sql the expression
	 * @return the same text for expressions that differ in layout only
	 */
	public static String normal(String sql) {
		return SqlToken.of(sql)
			.stream()
			.filter(SqlToken::isCode)
			.map(SqlToken::folded)
			.collect(Collectors.joining(" "));
	}

	/**
	 * Tell whether a column stands in an expression, quoted or not. A function or a type
	 * of its name is not the column.
	 * @param sql the expression
	 * @param name the name of a column
	 * @return whether it does
	 */
	public static boolean mentions(String sql, String name) {
		SqlWords words = new SqlWords(sql);
		return IntStream.range(0, words.tokens().size())
			.anyMatch((i) -> words.isName(i) && isName(words.tokens().get(i), name));
	}

	/**
	 * Tell whether a word stands in SQL, whatever it means there.
	 * @param sql the text
	 * @param word a name
	 * @return whether it does, quoted or not
	 */
	public static boolean contains(String sql, String word) {
		return SqlToken.of(sql).stream().anyMatch((token) -> isName(token, word));
	}

	/**
	 * Return the words of an expression that may be names of columns.
	 * @param sql the expression
	 * @return the words without their quotes, words of SQL among them
	 */
	public static Set<String> names(String sql) {
		SqlWords words = new SqlWords(sql);
		return select(words, words::isName);
	}

	/**
	 * Return the names of the functions that an expression calls.
	 * @param sql the expression
	 * @return the names without their quotes
	 */
	public static Set<String> functions(String sql) {
		SqlWords words = new SqlWords(sql);
		return select(words, words::isFunction);
	}

	private static Set<String> select(SqlWords words, IntPredicate wanted) {
		Set<String> names = new LinkedHashSet<>();
		for (int i = 0; i < words.tokens().size(); i++) {
			if (wanted.test(i)) {
				names.add(words.tokens().get(i).content());
			}
		}
		return names;
	}

	/**
	 * Replace a column in an expression.
	 * @param sql the expression
	 * @param name the name of a column
	 * @param newName its name from now on
	 * @return the expression; where the name was quoted, the new one is
	 */
	public static String rename(String sql, String name, String newName) {
		SqlWords words = new SqlWords(sql);
		StringBuilder result = new StringBuilder();
		for (int i = 0; i < words.tokens().size(); i++) {
			SqlToken token = words.tokens().get(i);
			if (!words.isName(i) || !isName(token, name)) {
				result.append(token.text());
			}
			else if (token.kind() == Kind.NAME) {
				String mark = token.text().substring(0, 1);
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
	 * the database does to names without quotes. Functions, types, units and words before
	 * a literal stay as they are.
	 * @param sql the expression
	 * @param names the names of columns and tables
	 * @param quote quotes a name
	 * @return the expression
	 */
	public static String quote(String sql, Collection<String> names, UnaryOperator<String> quote) {
		Map<String, String> byFolded = new HashMap<>();
		names.forEach((name) -> byFolded.put(name.toLowerCase(Locale.ROOT), name));
		SqlWords words = new SqlWords(sql);
		StringBuilder result = new StringBuilder();
		for (int i = 0; i < words.tokens().size(); i++) {
			SqlToken token = words.tokens().get(i);
			String name = words.isName(i) ? byFolded.get(token.folded()) : null;
			result.append((name != null) ? quote.apply(name) : token.text());
		}
		return result.toString();
	}

	/**
	 * Put the names of a table's columns into the quotes of a database.
	 * @param sql the expression
	 * @param table the table
	 * @param quote quotes a name
	 * @return the expression
	 */
	public static String quote(String sql, Table table, UnaryOperator<String> quote) {
		return quote(sql, table.columns().stream().map(Column::name).toList(), quote);
	}

	private static boolean isName(SqlToken token, String name) {
		return switch (token.kind()) {
			case NAME -> token.content().equals(name);
			case WORD -> token.text().equalsIgnoreCase(name);
			default -> false;
		};
	}

}
