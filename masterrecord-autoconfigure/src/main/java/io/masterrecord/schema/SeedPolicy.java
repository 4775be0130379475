package io.masterrecord.schema;

/**
 * What happens where a declared row meets an existing one.
 *
 * @since 0.1.0
 */
public enum SeedPolicy {

	/** The row is inserted; an existing row of the same key is an error. */
	INSERT,

	/** The row is inserted, or the existing row of the same key is updated. */
	UPSERT,

	/** The row is inserted where no row of the same key exists. */
	SKIP_IF_PRESENT,

	/**
	 * The row is inserted or updated, and deleted when it is declared no more, unless
	 * somebody else changed it or other rows refer to it.
	 */
	SYNC

}
