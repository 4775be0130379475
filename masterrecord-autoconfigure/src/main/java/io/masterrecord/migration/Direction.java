package io.masterrecord.migration;

import java.util.Locale;

/**
 * Which of the two methods of a migration is run.
 *
 * @since 0.1.0
 */
public enum Direction {

	/** Applying it. */
	UP,

	/** Undoing it. */
	DOWN;

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
