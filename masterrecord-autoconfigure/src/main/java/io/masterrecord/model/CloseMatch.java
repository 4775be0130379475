package io.masterrecord.model;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the name that was probably meant.
 *
 * @since 0.1.0
 */
public final class CloseMatch {

	private CloseMatch() {
	}

	/**
	 * Find the known name that was probably meant. Case and underscores do not count.
	 * @param wanted the name that is not known
	 * @param known the names that are
	 * @return the closest one, if at most a third of its characters differ
	 */
	public static Optional<String> of(String wanted, Collection<String> known) {
		String folded = fold(wanted);
		int tolerance = Math.max(1, folded.length() / 3);
		return known.stream()
			.filter((name) -> distance(folded, fold(name)) <= tolerance)
			.min(Comparator.<String>comparingInt((name) -> distance(folded, fold(name)))
				.thenComparing(Comparator.naturalOrder()));
	}

	/**
	 * Return a sentence that suggests the closest name, or lists the known ones.
	 */
	static String suggest(String wanted, Collection<String> known) {
		return of(wanted, known).map((name) -> "Did you mean '" + name + "'?")
			.orElseGet(() -> "Use one of: " + String.join(", ", known) + ".");
	}

	private static String fold(String name) {
		return name.replace("_", "").toLowerCase(Locale.ROOT);
	}

	private static int distance(String left, String right) {
		int[] row = new int[right.length() + 1];
		for (int j = 0; j < row.length; j++) {
			row[j] = j;
		}
		for (int i = 1; i <= left.length(); i++) {
			int diagonal = row[0];
			row[0] = i;
			for (int j = 1; j < row.length; j++) {
				int replaced = diagonal + ((left.charAt(i - 1) == right.charAt(j - 1)) ? 0 : 1);
				diagonal = row[j];
				row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
			}
		}
		return row[right.length()];
	}

}
