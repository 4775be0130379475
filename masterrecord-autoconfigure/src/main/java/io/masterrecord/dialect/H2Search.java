package io.masterrecord.dialect;

import java.util.List;
import java.util.Locale;

import io.masterrecord.schema.SearchIndex;
import io.masterrecord.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * Search of H2, which has no search index that takes part in transactions: rows are
 * searched one by one.
 */
final class H2Search extends SearchIndexes {

	@Override
	public boolean keeps(Table table, SearchIndex index) {
		return false;
	}

	@Override
	List<SqlCommand> create(Table table, SearchIndex index) {
		throw none(index);
	}

	@Override
	List<SqlCommand> drop(Table table, SearchIndex index) {
		throw none(index);
	}

	@Override
	public String engine(SearchIndex index) {
		throw none(index);
	}

	@Override
	public @Nullable String objection(SearchIndex index, SearchTerm term) {
		throw none(index);
	}

	@Override
	public String ask(SearchIndex index, List<SearchTerm> terms, boolean all) {
		throw none(index);
	}

	@Override
	public String condition(String qualifier, Table table, SearchIndex index) {
		throw none(index);
	}

	@Override
	public String score(String qualifier, Table table, SearchIndex index) {
		throw none(index);
	}

	@Override
	public String likeFolded(String expression) {
		// Marks that stand alone have no counterpart, and vanish.
		return "translate(lower(" + expression + "), '" + LetterVariants.marked() + SearchWords.marks() + "', '"
				+ LetterVariants.plain() + "') LIKE ? ESCAPE '!'";
	}

	@Override
	public String folded(String pattern) {
		return LetterVariants.withoutMarks(pattern.toLowerCase(Locale.ROOT));
	}

	private static DialectException none(SearchIndex index) {
		return new DialectException("h2 keeps no search index '%s': search the columns".formatted(index.name()));
	}

}
