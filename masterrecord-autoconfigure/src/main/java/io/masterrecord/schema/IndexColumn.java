package io.masterrecord.schema;

/**
 * A column of an index.
 *
 * @param name the column
 * @param descending whether the index holds it from the greatest value to the least
 * @since 0.1.0
 */
public record IndexColumn(String name, boolean descending) {

	/**
	 * Return an ascending column.
	 * @param name the column
	 * @return the column of an index
	 */
	public static IndexColumn ascending(String name) {
		return new IndexColumn(name, false);
	}

}
