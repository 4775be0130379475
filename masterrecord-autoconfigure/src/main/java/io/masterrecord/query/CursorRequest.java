package io.masterrecord.query;

import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Sort;

/**
 * Where to go on reading, and how far.
 *
 * @param cursor the cursor of a {@link CursorPage}, or {@code null} to read from the
 * start
 * @param size how many rows to read at most
 * @param sort what to sort by, after the keys of the query
 * @since 0.1.0
 */
public record CursorRequest(@Nullable String cursor, int size, Sort sort) {

	/**
	 * Return a request without an order of its own.
	 * @param cursor the cursor, or {@code null} to read from the start
	 * @param size how many rows to read at most
	 * @return the request
	 */
	public static CursorRequest of(@Nullable String cursor, int size) {
		return new CursorRequest(cursor, size, Sort.unsorted());
	}

}
