package io.masterrecord.dialect;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

import io.masterrecord.schema.Column;
import org.jspecify.annotations.Nullable;

/**
 * The statements that write many rows of one table at once, in the fastest way that is
 * right on a dialect. Rows are bound value by value, or as one list for each column.
 *
 * @since 0.1.0
 */
public abstract class BulkSql {

	private final Dialect dialect;

	BulkSql(Dialect dialect) {
		this.dialect = dialect;
	}

	final String quote(String identifier) {
		return this.dialect.quote(identifier);
	}

	final String columns(List<Column> columns) {
		return columns.stream().map((column) -> quote(column.name())).collect(Collectors.joining(", "));
	}

	static String placeholders(int number) {
		return String.join(", ", Collections.nCopies(number, "?"));
	}

	/**
	 * Describe the way for people who read the log.
	 * @return a few words, such as {@code rows of values}
	 */
	public abstract String way();

	/**
	 * Return how many rows one statement should have at most: more gain little.
	 * @return a number of rows
	 */
	public int mostRows() {
		return 200;
	}

	/**
	 * Tell whether rows of some columns are bound as one list for each column, which
	 * holds the values of all rows, instead of value by value and row by row.
	 * @param columns the columns
	 * @return whether lists are bound
	 */
	public boolean bindsLists(List<Column> columns) {
		return false;
	}

	/**
	 * Return a statement that inserts rows, in order.
	 * @param table the table
	 * @param columns the columns that are given, at least one
	 * @param rows how many rows there are
	 * @return the text of one {@code INSERT}
	 */
	public String insert(String table, List<Column> columns, int rows) {
		String row = "(" + placeholders(columns.size()) + ")";
		return "INSERT INTO " + quote(table) + " (" + columns(columns) + ") VALUES "
				+ String.join(", ", Collections.nCopies(rows, row));
	}

	/**
	 * Return a statement that updates rows, each with values of its own. No two of the
	 * rows are the same one.
	 * @param table the table
	 * @param keys the columns a row is recognised by
	 * @param columns the columns that are set
	 * @param counted a column that is counted up by one, or {@code null} for none
	 * @param rows how many rows there are
	 * @return the text of one statement, which takes the keys and then the columns of
	 * each row and ends in a condition; {@code null} if rows are best updated one by one
	 */
	public @Nullable String update(String table, List<Column> keys, List<Column> columns, @Nullable String counted,
			int rows) {
		return null;
	}

	/**
	 * Return a statement that inserts rows, or updates the existing rows of the same key,
	 * and tells which it did. An existing row is left as it is if a version is asked for
	 * that it does not have; it need not be delivered then. No two of the rows have the
	 * same key.
	 * @param upsert what is written
	 * @param rows how many rows there are
	 * @return the text of one statement, which takes the columns of each row and delivers
	 * the rows in no particular order, after the columns asked for whether the row was
	 * inserted (1), updated (0) or left as it is (2); {@code null} if one statement
	 * cannot tell
	 */
	public @Nullable String upsert(Upsert upsert, int rows) {
		return null;
	}

	/**
	 * Return a statement to be run before rows are upserted, or before it is read which
	 * there are.
	 * @param table the table
	 * @return the text of one statement, or {@code null} if none is needed
	 */
	public @Nullable String beforeUpsert(String table) {
		return null;
	}

	/**
	 * What an upsert writes.
	 *
	 * @param table the table
	 * @param columns the columns that are given, among them the key
	 * @param key the columns by which a row is recognised
	 * @param updating the columns that are overwritten in an existing row, at least one
	 * unless there is a version
	 * @param version the column of the version, or {@code null} if there is none: counted
	 * up in an existing row. What is given for it is one more than the version an
	 * existing row has to have, and 1 for any
	 * @param returning the columns to deliver
	 * @since 0.1.0
	 */
	public record Upsert(io.masterrecord.schema.Table table, List<Column> columns, List<String> key,
			List<String> updating, @Nullable String version, List<String> returning) {

		public Upsert {
			columns = List.copyOf(columns);
			key = List.copyOf(key);
			updating = List.copyOf(updating);
			returning = List.copyOf(returning);
		}

	}

}
