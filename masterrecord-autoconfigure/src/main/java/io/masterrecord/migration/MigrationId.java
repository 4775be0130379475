package io.masterrecord.migration;

import java.util.Comparator;
import java.util.regex.Pattern;

/**
 * The order of the ids of migrations: numbers come first, by their value however long
 * they are, then all other texts.
 */
final class MigrationId {

	static final Comparator<String> ORDER = Comparator.comparing((String id) -> !isNumber(id))
		.thenComparing((id) -> isNumber(id) ? significant(id).length() : 0)
		.thenComparing((id) -> isNumber(id) ? significant(id) : id);

	private static final Pattern VALID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

	private MigrationId() {
	}

	static boolean isValid(String id) {
		return VALID.matcher(id).matches();
	}

	private static boolean isNumber(String id) {
		return id.chars().allMatch((character) -> character >= '0' && character <= '9');
	}

	private static String significant(String number) {
		int start = 0;
		while (start < number.length() - 1 && number.charAt(start) == '0') {
			start++;
		}
		return number.substring(start);
	}

}
