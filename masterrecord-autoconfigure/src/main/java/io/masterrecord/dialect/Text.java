package io.masterrecord.dialect;

/**
 * Facts about text that no database can hold exactly.
 */
final class Text {

	private Text() {
	}

	static boolean hasUnpairedSurrogate(String text) {
		return text.codePoints()
			.anyMatch((point) -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
	}

	/**
	 * Return the text between single quotes, with the quotes inside doubled.
	 */
	static String literal(String text) {
		if (text.indexOf('\0') >= 0 || hasUnpairedSurrogate(text)) {
			throw new IllegalArgumentException(
					"A default must not contain the character NUL or half of a surrogate pair: remove it");
		}
		return "'" + text.replace("'", "''") + "'";
	}

}
