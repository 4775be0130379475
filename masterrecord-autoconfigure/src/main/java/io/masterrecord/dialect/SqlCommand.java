package io.masterrecord.dialect;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A statement that changes a database, ready to run: text with {@code ?} placeholders,
 * and the values for them.
 *
 * @param sql the text of one statement, without a terminator
 * @param values the values, in order of the placeholders
 * @param generating whether this is a query for statements: it is read to its end, then
 * the text in the first column of each row is run as a statement of its own, in order
 * @param usual what a query for statements comes to as a rule, for a script, which cannot
 * run what it reads; {@code null} if there is no rule
 * @since 0.1.0
 */
public record SqlCommand(String sql, List<TypedValue> values, boolean generating, @Nullable String usual) {

	public SqlCommand {
		values = List.copyOf(values);
	}

	/**
	 * Create a statement with values.
	 * @param sql the text of one statement, without a terminator
	 * @param values the values, in order of the placeholders
	 */
	public SqlCommand(String sql, List<TypedValue> values) {
		this(sql, values, false, null);
	}

	/**
	 * Return a statement without values.
	 * @param sql the text
	 * @return the statement
	 */
	public static SqlCommand of(String sql) {
		return new SqlCommand(sql, List.of());
	}

	/**
	 * Return a query for statements that are known only when it is run.
	 * @param query the query
	 * @return the statement
	 */
	public static SqlCommand generating(String query) {
		return new SqlCommand(query, List.of(), true, null);
	}

	/**
	 * Return a query for statements that comes to the same one as a rule.
	 * @param query the query
	 * @param usual the usual statement
	 * @return the statement
	 */
	public static SqlCommand generating(String query, String usual) {
		return new SqlCommand(query, List.of(), true, usual);
	}

}
