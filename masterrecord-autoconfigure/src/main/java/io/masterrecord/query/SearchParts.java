package io.masterrecord.query;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Cuts a text into what is looked for. There is no text it does not understand: a quote
 * that is not closed ends with the text, and a sign in any other place than before a word
 * means itself.
 */
final class SearchParts {

	private final String text;

	private final boolean literal;

	private final Map<String, SearchPart> parts = new LinkedHashMap<>();

	private int position;

	private SearchParts(String text, boolean literal) {
		this.text = text;
		this.literal = literal;
	}

	/**
	 * Cut a text.
	 * @param text any text
	 * @param literal whether quotes and minus signs mean themselves
	 * @param prefix whether the last part is the beginning of a word, if it is none of a
	 * phrase or exclusion
	 */
	static List<SearchPart> of(String text, boolean literal, boolean prefix) {
		return new SearchParts(text, literal).cut(prefix);
	}

	private List<SearchPart> cut(boolean prefix) {
		String last = null;
		while (skipSpace()) {
			boolean excluded = takeMinus();
			boolean phrase = !this.literal && at('"');
			String part = phrase ? phrase() : word();
			if (!part.isEmpty()) {
				String key = (excluded ? "-" : "+") + SearchTerms.fold(part);
				this.parts.putIfAbsent(key, new SearchPart(part, excluded, false));
				last = (excluded || phrase) ? null : key;
			}
		}
		if (prefix && last != null) {
			this.parts.computeIfPresent(last, (key, part) -> new SearchPart(part.text(), false, true));
		}
		return new ArrayList<>(this.parts.values());
	}

	private boolean skipSpace() {
		while (this.position < this.text.length() && SearchTerms.isSpace(this.text.charAt(this.position))) {
			this.position++;
		}
		return this.position < this.text.length();
	}

	/**
	 * Pass over a minus sign, if it stands before something.
	 */
	private boolean takeMinus() {
		boolean minus = !this.literal && at('-') && this.position + 1 < this.text.length()
				&& !SearchTerms.isSpace(this.text.charAt(this.position + 1));
		if (minus) {
			this.position++;
		}
		return minus;
	}

	private String phrase() {
		int start = this.position + 1;
		int end = this.text.indexOf('"', start);
		this.position = (end < 0) ? this.text.length() : end + 1;
		String inside = this.text.substring(start, (end < 0) ? this.text.length() : end);
		return String.join(" ", SearchTerms.split(inside));
	}

	private String word() {
		int start = this.position;
		while (this.position < this.text.length() && !SearchTerms.isSpace(this.text.charAt(this.position))) {
			this.position++;
		}
		return this.text.substring(start, this.position);
	}

	private boolean at(char character) {
		return this.text.charAt(this.position) == character;
	}

}
