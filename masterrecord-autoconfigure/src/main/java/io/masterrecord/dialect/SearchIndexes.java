package io.masterrecord.dialect;

import java.util.ArrayList;
import java.util.List;

import io.masterrecord.schema.SearchIndex;
import io.masterrecord.schema.Table;

/**
 * Search indexes as they are made of what the vendor has.
 */
abstract class SearchIndexes implements SearchSql {

	/**
	 * Stands between the texts of two columns, so that no phrase reaches from one into
	 * the other. No one looks for it.
	 */
	static final String BREAK = "m0r1x";

	/**
	 * Return the statements that create an index which is kept, and fill it.
	 */
	abstract List<SqlCommand> create(Table table, SearchIndex index);

	/**
	 * Return the statements that drop an index which is kept.
	 */
	abstract List<SqlCommand> drop(Table table, SearchIndex index);

	/**
	 * Return a change with search indexes taken away before and created again after.
	 * @param indexes the indexes, as they are before
	 * @param before the table before
	 * @param after the table after
	 * @param change the statements of the change
	 */
	final List<SqlCommand> around(List<SearchIndex> indexes, Table before, Table after, List<SqlCommand> change) {
		List<SqlCommand> commands = new ArrayList<>();
		indexes.stream().filter((index) -> keeps(before, index)).forEach((index) -> {
			commands.addAll(drop(before, index));
		});
		commands.addAll(change);
		indexes.stream()
			.map((index) -> after.searchIndex(index.name()).orElseThrow())
			.filter((index) -> keeps(after, index))
			.forEach((index) -> commands.addAll(create(after, index)));
		return commands;
	}

	static List<SearchIndex> over(Table table, String column) {
		return table.searchIndexes().stream().filter((index) -> index.columnNames().contains(column)).toList();
	}

}
