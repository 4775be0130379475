package io.masterrecord.model;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Keys that a database was asked for, by which the rows that it delivers are found. A
 * collation may take texts for equal that differ in case, accents, or blanks at their
 * end, so that a row comes with another key than the one that was asked for. A key is a
 * value in a form that is equal however it was written, or a list of such values.
 *
 * @since 0.1.0
 */
public final class SimilarKeys {

	private final Set<?> asked;

	private final boolean texts;

	private final Set<Object> found = new HashSet<>();

	private final Set<Object> delivered = new HashSet<>();

	private final Map<Likeness, Map<Object, List<Object>>> alike = new EnumMap<>(Likeness.class);

	private SimilarKeys(Set<?> asked) {
		this.asked = asked;
		Object first = asked.isEmpty() ? null : asked.iterator().next();
		this.texts = first instanceof String
				|| (first instanceof List<?> values && values.stream().anyMatch(String.class::isInstance));
	}

	/**
	 * Create them.
	 * @param asked the keys that the database was asked for
	 * @return the keys
	 */
	public static SimilarKeys of(Collection<?> asked) {
		return new SimilarKeys(new LinkedHashSet<>(asked));
	}

	/**
	 * Return which keys a row belongs to.
	 * @param key the key of a row that was found by some of the keys
	 * @return the keys it was found by: itself, or those that are most like it; none if
	 * nothing is
	 */
	public List<Object> find(Object key) {
		if (!this.texts) {
			return List.of(key);
		}
		this.delivered.add(key);
		List<Object> result = this.asked.contains(key) ? List.of(key) : mostAlike(key);
		this.found.addAll(result);
		return result;
	}

	private List<Object> mostAlike(Object key) {
		for (Likeness likeness : Likeness.values()) {
			List<Object> result = this.alike.computeIfAbsent(likeness, this::index).get(likeness.of(key));
			if (result != null) {
				return result;
			}
		}
		return List.of();
	}

	private Map<Object, List<Object>> index(Likeness likeness) {
		Map<Object, List<Object>> index = new HashMap<>();
		this.asked.forEach((key) -> index.computeIfAbsent(likeness.of(key), (of) -> new ArrayList<>()).add(key));
		return index;
	}

	/**
	 * Return the keys without a row that are similar to one with a row, which may be
	 * theirs too. The database tells when it is asked for those alone.
	 * @return the keys
	 */
	public Set<Object> left() {
		Set<Object> result = new LinkedHashSet<>();
		if (!this.texts || this.delivered.isEmpty() || this.found.size() == this.asked.size()) {
			return result;
		}
		Set<Object> likely = new HashSet<>();
		this.delivered.forEach((key) -> likely.add(Likeness.LETTERS.of(key)));
		for (Object key : this.asked) {
			if (!this.found.contains(key) && likely.contains(Likeness.LETTERS.of(key))) {
				result.add(key);
			}
		}
		return result;
	}

	/**
	 * How much two texts are alike, the most first.
	 */
	private enum Likeness {

		/** Apart from blanks at the end. */
		BLANKS(String::stripTrailing),

		/** Apart from case too. */
		CASE((text) -> folded(text.stripTrailing())),

		/** Apart from accents too. */
		LETTERS((text) -> folded(withoutMarks(text.stripTrailing())));

		private static final Pattern MARKS = Pattern.compile("\\p{M}+");

		private final UnaryOperator<String> form;

		Likeness(UnaryOperator<String> form) {
			this.form = form;
		}

		Object of(Object key) {
			if (key instanceof String text) {
				return this.form.apply(text);
			}
			return (key instanceof List<?> values) ? values.stream().map(this::of).toList() : key;
		}

		private static String folded(String text) {
			return text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
		}

		private static String withoutMarks(String text) {
			return MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
		}

	}

}
