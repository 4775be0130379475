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
	 * Return a document with another value for a key of an object in it. Where there is
	 * no such object, the document stays as it is.
	 * @param expression the SQL of the document
	 * @param text whether the column of the document is one of text
	 * @return an expression with three placeholders: for the path to the object, for that
	 * to the key, and for the JSON of the value
	 * @throws DialectException if there is no such expression
	 */
	String with(String expression, boolean text);

	/**
	 * Return a document without a key of an object in it. Where there is no such object,
	 * the document stays as it is.
	 * @param expression the SQL of the document
	 * @param text whether the column of the document is one of text
	 * @return an expression with two placeholders: for the path to the object, and for
	 * that to the key
	 * @throws DialectException if there is no such expression
	 */
	String without(String expression, boolean text);

	/**
	 * Return a path into a JSON document as it is bound.
	 * @param path keys without quotes and backslashes; digits alone are a position in an
	 * array
	 * @return the path
	 */
	default String path(List<String> path) {
		StringBuilder text = new StringBuilder("$");
		for (String key : path) {
			text.append(isPosition(key) ? "[" + key + "]" : ".\"" + key + "\"");
		}
		return text.toString();
	}

	/**
	 * Tell whether a part of a path is a position in an array.
	 * @param key the part
	 * @return whether it is digits alone
	 */
	static boolean isPosition(String key) {
		return key.chars().allMatch((c) -> c >= '0' && c <= '9');
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
