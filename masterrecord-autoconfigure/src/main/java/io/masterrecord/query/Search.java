package io.masterrecord.query;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * What somebody looks for, as an immutable value. In the text that was typed, words are
 * separated by white space, {@code "a phrase"} keeps words together, and {@code -word} or
 * {@code -"a phrase"} leaves out what contains it. Everything else means itself: no text
 * is a mistake, and none reaches a database as anything but a value.
 *
 * <pre class="code">
 * plans.search(Search.of("pump -old \"foo bar\"").allWords(), Plan::planNo, Plan::title)
 * </pre>
 *
 * @since 0.1.0
 */
public final class Search {

	private final @Nullable String text;

	private final boolean all;

	private final boolean prefix;

	private final boolean literal;

	private final int shortest;

	private final SearchFolding folding;

	/** From 0 to 1; 1 for the text itself and nothing else. */
	private final double similarity;

	private Search(@Nullable String text, boolean all, boolean prefix, boolean literal, int shortest,
			SearchFolding folding, double similarity) {
		this.text = text;
		this.all = all;
		this.prefix = prefix;
		this.literal = literal;
		this.shortest = shortest;
		this.folding = folding;
		this.similarity = similarity;
	}

	/**
	 * Look for any of the words of a text.
	 * @param text what somebody typed; {@code null}, empty or blank for no condition
	 * @return the search
	 */
	public static Search of(@Nullable String text) {
		return new Search(text, false, false, false, 1, SearchFolding.USUAL, 1);
	}

	/**
	 * Look for all words instead of any. They need not be in the same property.
	 * @return a new search
	 */
	public Search allWords() {
		return new Search(this.text, true, this.prefix, this.literal, this.shortest, this.folding, this.similarity);
	}

	/**
	 * Take the last word for the beginning of one, as long as somebody is still typing.
	 * @return a new search
	 */
	public Search typeAhead() {
		return new Search(this.text, this.all, true, this.literal, this.shortest, this.folding, this.similarity);
	}

	/**
	 * Take quotes and minus signs for what they are, not for phrases and exclusions.
	 * @return a new search
	 */
	public Search literal() {
		return new Search(this.text, this.all, this.prefix, true, this.shortest, this.folding, this.similarity);
	}

	/**
	 * Refuse words shorter than this with a {@link QueryLimitException}.
	 * @param characters the least number of characters, from 1
	 * @return a new search
	 */
	public Search atLeast(int characters) {
		return new Search(this.text, this.all, this.prefix, this.literal, characters, this.folding, this.similarity);
	}

	/**
	 * Look for exactly these letters. No index answers that.
	 * @return a new search
	 */
	public Search matchingCase() {
		return folding(SearchFolding.NONE);
	}

	/**
	 * Look for these letters without regard to case, but with these accents. An index of
	 * words, which knows no accents, does not answer that.
	 * @return a new search
	 */
	public Search matchingAccents() {
		return folding(SearchFolding.CASE);
	}

	/**
	 * Look without regard to case and accents. An index of words does so anyway, an index
	 * of parts does not answer that.
	 * @return a new search
	 */
	public Search ignoringAccents() {
		return folding(SearchFolding.CASE_AND_ACCENTS);
	}

	/**
	 * Find words with mistakes in them, where the database can tell how similar texts
	 * are: on PostgreSQL in properties with an index of parts. Elsewhere this changes
	 * nothing.
	 * @param similarity how similar a word has to be, from 0 (anything) to 1; below 0.6
	 * no index serves it
	 * @return a new search
	 */
	public Search similar(double similarity) {
		Assert.isTrue(similarity > 0 && similarity <= 1, "'similarity' must be between 0 and 1");
		return new Search(this.text, this.all, this.prefix, this.literal, this.shortest, this.folding, similarity);
	}

	private Search folding(SearchFolding changed) {
		return new Search(this.text, this.all, this.prefix, this.literal, this.shortest, changed, this.similarity);
	}

	/**
	 * Write a text as HTML in which what is looked for is marked with {@code <mark>}. The
	 * text is escaped first.
	 * @param content the text, or {@code null}
	 * @return HTML for the content of an element, empty for {@code null}
	 */
	public String highlight(@Nullable String content) {
		return (content != null) ? Highlighter.of(this).whole(content) : "";
	}

	/**
	 * Write the part of a text around the first thing that is looked for as HTML in which
	 * it is marked with {@code <mark>}.
	 * @param content the text, or {@code null}
	 * @param characters about how many characters of the text, at least 20
	 * @return HTML for the content of an element, with an ellipsis where text was left
	 * out
	 */
	public String snippet(@Nullable String content, int characters) {
		return (content != null) ? Highlighter.of(this).part(content, Math.max(characters, 20)) : "";
	}

	double similarity() {
		return this.similarity;
	}

	SearchFolding folding() {
		return this.folding;
	}

	boolean isAll() {
		return this.all;
	}

	/**
	 * Return what is looked for, within limits.
	 * @throws QueryLimitException if it is too much or too short
	 */
	List<SearchPart> parts(QuerySettings settings) {
		List<SearchPart> parts = SearchParts.of(SearchTerms.limited(this.text, settings), this.literal, this.prefix);
		SearchTerms.checkCount(parts.size(), settings);
		for (SearchPart part : parts) {
			if (part.text().codePointCount(0, part.text().length()) < this.shortest) {
				throw new QueryLimitException(QueryLimitException.Subject.SEARCH,
						"A keyword has words of at least %d characters".formatted(this.shortest));
			}
		}
		return parts;
	}

	/**
	 * Return what is looked for, without limits.
	 */
	List<SearchPart> parts() {
		return SearchParts.of((this.text != null) ? this.text : "", this.literal, this.prefix);
	}

}
