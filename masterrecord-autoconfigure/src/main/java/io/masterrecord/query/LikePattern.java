package io.masterrecord.query;

import io.masterrecord.dialect.TypedValue;
import io.masterrecord.schema.ColumnType;
import io.masterrecord.schema.TypeName;

/**
 * Patterns whose wildcards are {@code %} and {@code _} and whose escape character is
 * {@code !}.
 */
final class LikePattern {

	private static final ColumnType TEXT = ColumnType.of(TypeName.TEXT);

	private static final char ESCAPE = '!';

	private LikePattern() {
	}

	static TypedValue containing(String text) {
		return of("%" + escape(text) + "%");
	}

	static TypedValue startingWith(String text) {
		return of(escape(text) + "%");
	}

	static TypedValue endingWith(String text) {
		return of("%" + escape(text));
	}

	static TypedValue equalTo(String text) {
		return of(escape(text));
	}

	/**
	 * Take a pattern as it is. Databases disagree on an escape character before anything
	 * else than what needs one.
	 */
	static TypedValue raw(String pattern) {
		for (int i = 0; i < pattern.length(); i++) {
			if (pattern.charAt(i) == ESCAPE) {
				i++;
				if (i == pattern.length() || !isSpecial(pattern.charAt(i))) {
					throw new InvalidQueryException(
							"A pattern has a '!' before something else than '%', '_' or '!'. Write '!!' for a '!'");
				}
			}
		}
		return of(pattern);
	}

	/**
	 * Return a text which is no pattern of this kind.
	 */
	static TypedValue text(String text) {
		return of(text);
	}

	private static TypedValue of(String pattern) {
		return new TypedValue(TEXT, pattern);
	}

	private static String escape(String text) {
		StringBuilder escaped = null;
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (isSpecial(c)) {
				if (escaped == null) {
					escaped = new StringBuilder(text.length() + 8).append(text, 0, i);
				}
				escaped.append(ESCAPE);
			}
			if (escaped != null) {
				escaped.append(c);
			}
		}
		return (escaped != null) ? escaped.toString() : text;
	}

	private static boolean isSpecial(char c) {
		return c == '%' || c == '_' || c == ESCAPE;
	}

}
