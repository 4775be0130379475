package io.masterrecord.testing;

import java.util.List;

/**
 * Texts made of what has broken out of statements, patterns and parsers before.
 *
 * @since 0.1.0
 */
public final class Hostile {

	private static final List<String> PARTS = List.of("'", "\"", "`", "\\", "%", "_", "!", "[", "]", "*", "?", "^", ";",
			"--", "/*", "*/", "#", "$1", ":name", "{fn", "::", "||", "(", ")", ",", " or ", " and ", "in", "LIKE",
			"null", "'; DROP TABLE thing; --", "1=1", "a", "B", "aB", "Z", " ", "\t", "\n", "\u00a0", "\u2028", "🦊",
			"\u2019", "e\u0301", "\u202e", "0", "\\'", "''", "!%", "!_", "\\%", "${x}", "#{x}", "&", "<b>", "日本");

	private Hostile() {
	}

	/**
	 * Return a text in which letters with case are ASCII, since not every engine folds
	 * others.
	 * @param dice the choices
	 * @return the text
	 */
	public static String text(Dice dice) {
		StringBuilder text = new StringBuilder();
		for (int i = dice.below(6); i >= 0; i--) {
			text.append(dice.oneOf(PARTS));
		}
		return text.toString();
	}

}
