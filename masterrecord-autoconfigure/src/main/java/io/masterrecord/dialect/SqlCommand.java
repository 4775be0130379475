package io.masterrecord.dialect;

import java.util.List;

/**
 * A statement that changes a database, ready to run: text with {@code ?} placeholders,
 * and the values for them.
 *
 * @param sql the text of one statement, without a terminator
 * @param values the values, in order of the placeholders
 * @since 0.1.0
 */
public record SqlCommand(String sql, List<TypedValue> values) {

	public SqlCommand {
		values = List.copyOf(values);
	}

	/**
	 * Return a statement without values.
	 * @param sql the text
	 * @return the statement
	 */
	public static SqlCommand of(String sql) {
		return new SqlCommand(sql, List.of());
	}

}
