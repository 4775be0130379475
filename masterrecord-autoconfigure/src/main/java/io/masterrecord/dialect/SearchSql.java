package io.masterrecord.dialect;

import java.util.List;
import java.util.Optional;

import io.masterrecord.schema.SearchIndex;
import io.masterrecord.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * How search indexes are asked. What is looked for becomes the text of one bound value,
 * in the language of the index; nothing that a person typed can be an operator in it.
 *
 * @since 0.1.0
 */
public interface SearchSql {

	/**
	 * Tell whether a search index exists here as something of its own.
	 * @param table the table
	 * @param index the index
	 * @return whether the database keeps it; otherwise rows are searched one by one
	 */
	boolean keeps(Table table, SearchIndex index);

	/**
	 * Return what answers by an index.
	 * @param index an index that is kept
	 * @return a name for people, such as {@code tsvector}
	 */
	String engine(SearchIndex index);

	/**
	 * Say why an index cannot look for a term as it would have to be looked for.
	 * @param index an index that is kept
	 * @param term the term
	 * @return the reason, or {@code null} if it can
	 */
	@Nullable String objection(SearchIndex index, SearchTerm term);

	/**
	 * Return the text that asks an index for terms.
	 * @param index an index that is kept
	 * @param terms the terms, at least one
	 * @param all whether all of them have to be there, or any
	 * @return the value to bind
	 */
	String ask(SearchIndex index, List<SearchTerm> terms, boolean all);

	/**
	 * Return the condition that a row is found by an index.
	 * @param qualifier what stands before the names of columns: empty, or an alias and a
	 * dot
	 * @param table the table
	 * @param index an index that is kept
	 * @return a condition with exactly one placeholder, for what {@link #ask} returns; or
	 * {@code null} if a condition on the columns themselves is served by the index
	 */
	@Nullable String condition(String qualifier, Table table, SearchIndex index);

	/**
	 * Return what has to be joined to a select so that rows can be told how well they
	 * fit.
	 * @param qualifier what stands before the names of columns
	 * @param table the table
	 * @param index an index that is kept, of words
	 * @return the join, with exactly one placeholder for what {@link #ask} returns, or
	 * {@code null} if nothing has to be joined
	 */
	default @Nullable String scoreJoin(String qualifier, Table table, SearchIndex index) {
		return null;
	}

	/**
	 * Return how well a row fits.
	 * @param qualifier what stands before the names of columns
	 * @param table the table
	 * @param index an index that is kept, of words
	 * @return a number, greater where a row fits better; with exactly one placeholder for
	 * what {@link #ask} returns if nothing had to be joined, otherwise without
	 */
	String score(String qualifier, Table table, SearchIndex index);

	/**
	 * Read a search index from the catalog.
	 * @param name its name
	 * @param told what a query of the catalog returned as its definition
	 * @return the index, if the definition is understood
	 */
	default Optional<SearchIndex> read(String name, String told) {
		return SearchIndexText.read(name, told);
	}

}
