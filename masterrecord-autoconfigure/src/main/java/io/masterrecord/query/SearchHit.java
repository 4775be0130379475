package io.masterrecord.query;

import io.masterrecord.model.EntityModel;
import io.masterrecord.property.TextProp;
import org.jspecify.annotations.Nullable;

/**
 * A row that a search found.
 *
 * @param <T> the entity
 * @since 0.1.0
 */
public final class SearchHit<T> {

	private final T entity;

	private final double score;

	private final Search search;

	private final EntityModel<T> model;

	SearchHit(T entity, double score, Search search, EntityModel<T> model) {
		this.entity = entity;
		this.score = score;
		this.search = search;
		this.model = model;
	}

	/**
	 * Return the entity.
	 * @return the entity
	 */
	public T entity() {
		return this.entity;
	}

	/**
	 * Return how well the row fits. Scores can be compared within one search on one
	 * database and have no other meaning.
	 * @return the score, greater where the row fits better
	 */
	public double score() {
		return this.score;
	}

	/**
	 * Write a property as HTML in which what was looked for is marked, see
	 * {@link Search#highlight(String)}.
	 * @param property the property
	 * @return HTML for the content of an element, empty for NULL
	 */
	public String highlight(TextProp<T> property) {
		return this.search.highlight(text(property));
	}

	/**
	 * Write a part of a property around what was looked for as HTML, see
	 * {@link Search#snippet(String, int)}.
	 * @param property the property
	 * @param characters about how many characters of the text
	 * @return HTML for the content of an element, empty for NULL
	 */
	public String snippet(TextProp<T> property, int characters) {
		return this.search.snippet(text(property), characters);
	}

	private @Nullable String text(TextProp<T> property) {
		return (String) this.model.property(property).get(this.entity);
	}

	@Override
	public String toString() {
		return "%s (%s)".formatted(this.entity, this.score);
	}

}
