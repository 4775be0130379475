package io.masterrecord.schema;

import java.util.List;

/**
 * An index by which the words of some text columns are found. What it is made of differs
 * from database to database; where one has nothing of the kind, the index stands in the
 * schema alone, and rows are searched one by one.
 *
 * @param name the name, unique in the whole database
 * @param columns the columns, in order
 * @param match what of a text can be looked for
 * @param language the language whose word forms count as one, as the database calls it,
 * such as {@code english}; empty for none
 * @since 0.1.0
 */
public record SearchIndex(String name, List<SearchColumn> columns, SearchMatch match, String language) {

	public SearchIndex {
		columns = List.copyOf(columns);
	}

	/**
	 * Return the names of the columns.
	 * @return the names, in order
	 */
	public List<String> columnNames() {
		return this.columns.stream().map(SearchColumn::name).toList();
	}

	/**
	 * Return this index with other columns.
	 * @param newColumns the columns
	 * @return a copy
	 */
	public SearchIndex withColumns(List<SearchColumn> newColumns) {
		return new SearchIndex(this.name, newColumns, this.match, this.language);
	}

}
