package io.masterrecord.migration;

import java.util.Comparator;
import java.util.regex.Pattern;

/**
 * The order of the ids of migrations: numbers come first, by their value however long
 * they are, then all other texts.
 */
final class MigrationId {

	static final Comparator<String> ORDER = MigrationId::compare;

	private static final Pattern VALID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

	private MigrationId() {
	}

	static boolean isValid(String id) {
		return VALID.matcher(id).matches();
	}

	private static int compare(String first, String second) {
		boolean number = isNumber(first);
		if (number != isNumber(second)) {
			return number ? -1 : 1;
		}
		if (!number) {
			return first.compareTo(second);
		}
		String left = significant(first);
		String right = significant(second);
		return (left.length() != right.length()) ? Integer.compare(left.length(), right.length())
				: left.compareTo(right);
	}

	private static boolean isNumber(String id) {
		for (int i = 0; i < id.length(); i++) {
			if (id.charAt(i) < '0' || id.charAt(i) > '9') {
				return false;
			}
		}
		return true;
	}

	private static String significant(String number) {
		int start = 0;
		while (start < number.length() - 1 && number.charAt(start) == '0') {
			start++;
		}
		return number.substring(start);
	}

}
