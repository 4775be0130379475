package io.masterrecord.dialect;

import java.util.List;

/**
 * How the rows that a select reads are locked until the end of the transaction.
 *
 * @param strength against what
 * @param waiting what happens at a row that somebody else has locked
 * @param of the sources whose rows are locked, quoted as the select names them; empty for
 * all
 * @since 0.1.0
 */
public record LockClause(Strength strength, Wait waiting, List<String> of) {

	public LockClause {
		of = List.copyOf(of);
	}

	/**
	 * Against what rows are locked.
	 */
	public enum Strength {

		/** Against changes and other locks. */
		UPDATE,

		/** Against changes; others may read and share the lock. */
		SHARE

	}

	/**
	 * What happens at a row that somebody else has locked.
	 */
	public enum Wait {

		/** It is waited for, as long as the database does. */
		WAIT,

		/** The select fails at once. */
		NO_WAIT,

		/** The row is left out. */
		SKIP_LOCKED

	}

}
