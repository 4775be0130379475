package io.masterrecord.query;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Cuts a keyword into terms at white space of any kind. Terms that differ only in case
 * are one.
 */
final class SearchTerms {

	private SearchTerms() {
	}

	static List<String> of(@Nullable String keyword, QuerySettings settings) {
		Map<String, String> terms = new LinkedHashMap<>();
		for (String term : split(limited(keyword, settings))) {
			terms.putIfAbsent(fold(term), term);
		}
		checkCount(terms.size(), settings);
		return List.copyOf(terms.values());
	}

	/**
	 * Return a keyword without white space around it, or refuse one that is too long.
	 */
	static String limited(@Nullable String keyword, QuerySettings settings) {
		String trimmed = (keyword != null) ? trim(keyword) : "";
		if (trimmed.length() > settings.maxSearchLength()) {
			throw new QueryLimitException(QueryLimitException.Subject.SEARCH,
					"A keyword has at most %d characters, not %d".formatted(settings.maxSearchLength(),
							trimmed.length()));
		}
		return trimmed;
	}

	/**
	 * Refuse more terms than allowed.
	 */
	static void checkCount(int count, QuerySettings settings) {
		if (count > settings.maxSearchTerms()) {
			throw new QueryLimitException(QueryLimitException.Subject.SEARCH,
					"A keyword has at most %d different terms, not %d".formatted(settings.maxSearchTerms(), count));
		}
	}

	private static String trim(String keyword) {
		int start = 0;
		int end = keyword.length();
		while (start < end && isSpace(keyword.charAt(start))) {
			start++;
		}
		while (end > start && isSpace(keyword.charAt(end - 1))) {
			end--;
		}
		return keyword.substring(start, end);
	}

	static List<String> split(String text) {
		List<String> parts = new ArrayList<>();
		int start = 0;
		for (int i = 0; i <= text.length(); i++) {
			if (i == text.length() || isSpace(text.charAt(i))) {
				if (i > start) {
					parts.add(text.substring(start, i));
				}
				start = i + 1;
			}
		}
		return parts;
	}

	/**
	 * Tell whether a character is white space to Unicode, which has all of it in the
	 * basic plane, or to Java.
	 */
	static boolean isSpace(char c) {
		return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085';
	}

	static String fold(String term) {
		return term.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
	}

}
