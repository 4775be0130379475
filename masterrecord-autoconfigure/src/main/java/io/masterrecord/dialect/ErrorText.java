package io.masterrecord.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Finds names in messages of drivers.
 */
final class ErrorText {

	private static final Pattern QUOTED = Pattern.compile("\"([^\"]+)\"");

	private ErrorText() {
	}

	/**
	 * Return what the group of a pattern matched, where the pattern occurs last.
	 */
	static @Nullable String last(Pattern pattern, String message) {
		Matcher matcher = pattern.matcher(message);
		String found = null;
		while (matcher.find()) {
			found = matcher.group(1);
		}
		return found;
	}

	/**
	 * Return all that stands between double quotes.
	 */
	static List<String> quoted(String text) {
		List<String> names = new ArrayList<>();
		Matcher matcher = QUOTED.matcher(text);
		while (matcher.find()) {
			names.add(matcher.group(1));
		}
		return names;
	}

}
