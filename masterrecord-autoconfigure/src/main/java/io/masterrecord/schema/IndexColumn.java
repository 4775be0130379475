package io.masterrecord.schema;

import org.jspecify.annotations.Nullable;

/**
 * What an index is sorted by: a column, or an expression over the columns of its table.
 *
 * @param name the column, or the text of the expression
 * @param descending whether the index holds it from the greatest value to the least
 * @param nullsFirst whether NULL comes before all values, or {@code null} for NULL as the
 * least value
 * @param isExpression whether it is an expression
 * @since 0.1.0
 */
public record IndexColumn(String name, boolean descending, @Nullable Boolean nullsFirst, boolean isExpression) {

	/**
	 * Create a column with NULL as the least value.
	 * @param name the column
	 * @param descending whether the index holds it from the greatest value to the least
	 */
	public IndexColumn(String name, boolean descending) {
		this(name, descending, null, false);
	}

	/**
	 * Return an ascending column.
	 * @param name the column
	 * @return the column of an index
	 */
	public static IndexColumn ascending(String name) {
		return new IndexColumn(name, false);
	}

	/**
	 * Return an expression.
	 * @param sql an expression over the columns of the table
	 * @param descending whether the index holds it from the greatest value to the least
	 * @return the part of an index
	 */
	public static IndexColumn expression(String sql, boolean descending) {
		return new IndexColumn(sql, descending, null, true);
	}

	/**
	 * Return this part with NULL at one end.
	 * @param first whether NULL comes before all values
	 * @return a copy
	 */
	public IndexColumn withNulls(@Nullable Boolean first) {
		return new IndexColumn(this.name, this.descending, first, this.isExpression);
	}

	/**
	 * Tell whether this is, or speaks of, a column.
	 * @param column the column
	 * @return whether it does
	 */
	public boolean mentions(String column) {
		return this.isExpression ? SqlText.mentions(this.name, column) : this.name.equals(column);
	}

	/**
	 * Return this part as it is after a column has been renamed.
	 * @param column the former name of the column
	 * @param newName its name from now on
	 * @return a copy
	 */
	public IndexColumn withColumnRenamed(String column, String newName) {
		String renamed = this.isExpression ? SqlText.rename(this.name, column, newName)
				: this.name.equals(column) ? newName : this.name;
		return new IndexColumn(renamed, this.descending, this.nullsFirst, this.isExpression);
	}

}
