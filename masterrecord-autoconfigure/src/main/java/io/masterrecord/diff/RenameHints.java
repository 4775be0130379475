package io.masterrecord.diff;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What is known about former names. A hint applies where the former name exists and the
 * present one does not; it says nothing otherwise, and may stay for ever.
 *
 * @param tables the former names of tables by present name, the likeliest first
 * @param columns the former names of columns by present table and column
 * @param nothingRenamed whether a thing that is gone and a thing that is new are never
 * the same thing unless a hint says so; otherwise those that look alike are reported
 * @since 0.1.0
 */
public record RenameHints(Map<String, List<String>> tables, Map<ColumnName, List<String>> columns,
		boolean nothingRenamed) {

	/**
	 * A column of a table.
	 *
	 * @param table the table
	 * @param column the column
	 */
	public record ColumnName(String table, String column) {

		@Override
		public String toString() {
			return this.table + "." + this.column;
		}

	}

	public RenameHints {
		tables = Map.copyOf(tables);
		columns = Map.copyOf(columns);
	}

	/**
	 * Return that nothing is known.
	 * @return no hints
	 */
	public static RenameHints none() {
		return new RenameHints(Map.of(), Map.of(), false);
	}

	/**
	 * Add the former name of a table.
	 * @param table its present name
	 * @param formerName the name it may have had
	 * @return a copy with the hint
	 */
	public RenameHints table(String table, String formerName) {
		return new RenameHints(with(this.tables, table, formerName), this.columns, this.nothingRenamed);
	}

	/**
	 * Add the former name of a column.
	 * @param table the present name of its table
	 * @param column its present name
	 * @param formerName the name it may have had
	 * @return a copy with the hint
	 */
	public RenameHints column(String table, String column, String formerName) {
		return new RenameHints(this.tables, with(this.columns, new ColumnName(table, column), formerName),
				this.nothingRenamed);
	}

	/**
	 * Add the former name of a table or of a column.
	 * @param table the present name of the table
	 * @param column the present name of the column, or {@code null} if the table is meant
	 * @param formerName the name it may have had, or an empty text if it is new
	 * @return a copy with the hint
	 */
	public RenameHints former(String table, @Nullable String column, String formerName) {
		return (column != null) ? column(table, column, formerName) : table(table, formerName);
	}

	/**
	 * Tell whether a hint says that something is new and was not renamed.
	 * @param table the present name of the table
	 * @param column the present name of the column, or {@code null} if the table is meant
	 * @return whether its former name is said to be empty
	 */
	boolean isNew(String table, @Nullable String column) {
		List<String> names = (column != null) ? this.columns.getOrDefault(new ColumnName(table, column), List.of())
				: this.tables.getOrDefault(table, List.of());
		return names.contains("");
	}

	/**
	 * State that nothing was renamed but what the hints say.
	 * @return a copy with the statement
	 */
	public RenameHints butNothingElse() {
		return new RenameHints(this.tables, this.columns, true);
	}

	private static <K> Map<K, List<String>> with(Map<K, List<String>> hints, K present, String formerName) {
		Map<K, List<String>> copy = new LinkedHashMap<>(hints);
		List<String> names = new ArrayList<>(copy.getOrDefault(present, List.of()));
		names.add(formerName);
		copy.put(present, List.copyOf(names));
		return copy;
	}

}
