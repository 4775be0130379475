package io.masterrecord.query;

import java.util.List;

import io.masterrecord.dialect.JsonSql;
import io.masterrecord.dialect.TypedValue;
import io.masterrecord.model.ValueModel;
import io.masterrecord.schema.TypeName;
import org.jspecify.annotations.Nullable;

/**
 * A JSON document with another value for a key of an object in it, or without that key.
 *
 * @param document the document
 * @param path the keys, from the outside to the inside
 * @param value the JSON of the value, or {@code null} to take the key out
 */
record JsonChange(Operand document, List<String> path, @Nullable TypedValue value) implements Computation {

	JsonChange {
		path = JsonValue.checked(path);
		document = JsonValue.document(document);
		for (int i = 0; i < path.size(); i++) {
			// Databases differ in what they do to a position that there is not.
			if (JsonSql.isPosition(path.get(i))) {
				throw new InvalidQueryException(
						"Key %d of the path to what is changed is a position in an array: set the whole array"
							.formatted(i + 1));
			}
		}
	}

	@Override
	public void describe(SqlSink sink) {
		sink.json(this);
	}

	/**
	 * Write the document.
	 * @param json the words of the vendor
	 * @param expression the SQL of the document as it was
	 * @return an expression with a placeholder for each of the {@link #values values}
	 */
	String write(JsonSql json, String expression) {
		boolean text = this.document.type().name() != TypeName.JSON;
		return (this.value != null) ? json.with(expression, text) : json.without(expression, text);
	}

	/**
	 * Return what is bound.
	 * @param json the words of the vendor
	 */
	List<TypedValue> values(JsonSql json) {
		TypedValue object = JsonValue.bound(json.path(this.path.subList(0, this.path.size() - 1)));
		TypedValue key = JsonValue.bound(json.path(this.path));
		return (this.value != null) ? List.of(object, key, this.value) : List.of(object, key);
	}

	@Override
	public ValueModel content() {
		return this.document.content();
	}

	@Override
	public List<Operand> parts() {
		return List.of(this.document);
	}

}
