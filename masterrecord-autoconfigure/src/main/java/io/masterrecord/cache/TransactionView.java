package io.masterrecord.cache;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.function.Consumer;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Looks at the transaction of the current thread, if it is one of the data source.
 */
final class TransactionView {

	private final DataSource dataSource;

	private final Consumer<Set<String>> committed;

	TransactionView(DataSource dataSource, Consumer<Set<String>> committed) {
		this.dataSource = dataSource;
		this.committed = committed;
	}

	/**
	 * Take note that a transaction has begun on this thread.
	 * @param now when
	 */
	void begun(long now) {
		if (isTransactional() && current() == null) {
			CacheTransaction.bind(this, this.committed, now, this::isolation);
		}
	}

	/**
	 * Return the transaction of the data source.
	 * @return what is known of it, or {@code null} if there is none
	 */
	@Nullable CacheTransaction joined() {
		CacheTransaction known = current();
		if (known != null) {
			return known;
		}
		return isTransactional() ? CacheTransaction.bind(this, this.committed, null, this::isolation) : null;
	}

	/**
	 * Tell whether the thread holds nothing that another one may need to get on: neither
	 * a connection of this data source or another, nor locks.
	 */
	boolean isFree() {
		return !TransactionSynchronizationManager.isSynchronizationActive()
				&& TransactionSynchronizationManager.getResourceMap().isEmpty();
	}

	/**
	 * Tell whether the transaction promises more, or less, than a cache can keep.
	 */
	boolean hasItsOwnView() {
		Integer isolation = TransactionSynchronizationManager.getCurrentTransactionIsolationLevel();
		return isolation != null && isolation != TransactionDefinition.ISOLATION_READ_COMMITTED;
	}

	/**
	 * Return the isolation of the transaction, which is that of its connection if it asks
	 * for none.
	 */
	private int isolation() {
		Integer asked = TransactionSynchronizationManager.getCurrentTransactionIsolationLevel();
		if (asked != null) {
			return asked;
		}
		ConnectionHolder holder = (ConnectionHolder) TransactionSynchronizationManager.getResource(this.dataSource);
		try {
			return (holder != null) ? holder.getConnection().getTransactionIsolation() : Connection.TRANSACTION_NONE;
		}
		catch (SQLException ex) {
			// Nothing is known, so nothing newer than the beginning is good.
			return Connection.TRANSACTION_SERIALIZABLE;
		}
	}

	private @Nullable CacheTransaction current() {
		return (CacheTransaction) TransactionSynchronizationManager.getResource(this);
	}

	/**
	 * A transaction of another data source lends this one a connection that commits each
	 * statement.
	 */
	private boolean isTransactional() {
		if (!TransactionSynchronizationManager.isActualTransactionActive()
				|| !TransactionSynchronizationManager.isSynchronizationActive()) {
			return false;
		}
		if (!(TransactionSynchronizationManager.getResource(this.dataSource) instanceof ConnectionHolder holder)) {
			return false;
		}
		try {
			return !holder.getConnection().getAutoCommit();
		}
		catch (SQLException ex) {
			// A connection that is lost commits nothing more.
			return true;
		}
	}

}
