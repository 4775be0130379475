package io.masterrecord.query;

import org.jspecify.annotations.Nullable;

/**
 * What answers a search.
 *
 * @param name a name for people, such as {@code tsvector}, {@code fulltext},
 * {@code fts5}, {@code trigram}, or {@code scan} where the columns themselves are
 * compared
 * @param index the name of the search index, or {@code null} for none
 * @param reason why there is no index, as a sentence, or {@code null} if there is one
 * @since 0.1.0
 */
public record SearchEngine(String name, @Nullable String index, @Nullable String reason) {

	static SearchEngine scan(String reason) {
		return new SearchEngine("scan", null, reason);
	}

	/**
	 * Tell whether an index answers.
	 * @return whether rows are found without reading all of them
	 */
	public boolean isIndexed() {
		return this.index != null;
	}

}
