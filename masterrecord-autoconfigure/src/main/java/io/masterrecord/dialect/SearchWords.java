package io.masterrecord.dialect;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

/**
 * What a word is: the characters between two breaks. Indexes of words are cut at the same
 * characters as what is looked for in them.
 *
 * @since 0.1.0
 */
public final class SearchWords {

	/**
	 * The longest word that every index holds, in code points.
	 */
	public static final int LONGEST = 80;

	/** First and last of the characters that separate words. */
	private static final int[][] BREAKS = { { 0x00, 0x2F }, { 0x3A, 0x40 }, { 0x5B, 0x60 }, { 0x7B, 0xBF },
			{ 0xD7, 0xD7 }, { 0xF7, 0xF7 }, { 0x2000, 0x2BFF }, { 0x2E00, 0x2E7F }, { 0x3000, 0x3004 },
			{ 0x3008, 0x3020 }, { 0xFE00, 0xFE6F }, { 0xFF00, 0xFF0F }, { 0xFF1A, 0xFF20 }, { 0xFFE0, 0xFFFD },
			{ 0x1F000, 0x1FAFF } };

	private static final int FIRST_MARK = 0x300;

	private static final int LAST_MARK = 0x36F;

	private SearchWords() {
	}

	/**
	 * Cut a text into words.
	 * @param text the text
	 * @return the words, composed as far as Unicode can; none if there is none
	 */
	public static List<String> of(String text) {
		List<String> words = new ArrayList<>();
		StringBuilder word = new StringBuilder();
		Normalizer.normalize(text, Normalizer.Form.NFC).codePoints().forEach((character) -> {
			if (!isBreak(character)) {
				word.appendCodePoint(character);
			}
			else if (!word.isEmpty()) {
				words.add(word.toString());
				word.setLength(0);
			}
		});
		if (!word.isEmpty()) {
			words.add(word.toString());
		}
		return words;
	}

	/**
	 * Tell whether a character separates words.
	 * @param character the code point
	 * @return whether no word contains it
	 */
	public static boolean isBreak(int character) {
		for (int[] range : BREAKS) {
			if (character >= range[0] && character <= range[1]) {
				return true;
			}
		}
		return character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
	}

	/**
	 * Take accents and other marks off a text.
	 * @param text the text
	 * @return the text without combining marks
	 */
	public static String withoutMarks(String text) {
		String apart = Normalizer.normalize(text, Normalizer.Form.NFD);
		StringBuilder plain = new StringBuilder(apart.length());
		apart.chars().filter((c) -> c < FIRST_MARK || c > LAST_MARK).forEach((c) -> plain.append((char) c));
		return plain.toString();
	}

	/**
	 * Return the marks that are taken off.
	 */
	static String marks() {
		StringBuilder marks = new StringBuilder();
		for (int mark = FIRST_MARK; mark <= LAST_MARK; mark++) {
			marks.append((char) mark);
		}
		return marks.toString();
	}

	/**
	 * Return a text in lower case and without marks.
	 */
	static String folded(String text) {
		return withoutMarks(text).toLowerCase(Locale.ROOT);
	}

	/**
	 * Return a class of a regular expression that holds all breaks.
	 * @param form writes a character
	 */
	static String breakClass(IntFunction<String> form) {
		StringBuilder expression = new StringBuilder("[[:cntrl:]");
		for (int[] range : BREAKS) {
			expression.append(form.apply(Math.max(range[0], ' ')));
			if (range[1] > range[0]) {
				expression.append('-').append(form.apply(range[1]));
			}
		}
		return expression.append(']').toString();
	}

}
