package io.masterrecord.schema;

import java.util.List;

/**
 * An index of a table.
 *
 * @param name the name, unique in the whole database
 * @param columns the columns, in order
 * @param unique whether it refuses equal rows
 * @param environments where it exists
 * @since 0.1.0
 */
public record Index(String name, List<IndexColumn> columns, boolean unique, Environments environments) {

	public Index {
		columns = List.copyOf(columns);
	}

	/**
	 * Return the names of the columns.
	 * @return the names, in order
	 */
	public List<String> columnNames() {
		return this.columns.stream().map(IndexColumn::name).toList();
	}

}
