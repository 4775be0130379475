package io.masterrecord.query;

import java.util.List;

import io.masterrecord.dialect.SearchTerm;
import io.masterrecord.dialect.SearchWords;
import io.masterrecord.schema.SearchIndex;
import io.masterrecord.schema.SearchMatch;

/**
 * One thing that is looked for.
 *
 * @param text the text as it was typed, without quotes; white space inside of a phrase is
 * one blank
 * @param excluded whether rows that contain it are left out
 * @param prefix whether it is the beginning of a word
 */
record SearchPart(String text, boolean excluded, boolean prefix) {

	/**
	 * Return the term by which an index is asked. It has no words if there is nothing in
	 * the text an index of words could know.
	 */
	SearchTerm term(SearchIndex index) {
		return (index.match() == SearchMatch.PARTS) ? new SearchTerm(List.of(this.text), false)
				: new SearchTerm(SearchWords.of(this.text), this.prefix);
	}

}
