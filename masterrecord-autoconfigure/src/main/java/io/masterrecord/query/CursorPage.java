package io.masterrecord.query;

import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Some rows of a query, and the cursors to go on from there in both directions. Rows that
 * are added or deleted meanwhile neither repeat others nor hide them.
 *
 * @param <T> what rows are read into
 * @param content the rows, in the order of the query, whichever direction they were read
 * in
 * @param next the cursor of the rows after these, or {@code null} if there are none
 * @param previous the cursor of the rows before these, or {@code null} if there are none
 * @since 0.1.0
 */
public record CursorPage<T>(List<T> content, @Nullable String next, @Nullable String previous) {

	public CursorPage {
		content = List.copyOf(content);
	}

	/**
	 * Return the same page of something else.
	 * @param <U> what the rows become
	 * @param mapping turns a row into it
	 * @return the page
	 */
	public <U> CursorPage<U> map(Function<? super T, ? extends U> mapping) {
		return new CursorPage<>(this.content.stream().<U>map(mapping).toList(), this.next, this.previous);
	}

}
