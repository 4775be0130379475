package io.masterrecord.dialect;

import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The letters that are a Latin, Greek or Cyrillic letter with marks, for databases that
 * cannot take marks off by themselves.
 */
final class LetterVariants {

	private static final int[][] RANGES = { { 0xC0, 0x24F }, { 0x370, 0x4FF }, { 0x1E00, 0x1FFF } };

	/** From a plain letter in lower case to all letters that are a form of it. */
	private static final Map<Character, String> VARIANTS = variants();

	private LetterVariants() {
	}

	private static Map<Character, String> variants() {
		Map<Character, String> variants = new TreeMap<>();
		for (int[] range : RANGES) {
			for (int letter = range[0]; letter <= range[1]; letter++) {
				String apart = Normalizer.normalize(Character.toString(letter), Normalizer.Form.NFD);
				String plain = SearchWords.folded(apart);
				if (apart.length() > 1 && plain.length() == 1 && Character.isLowerCase(plain.charAt(0))) {
					variants.merge(plain.charAt(0), Character.toString(letter), String::concat);
				}
			}
		}
		return variants;
	}

	/**
	 * Take the marks off the letters that have forms, and leave all others as they are.
	 */
	static String withoutMarks(String text) {
		return Normalizer.normalize(SearchWords.withoutMarks(text), Normalizer.Form.NFC);
	}

	/**
	 * Return the forms of a letter.
	 * @param plain a letter in lower case, without marks
	 * @return the letters that are a form of it, without itself and its capital
	 */
	static String of(char plain) {
		return VARIANTS.getOrDefault(plain, "");
	}

	/**
	 * Return all letters in lower case that have marks.
	 */
	static String marked() {
		StringBuilder marked = new StringBuilder();
		VARIANTS.values().forEach((letters) -> lower(letters).forEach(marked::append));
		return marked.toString();
	}

	/**
	 * Return for each of {@link #marked()} the letter without marks.
	 */
	static String plain() {
		StringBuilder plain = new StringBuilder();
		VARIANTS.forEach((letter, letters) -> lower(letters).forEach((marked) -> plain.append(letter)));
		return plain.toString();
	}

	private static List<Character> lower(String letters) {
		return letters.chars().filter(Character::isLowerCase).mapToObj((letter) -> (char) letter).toList();
	}

}
