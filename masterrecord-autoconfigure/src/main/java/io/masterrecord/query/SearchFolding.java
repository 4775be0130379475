package io.masterrecord.query;

/**
 * What does not matter when texts are compared with what is looked for.
 */
enum SearchFolding {

	/** What an index does, or else what {@link #CASE} says. */
	USUAL,

	/** Everything matters. */
	NONE,

	/** Case does not matter. */
	CASE,

	/** Neither case nor accents matter. */
	CASE_AND_ACCENTS

}
