package io.masterrecord.query;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

import io.masterrecord.dialect.JsonSql;
import io.masterrecord.dialect.TypedValue;
import io.masterrecord.model.ValueModel;
import io.masterrecord.schema.TypeName;

/**
 * What a path leads to in a JSON document, and NULL where it leads to nothing.
 *
 * @param kind as what it is read
 * @param document the document
 * @param path the keys and positions, from the outside to the inside
 */
record JsonValue(Kind kind, Operand document, List<String> path) implements Computation {

	private static final int MOST_STEPS = 50;

	private static final int LONGEST_KEY = 200;

	JsonValue {
		path = checked(path);
	}

	/**
	 * Return a path that every database can be asked for.
	 */
	static List<String> checked(List<String> path) {
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
		return List.copyOf(path);
	}

	/**
	 * Return what a path leads to, which goes on from where another one has led.
	 */
	static JsonValue of(Kind kind, Operand operand, List<String> path) {
		if (operand instanceof JsonValue outer) {
			List<String> whole = new ArrayList<>(outer.path);
			whole.addAll(path);
			return new JsonValue(kind, outer.document, whole);
		}
		return new JsonValue(kind, document(operand), path);
	}

	/**
	 * Return an operand that holds a JSON document, or refuse another one.
	 */
	static Operand document(Operand operand) {
		if (operand instanceof JsonValue value) {
			return new JsonValue(Kind.DOCUMENT, value.document, value.path);
		}
		if (operand.type().name() == TypeName.JSON || operand.content().javaType() == String.class) {
			return operand;
		}
		throw new InvalidQueryException("'%s' holds a '%s', and no JSON document".formatted(operand,
				operand.content().javaType().getSimpleName()));
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
		return this.kind.content;
	}

	@Override
	public List<Operand> parts() {
		return List.of(this.document);
	}

	/**
	 * As what a value is read.
	 */
	enum Kind {

		/** As a document, which a single value is too. */
		DOCUMENT(String.class, JsonSql::document),

		/** As text, whatever it is. */
		TEXT(String.class, JsonSql::text),

		/** As a number, if it is one. */
		NUMBER(BigDecimal.class, JsonSql::number),

		/** As a boolean, if it is one. */
		BOOLEAN(Boolean.class, JsonSql::bool);

		private final ValueModel content;

		private final BiFunction<JsonSql, String, String> text;

		Kind(Class<?> type, BiFunction<JsonSql, String, String> text) {
			this.content = ValueModel.computed(type, true);
			this.text = text;
		}

		/**
		 * Write the value.
		 * @param json the words of the vendor
		 * @param document the SQL of the document
		 * @return an expression with one or more placeholders, all for the path
		 */
		String write(JsonSql json, String document) {
			return this.text.apply(json, document);
		}

	}

}
