package io.masterrecord.migration;

import java.util.ArrayList;
import java.util.List;

import io.masterrecord.operation.CreateSearchIndex;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.schema.SearchColumn;
import io.masterrecord.schema.SearchIndex;
import io.masterrecord.schema.SearchMatch;
import org.jspecify.annotations.Nullable;

/**
 * Says the columns of a search index and what is found in them.
 *
 * @since 0.1.0
 */
public final class SearchIndexEditor extends Step {

	private final String name;

	private final List<SearchColumn> columns = new ArrayList<>();

	private @Nullable String table;

	private SearchMatch match = SearchMatch.WORDS;

	private String language = "";

	SearchIndexEditor(String name) {
		this.name = name;
	}

	/**
	 * Find any part of a text instead of words.
	 * @return this
	 */
	public SearchIndexEditor parts() {
		this.match = SearchMatch.PARTS;
		return this;
	}

	/**
	 * Count the forms of a word as one.
	 * @param languageName the language, such as {@code english}
	 * @return this
	 */
	public SearchIndexEditor language(String languageName) {
		this.language = languageName;
		return this;
	}

	/**
	 * Name the table and the columns that count as usual.
	 * @param tableName the table
	 * @param columnNames its columns, in order; further ones may follow
	 * @return this
	 */
	public SearchIndexEditor on(String tableName, String... columnNames) {
		once(this.table, "on");
		this.table = tableName;
		for (String column : columnNames) {
			weighted(column, SearchColumn.USUAL_WEIGHT);
		}
		return this;
	}

	/**
	 * Add a column of a weight of its own.
	 * @param columnName the column
	 * @param weight how much a word found in it counts, from 1 to 10
	 * @return this
	 */
	public SearchIndexEditor weighted(String columnName, int weight) {
		this.columns.add(new SearchColumn(columnName, weight));
		return this;
	}

	@Override
	List<SchemaOperation> operations() {
		String tableName = finished(this.table, ".on(table, columns)");
		return List
			.of(new CreateSearchIndex(tableName, new SearchIndex(this.name, this.columns, this.match, this.language)));
	}

	@Override
	String chain() {
		return "createSearchIndex(\"%s\")".formatted(this.name);
	}

}
