package io.masterrecord.cache;

import java.util.Collection;
import java.util.Set;
import java.util.function.Consumer;

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

	private final Changes changes = new Changes();

	/**
	 * Create the knowledge of a transaction.
	 * @param key what it is bound by
	 * @param committed takes the tables that were written; none if it may be any
	 * @param begin when it began, {@code null} if that was not seen
	 */
	private CacheTransaction(Object key, Consumer<Set<String>> committed, @Nullable Long begin) {
		this.key = key;
		this.committed = committed;
		this.begin = begin;
	}

	static CacheTransaction bind(Object key, Consumer<Set<String>> committed, @Nullable Long begin) {
		CacheTransaction transaction = new CacheTransaction(key, committed, begin);
		TransactionSynchronizationManager.bindResource(key, transaction);
		TransactionSynchronizationManager.registerSynchronization(transaction);
		return transaction;
	}

	@Nullable Long begin() {
		return this.begin;
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
