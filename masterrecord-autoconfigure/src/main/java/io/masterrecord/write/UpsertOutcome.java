package io.masterrecord.write;

/**
 * What an upsert did with a row.
 *
 * @since 0.1.0
 */
public enum UpsertOutcome {

	/** There was no row of its key, and now there is. */
	INSERTED,

	/** The row of its key was changed. */
	UPDATED,

	/** The row of its key was left as it was. */
	UNCHANGED

}
