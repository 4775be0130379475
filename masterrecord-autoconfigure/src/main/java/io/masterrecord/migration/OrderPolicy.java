package io.masterrecord.migration;

/**
 * What to do about a migration that is not applied while ones that come after it in the
 * order of the application are: two branches were merged, and the database had seen one
 * of them.
 *
 * @since 0.1.0
 */
public enum OrderPolicy {

	/** Refuse to run anything. */
	STRICT,

	/**
	 * Apply it, with a warning, if the later ones are of another branch and have nothing
	 * to do with it; refuse otherwise.
	 */
	WARN,

	/**
	 * Apply it if the later ones have nothing to do with it, also where they come after
	 * it by parent or by id; refuse otherwise.
	 */
	ANY

}
