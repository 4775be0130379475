package io.masterrecord.cache;

import java.sql.Connection;
import java.util.Collection;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What the cache knows of the transaction of a thread: when it began, and which tables it
 * has written. It is told about them when the transaction has been committed, before
 * anybody else is; also if nobody knows whether it has been.
 */
final class CacheTransaction implements TransactionSynchronization, Ordered {

	private final Object key;

	private final Consumer<Set<String>> committed;

	private final @Nullable Long begin;

	private final IntSupplier isolation;

	private @Nullable Integer knownIsolation;

	private final Changes changes = new Changes();

	/**
	 * Create the knowledge of a transaction.
	 * @param key what it is bound by
	 * @param committed takes the tables that were written; none if it may be any
	 * @param begin when it began, {@code null} if that was not seen
	 * @param isolation tells how it is isolated from others, which may cost a statement
	 */
	private CacheTransaction(Object key, Consumer<Set<String>> committed, @Nullable Long begin, IntSupplier isolation) {
		this.key = key;
		this.committed = committed;
		this.begin = begin;
		this.isolation = isolation;
	}

	static CacheTransaction bind(Object key, Consumer<Set<String>> committed, @Nullable Long begin,
			IntSupplier isolation) {
		CacheTransaction transaction = new CacheTransaction(key, committed, begin, isolation);
		TransactionSynchronizationManager.bindResource(key, transaction);
		TransactionSynchronizationManager.registerSynchronization(transaction);
		return transaction;
	}

	/**
	 * Tell whether the transaction, which may go on seeing what there was at its
	 * beginning, sees all changes up to one.
	 * @param stamp the stamp of the change
	 */
	boolean sees(long stamp) {
		return seesEveryCommit() || (this.begin != null && stamp <= this.begin);
	}

	/**
	 * Tell whether each statement of the transaction sees all that was committed before.
	 */
	private boolean seesEveryCommit() {
		return isolation() == Connection.TRANSACTION_READ_COMMITTED;
	}

	/**
	 * Tell whether the transaction sees what nobody has committed.
	 */
	boolean seesMoreThanCommits() {
		return isolation() == Connection.TRANSACTION_READ_UNCOMMITTED;
	}

	/**
	 * Tell whether the database has to know of each reading, to see that what is written
	 * depends on it.
	 */
	boolean isSerializable() {
		return isolation() == Connection.TRANSACTION_SERIALIZABLE
				&& !TransactionSynchronizationManager.isCurrentTransactionReadOnly();
	}

	private int isolation() {
		if (this.knownIsolation == null) {
			this.knownIsolation = this.isolation.getAsInt();
		}
		return this.knownIsolation;
	}

	void written(Collection<String> tables) {
		this.changes.add(tables);
	}

	boolean hasWritten(Collection<String> tables) {
		return this.changes.touch(tables);
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	public void suspend() {
		TransactionSynchronizationManager.unbindResource(this.key);
	}

	@Override
	public void resume() {
		TransactionSynchronizationManager.bindResource(this.key, this);
	}

	@Override
	public void afterCommit() {
		tell();
	}

	@Override
	public void afterCompletion(int status) {
		TransactionSynchronizationManager.unbindResourceIfPossible(this.key);
		// Another callback may have failed before this one was reached.
		if (status != STATUS_ROLLED_BACK) {
			tell();
		}
	}

	private void tell() {
		if (!this.changes.isEmpty()) {
			this.committed.accept(this.changes.take());
		}
	}

}
