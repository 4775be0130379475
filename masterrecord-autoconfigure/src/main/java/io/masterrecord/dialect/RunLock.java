package io.masterrecord.dialect;

/**
 * The way in which a database keeps two runs of migrations apart. No way waits inside the
 * database for longer than a few seconds: who waits, asks again.
 *
 * @since 0.1.0
 */
public sealed interface RunLock {

	/**
	 * A lock that belongs to a session of the server, which frees it when the session
	 * ends, however it ends.
	 *
	 * @param acquire asks for the lock without waiting; returns one row of one number, 1
	 * if the lock was given
	 * @param release gives the lock back
	 * @param holder returns one row of one text that describes the session holding the
	 * lock, or NULL or no row if nobody does
	 * @param announce a statement with one placeholder, for a note of at most 60
	 * characters which {@code holder} shows to others; empty if there is no such thing
	 * @param proof what tells whether the lock keeps others out
	 */
	record Session(SqlCommand acquire, SqlCommand release, SqlCommand holder, String announce,
			Proof proof) implements RunLock {
	}

	/**
	 * Questions by which it is found out whether the lock of a session is one.
	 *
	 * @param held returns one row of one number, 1 if the session that answers holds the
	 * lock
	 * @param session returns one row of one number, that of the session which answers;
	 * NULL if that is not to be compared with what the driver knows
	 * @param obstacle returns one row of one text that says why nothing can be changed
	 * here; NULL if something can
	 * @param doubt returns one row of one text that says whom the lock does not keep out;
	 * NULL or no row if it keeps everybody out
	 */
	record Proof(SqlCommand held, SqlCommand session, SqlCommand obstacle, SqlCommand doubt) {

		static final SqlCommand NOTHING = SqlCommand.of("SELECT NULL");

	}

	/**
	 * The only writing transaction that the database allows at a time. Everything happens
	 * inside it; single migrations are undone with savepoints.
	 *
	 * @param begin begins the transaction, or fails with {@link SqlErrorKind#CONFLICT}
	 */
	record Transaction(String begin) implements RunLock {
	}

	/**
	 * A row that is locked in a transaction of a second connection, because the
	 * connection of the migrations commits with every change of the schema.
	 *
	 * @param clause what a select of the row ends with, so that it locks the row and
	 * leaves it out if it is locked already
	 */
	record Row(String clause) implements RunLock {
	}

}
