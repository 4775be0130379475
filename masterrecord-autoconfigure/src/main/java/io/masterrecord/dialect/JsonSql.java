package io.masterrecord.dialect;

import java.util.List;

/**
 * The words of a vendor by which JSON documents are looked into.
 *
 * @since 0.1.0
 */
public interface JsonSql {

	/**
	 * Return the document that a path leads to in another one.
	 * @param expression the SQL of the document
	 * @return an expression with one or more placeholders, all for the path as
	 * {@link #path} writes it
	 */
	String document(String expression);

	/**
	 * Return the text of what a path leads to in a JSON document: of a single value,
	 * without quotes, and NULL for nothing and for a null.
	 * @param expression the SQL of the document
	 * @return an expression with one or more placeholders, all for the path as
	 * {@link #path} writes it
	 */
	String text(String expression);

	/**
	 * Return the number that a path leads to in a JSON document, and NULL for anything
	 * else.
	 * @param expression the SQL of the document
	 * @return an expression with one or more placeholders, all for the path as
	 * {@link #path} writes it
	 */
	String number(String expression);

	/**
	 * Return the boolean that a path leads to in a JSON document, and NULL for anything
	 * else.
	 * @param expression the SQL of the document
	 * @return an expression with one or more placeholders, all for the path as
	 * {@link #path} writes it
	 */
	String bool(String expression);

	/**
	 * Return a path into a JSON document as it is bound.
	 * @param path keys without quotes and backslashes; digits alone are a position in an
	 * array
	 * @return the path
	 */
	default String path(List<String> path) {
		StringBuilder text = new StringBuilder("$");
		for (String key : path) {
			boolean position = key.chars().allMatch((c) -> c >= '0' && c <= '9');
			text.append(position ? "[" + key + "]" : ".\"" + key + "\"");
		}
		return text.toString();
	}

	/**
	 * Return a condition that a JSON document contains another one.
	 * @param expression the SQL of the document
	 * @return a condition with one or more placeholders, all for the other document
	 * @throws DialectException if there is no such condition
	 */
	String contains(String expression);

	/**
	 * Return a condition that a JSON array has an element in common with another one.
	 * @param expression the SQL of the array
	 * @return a condition with one or more placeholders, all for the other array
	 * @throws DialectException if there is no such condition
	 */
	String overlaps(String expression);

}
