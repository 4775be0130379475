package io.masterrecord.dialect;

/**
 * What a change does to those who use a large table meanwhile.
 *
 * @param kind what they notice
 * @param reason why, as a sentence
 * @param remedy what would do the same with less harm, as a sentence
 * @since 0.1.0
 */
public record Impact(Kind kind, String reason, String remedy) {

	/**
	 * What the users of a table notice, for as long as it takes to go through all its
	 * rows.
	 */
	public enum Kind {

		/** All rows are written anew, and nobody reads or writes the table meanwhile. */
		REWRITES_TABLE,

		/** All rows are written anew, while the table stays in use. */
		REWRITES_ONLINE,

		/** All rows are looked at, and nobody reads or writes the table meanwhile. */
		BLOCKS_READS,

		/** The table can be read, and not written. */
		BLOCKS_WRITES

	}

}
