package io.masterrecord.dialect;

import java.util.List;

/**
 * Something to be found: a word, a phrase of several, or the beginning of a word. What it
 * consists of are letters, digits and other characters that {@link SearchWords} makes
 * words of; a term for an index of parts is one text as it was typed.
 *
 * @param words the words, in order, at least one
 * @param prefix whether the last word is the beginning of one
 * @since 0.1.0
 */
public record SearchTerm(List<String> words, boolean prefix) {

	public SearchTerm {
		words = List.copyOf(words);
	}

}
