package io.masterrecord.query;

import java.util.Collection;
import java.util.Map;
import java.util.function.Function;

import io.masterrecord.dialect.TypedValue;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A key in a JSON document that waits for what it is set to. What else is in the document
 * stays as it is, whoever changes it at the same time. Where a row has no document, or in
 * it no object that could have the key, nothing becomes of it.
 *
 * @param <T> the entity
 * @since 0.1.0
 */
public final class JsonChangeStep<T> {

	private final Function<@Nullable TypedValue, Change<T>> change;

	JsonChangeStep(Function<@Nullable TypedValue, Change<T>> change) {
		this.change = change;
	}

	/**
	 * Set the key to a text.
	 * @param value the text
	 * @return the change
	 */
	public Change<T> to(String value) {
		return toJson(value);
	}

	/**
	 * Set the key to a number.
	 * @param value the number, which is to be finite
	 * @return the change
	 * @throws InvalidQueryException if it is none that JSON has
	 */
	public Change<T> to(Number value) {
		return toJson(value);
	}

	/**
	 * Set the key to a boolean.
	 * @param value the boolean
	 * @return the change
	 */
	public Change<T> to(boolean value) {
		return toJson(value);
	}

	/**
	 * Set the key to an array.
	 * @param values maps, collections, texts, numbers, booleans and nulls
	 * @return the change
	 * @throws InvalidQueryException if there is anything else among them
	 */
	public Change<T> to(Collection<?> values) {
		return toJson(values);
	}

	/**
	 * Set the key to an object.
	 * @param values maps, collections, texts, numbers, booleans and nulls by their keys
	 * @return the change
	 * @throws InvalidQueryException if there is anything else among them
	 */
	public Change<T> to(Map<String, ?> values) {
		return toJson(values);
	}

	/**
	 * Set the key to the null of JSON.
	 * @return the change
	 */
	public Change<T> toNull() {
		return this.change.apply(LikePattern.text(JsonWriter.write(null)));
	}

	/**
	 * Take the key and its value out.
	 * @return the change
	 */
	public Change<T> remove() {
		return this.change.apply(null);
	}

	private Change<T> toJson(Object value) {
		Assert.notNull(value, "'value' must not be null: say toNull() for the null of JSON");
		return this.change.apply(LikePattern.text(JsonWriter.write(value)));
	}

}
