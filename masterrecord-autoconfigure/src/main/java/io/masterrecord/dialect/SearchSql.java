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
	 * Return how well a row fits.
	 * @param qualifier what stands before the names of columns
	 * @param table the table
	 * @param index an index that is kept, of words
	 * @return a number, greater where a row fits better, with exactly one placeholder for
	 * what {@link #ask} returns
	 */
	String score(String qualifier, Table table, SearchIndex index);

	/**
	 * Return how similar a text is to the best place in another one, from 0 to 1, where
	 * an index finds such places.
	 * @param expression the SQL of the text to look into
	 * @param index the index over it
	 * @return a number, with exactly one placeholder for the text that is looked for, or
	 * {@code null} if the database knows no such thing
	 */
	default @Nullable String similarity(String expression, SearchIndex index) {
		return null;
	}

	/**
	 * Return a condition that holds wherever texts are as similar as
	 * {@link #usualSimilarity()} or more, served by the index.
	 * @param expression the SQL of the text to look into
	 * @return a condition, with exactly one placeholder for the text that is looked for
	 */
	default String similar(String expression) {
		throw new DialectException("There is no measure for how similar texts are");
	}

	/**
	 * Return how similar texts have to be to be found by the index.
	 * @return a number from 0 to 1
	 */
	default double usualSimilarity() {
		return 1;
	}

	/**
	 * Return a condition that an expression matches a pattern without regard to case and
	 * accents.
	 * @param expression the SQL of a text
	 * @return a condition with exactly one placeholder, for what {@link #folded} returns
	 */
	String likeFolded(String expression);

	/**
	 * Return a pattern in the form in which {@link #likeFolded} takes it.
	 * @param pattern a pattern whose wildcards are {@code %} and {@code _} and whose
	 * escape character is {@code !}
	 * @return the value to bind
	 */
	String folded(String pattern);

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
