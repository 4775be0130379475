package io.masterrecord.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
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
	 * Return how to ask for the size that a statement with its values must not reach.
	 * @return a query of one number of bytes, {@code null} if there is no such limit
	 */
	public @Nullable String packetSizeQuery() {
		return null;
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
	 * Return the command that takes rows as a stream, where there is one that is faster
	 * than any statement and tells nothing of the rows.
	 * @param table the table
	 * @param columns the columns that are given, at least one
	 * @return the text of the command, or {@code null} if there is none
	 */
	public @Nullable String load(String table, List<Column> columns) {
		return null;
	}

	/**
	 * Insert rows with the command that takes a stream.
	 * @param connection the connection
	 * @param command the text of the command
	 * @param rows the values of each row
	 * @return how many rows were sent; -1 if the driver of the connection takes no
	 * stream, and nothing was sent
	 * @throws SQLException if the driver fails
	 */
	public long load(Connection connection, String command, Iterable<List<TypedValue>> rows) throws SQLException {
		return -1;
	}

	/**
	 * Return a query of how much else takes numbers while rows are inserted into a table,
	 * where whoever writes is alone and the rows get one number after the other.
	 * @param table the table
	 * @return a query of one number, which is 0 if the first and the {@link #lastNumber}
	 * tell those between; {@code null} if others may take numbers meanwhile
	 */
	public @Nullable String takesNumbers(String table) {
		return null;
	}

	/**
	 * Return a query of the number that the row inserted last has got.
	 * @return the query
	 * @throws UnsupportedOperationException if there is none, as {@link #takesNumbers}
	 * tells
	 */
	public String lastNumber() {
		throw new UnsupportedOperationException("'%s' does not count".formatted(this.dialect.id()));
	}

	/**
	 * Return a query of how the numbers of the rows of one insert follow each other,
	 * where inserts deliver no rows but the number of the first.
	 * @param table the table
	 * @param id the column that the database numbers
	 * @return a query that takes the first number twice, how many rows follow it, and the
	 * first number again, and tells the step from one number to the next and how many
	 * rows have such a number; {@code null} if nothing promises that numbers follow each
	 * other
	 */
	public @Nullable String following(String table, String id) {
		return null;
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
	 * Return a condition that a column has one of the values of a list, where a list is
	 * bound as one value.
	 * @param column the column
	 * @return a condition with one placeholder, or {@code null} if values are bound one
	 * by one
	 */
	public @Nullable String among(Column column) {
		return null;
	}

	/**
	 * Return a statement that deletes rows.
	 * @param table the table
	 * @param keys the columns a row is recognised by
	 * @return the text of one statement, which takes a list for each of the columns and
	 * ends in a condition; {@code null} if rows are best deleted one by one
	 */
	public @Nullable String delete(String table, List<Column> keys) {
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
	 * cannot tell. Where there is a {@link #newestId} its value is taken at the end
	 */
	public @Nullable String upsert(Upsert upsert, int rows) {
		return null;
	}

	/**
	 * Return an insert of rows into a table called {@code t} that updates the rows it
	 * meets, where the words of PostgreSQL are understood.
	 */
	final String onConflict(Upsert upsert, int rows) {
		List<String> set = new ArrayList<>();
		upsert.updating().forEach((name) -> set.add(quote(name) + " = EXCLUDED." + quote(name)));
		String condition = "";
		if (upsert.version() != null) {
			String version = quote(upsert.version());
			set.add(version + " = t." + version + " + 1");
			condition = " WHERE EXCLUDED." + version + " = 1 OR t." + version + " = EXCLUDED." + version + " - 1";
		}
		String insert = insert(upsert.table().name(), upsert.columns(), rows);
		String into = "INSERT INTO " + quote(upsert.table().name());
		return into + " AS t" + insert.substring(into.length()) + " ON CONFLICT ("
				+ upsert.key().stream().map(this::quote).collect(Collectors.joining(", ")) + ") DO UPDATE SET "
				+ String.join(", ", set) + condition;
	}

	/**
	 * Return a statement that changes nothing and takes the right to write, to be run
	 * before something is read that decides what is written: where there is one writer at
	 * a time, whoever has read is refused once somebody else has written.
	 * @param table a table that is to be written
	 * @return the text of one statement, or {@code null} if none is needed
	 */
	public @Nullable String claim(String table) {
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
	 * Return a query that is asked once before rows are upserted, where only the number
	 * of a row tells whether it is new.
	 * @param upsert what is written
	 * @return a query of the greatest number there is, or {@code null} if statements tell
	 * without it
	 */
	public @Nullable String newestId(Upsert upsert) {
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
	 * @param numbered the column of the id if the database numbers the new rows, or
	 * {@code null} if they bring their ids along
	 * @param returning the columns to deliver
	 * @since 0.1.0
	 */
	public record Upsert(io.masterrecord.schema.Table table, List<Column> columns, List<String> key,
			List<String> updating, @Nullable String version, @Nullable String numbered, List<String> returning) {

		public Upsert {
			columns = List.copyOf(columns);
			key = List.copyOf(key);
			updating = List.copyOf(updating);
			returning = List.copyOf(returning);
		}

	}

}
