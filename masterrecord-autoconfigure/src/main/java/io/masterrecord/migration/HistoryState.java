package io.masterrecord.migration;

import java.util.Locale;

/**
 * What the history says about a migration.
 */
enum HistoryState {

	/** Its steps are being run, or their process ended in the middle of them. */
	APPLYING,

	/** All its steps are done. */
	APPLIED,

	/** The step after those done failed. */
	FAILED,

	/** Its steps are being undone, or their process ended in the middle of that. */
	REVERTING,

	/**
	 * All its steps are done, and the migration behind the last row of this state stands
	 * for it.
	 */
	REPLACED;

	String word() {
		return name().toLowerCase(Locale.ROOT);
	}

	static HistoryState of(String word) {
		return valueOf(word.toUpperCase(Locale.ROOT));
	}

}
