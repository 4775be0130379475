package io.masterrecord.query;

import java.util.List;

import io.masterrecord.dialect.TypedValue;
import io.masterrecord.model.ValueModel;

/**
 * The text of what a path leads to in a JSON document, and NULL where it leads to
 * nothing.
 *
 * @param document the document
 * @param path the keys and positions, from the outside to the inside
 */
record JsonText(Operand document, List<String> path) implements Computation {

	private static final ValueModel TEXT = ValueModel.computed(String.class, true);

	private static final int MOST_STEPS = 50;

	private static final int LONGEST_KEY = 200;

	JsonText {
		path = List.copyOf(path);
		if (path.isEmpty() || path.size() > MOST_STEPS) {
			throw new InvalidQueryException(
					"A path into a JSON document has 1 to %d keys, not %d".formatted(MOST_STEPS, path.size()));
		}
		for (int i = 0; i < path.size(); i++) {
			if (!isKey(path.get(i))) {
				throw new InvalidQueryException(
						"Key %d of a path into a JSON document is empty, longer than %d characters, or holds a quote, a backslash or a control character"
							.formatted(i + 1, LONGEST_KEY));
			}
		}
	}

	private static boolean isKey(String key) {
		return !key.isEmpty() && key.length() <= LONGEST_KEY
				&& key.chars().noneMatch((c) -> c == '"' || c == '\\' || c < ' ' || Character.isSurrogate((char) c));
	}

	@Override
	public void describe(SqlSink sink) {
		sink.json(this);
	}

	/**
	 * Return the path as it is bound.
	 * @param text the path in the words of the dialect
	 */
	static TypedValue bound(String text) {
		return LikePattern.text(text);
	}

	@Override
	public ValueModel content() {
		return TEXT;
	}

	@Override
	public List<Operand> parts() {
		return List.of(this.document);
	}

}
