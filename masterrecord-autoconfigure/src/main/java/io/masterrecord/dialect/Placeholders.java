package io.masterrecord.dialect;

import java.util.function.IntFunction;

/**
 * The placeholders of a statement that a renderer wrote: the question marks outside of
 * quotes.
 */
final class Placeholders {

	private Placeholders() {
	}

	/**
	 * Replace each placeholder.
	 * @param sql the statement
	 * @param replacement the text to put in the place of the placeholder of a number,
	 * from 0
	 * @return the statement with the texts
	 */
	static String replace(String sql, IntFunction<String> replacement) {
		StringBuilder text = new StringBuilder(sql.length() * 2);
		int number = 0;
		char quoted = 0;
		for (char character : sql.toCharArray()) {
			if (quoted == 0 && character == '?') {
				text.append(replacement.apply(number++));
				continue;
			}
			if (quoted == character) {
				quoted = 0;
			}
			else if (quoted == 0 && (character == '"' || character == '`' || character == '\'')) {
				quoted = character;
			}
			text.append(character);
		}
		return text.toString();
	}

}
