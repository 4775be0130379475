package io.masterrecord.dialect;

import org.jspecify.annotations.Nullable;

/**
 * How a driver is brought to deliver the rows of a select one by one, instead of holding
 * all of them in memory.
 *
 * @param fetchSize how many rows the driver fetches at once, in its own terms
 * @param transactional whether the connection must not commit each statement by itself
 * @param exclusive whether the driver runs no other statement on the connection before
 * the last row has arrived
 * @param before a statement of the session that comes before the select, or {@code null}
 * @param after a statement of the session that takes it back, or {@code null}
 * @since 0.1.0
 */
public record RowStreaming(int fetchSize, boolean transactional, boolean exclusive, @Nullable String before,
		@Nullable String after) {

	/**
	 * Return the way of drivers that only need to be told a number of rows.
	 * @param fetchSize how many rows the driver fetches at once
	 * @return the way
	 */
	public static RowStreaming by(int fetchSize) {
		return new RowStreaming(fetchSize, false, false, null, null);
	}

}
