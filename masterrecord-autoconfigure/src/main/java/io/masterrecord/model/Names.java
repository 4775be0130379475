package io.masterrecord.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * The first version of the naming defaults. A change of any name made here would be a
 * migration for every application, so other rules belong to another version.
 *
 * @since 0.1.0
 */
public final class Names {

	/** What PostgreSQL holds, which is the least of all. */
	static final int MAX_BYTES = 63;

	private static final int HASH_LENGTH = 8;

	private Names() {
	}

	/**
	 * Return the name that follows from the name of a class or property.
	 * @param name the name in camel case
	 * @return the name of its table or column, where none is stated
	 */
	public static String derived(String name) {
		return fit(snakeCase(name));
	}

	/**
	 * Return the name of a constraint or index, where none is stated.
	 * @param prefix the kind: {@code pk}, {@code uq}, {@code fk}, {@code ck} or
	 * {@code idx}
	 * @param table the name of the table
	 * @param columns the names of the columns, in order
	 * @return the name, unless something else has it
	 */
	public static String derived(String prefix, String table, List<String> columns) {
		return fit((prefix + "_" + table + (columns.isEmpty() ? "" : "_" + String.join("_", columns)))
			.toLowerCase(Locale.ROOT));
	}

	/**
	 * Return the snake_case of a name in camel case; an acronym is one word, digits
	 * belong to the word before them.
	 */
	static String snakeCase(String name) {
		StringBuilder result = new StringBuilder();
		int[] letters = name.codePoints().toArray();
		for (int i = 0; i < letters.length; i++) {
			if (i > 0 && startsWord(letters, i)) {
				result.append('_');
			}
			result.appendCodePoint(letters[i]);
		}
		return result.toString().toLowerCase(Locale.ROOT);
	}

	/**
	 * Return a name as it is, or shortened and ended by a hash of the whole if it is too
	 * long for a database.
	 */
	static String fit(String name) {
		return fits(name) ? name : withHash(name, name);
	}

	/**
	 * Return a name that ends with a hash of what it stands for, shortened where it must
	 * be.
	 */
	static String withHash(String name, String meaning) {
		StringBuilder head = new StringBuilder();
		int bytes = 0;
		for (int letter : name.codePoints().toArray()) {
			bytes += Character.toString(letter).getBytes(StandardCharsets.UTF_8).length;
			if (bytes > MAX_BYTES - HASH_LENGTH - 1) {
				break;
			}
			head.appendCodePoint(letter);
		}
		return head.append('_').append(hash(meaning)).toString();
	}

	static boolean fits(String name) {
		return name.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES;
	}

	private static boolean startsWord(int[] letters, int i) {
		if (!Character.isUpperCase(letters[i])) {
			return false;
		}
		int before = letters[i - 1];
		if (before == '_') {
			return false;
		}
		boolean endsAcronym = i + 1 < letters.length && Character.isLowerCase(letters[i + 1]);
		return !Character.isUpperCase(before) || endsAcronym;
	}

	private static String hash(String text) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(digest).substring(0, HASH_LENGTH);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

}
