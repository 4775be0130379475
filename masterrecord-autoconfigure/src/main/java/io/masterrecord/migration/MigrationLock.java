package io.masterrecord.migration;

import java.time.Duration;

import io.masterrecord.dialect.RunLock;
import org.jspecify.annotations.Nullable;

/**
 * Keeps all other runs out of the same history while one works.
 */
interface MigrationLock extends AutoCloseable {

	/**
	 * Ask for the lock, without waiting for longer than a few seconds.
	 */
	boolean tryAcquire();

	/**
	 * Describe who holds the lock, as far as the database tells.
	 */
	@Nullable String holder();

	/**
	 * Make sure that the lock, which was just acquired, keeps everybody else out.
	 */
	default void prove() {
	}

	/**
	 * Make sure that the lock is still held.
	 */
	void verify();

	/**
	 * Tell those who wait how far the work is.
	 */
	void announce(String note);

	/**
	 * Return the transactions to be used while the lock is held.
	 */
	Transactions transactions();

	/**
	 * Make everything permanent that was done while the lock was held.
	 * @param patience how long to wait for those who are in the way
	 */
	void keep(Duration patience);

	/**
	 * Give the lock back. What was not kept is undone.
	 */
	@Override
	void close();

	/**
	 * Return the lock that the database of a session is able to give.
	 */
	static MigrationLock of(RunSession session, HistoryTables tables) {
		RunLock way = session.dialect().runLock(session.place() + "/" + tables.history().name());
		if (way instanceof RunLock.Session lock) {
			return new SessionLock(session, lock);
		}
		if (way instanceof RunLock.Transaction lock) {
			return new TransactionLock(session, lock);
		}
		return new RowLock(session, tables.lock(), (RunLock.Row) way);
	}

}
