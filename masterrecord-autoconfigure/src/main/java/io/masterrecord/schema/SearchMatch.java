package io.masterrecord.schema;

/**
 * What of a text a search index finds.
 *
 * @since 0.1.0
 */
public enum SearchMatch {

	/**
	 * Whole words, phrases and beginnings of words, without regard to case and accents.
	 */
	WORDS,

	/** Any part of a text, without regard to case. */
	PARTS

}
