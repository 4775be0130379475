package io.masterrecord.query;

import org.springframework.util.Assert;

/**
 * Where the rows around a row begin or end, which a window function is computed of: at
 * the row itself, or at a distance of it. What the distance counts is said by the frame:
 * {@link Over#rows rows}, {@link Over#groups groups} of equal rows, or the
 * {@link Over#range difference} of what they are sorted by.
 *
 * @since 0.1.0
 */
public final class FrameBound {

	private static final FrameBound START = new FrameBound(Long.MIN_VALUE);

	private static final FrameBound CURRENT = new FrameBound(0);

	private static final FrameBound END = new FrameBound(Long.MAX_VALUE);

	/** The place behind the row, negative for one before it. */
	private final long place;

	private FrameBound(long place) {
		this.place = place;
	}

	/**
	 * The first of all rows.
	 * @return the bound, where rows begin
	 */
	public static FrameBound unboundedPreceding() {
		return START;
	}

	/**
	 * A distance before the row.
	 * @param distance how far, from 0
	 * @return the bound
	 */
	public static FrameBound preceding(int distance) {
		Assert.isTrue(distance >= 0, "'distance' must not be negative: say following(…)");
		return new FrameBound(-distance);
	}

	/**
	 * The row itself, and in groups and ranges those that are equal to it.
	 * @return the bound
	 */
	public static FrameBound currentRow() {
		return CURRENT;
	}

	/**
	 * A distance behind the row.
	 * @param distance how far, from 0
	 * @return the bound
	 */
	public static FrameBound following(int distance) {
		Assert.isTrue(distance >= 0, "'distance' must not be negative: say preceding(…)");
		return new FrameBound(distance);
	}

	/**
	 * The last of all rows.
	 * @return the bound, where rows end
	 */
	public static FrameBound unboundedFollowing() {
		return END;
	}

	boolean isBefore(FrameBound other) {
		return this.place < other.place;
	}

	boolean isDistance() {
		return this.place != 0 && this != START && this != END;
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof FrameBound that && this.place == that.place;
	}

	@Override
	public int hashCode() {
		return Long.hashCode(this.place);
	}

	/**
	 * Return the bound as SQL writes it.
	 */
	@Override
	public String toString() {
		if (this.place == 0) {
			return "CURRENT ROW";
		}
		String side = (this.place < 0) ? " PRECEDING" : " FOLLOWING";
		return (isDistance() ? String.valueOf(Math.abs(this.place)) : "UNBOUNDED") + side;
	}

}
