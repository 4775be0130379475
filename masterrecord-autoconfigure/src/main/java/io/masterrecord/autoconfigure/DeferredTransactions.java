package io.masterrecord.autoconfigure;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Transactions of a manager that is asked for with the first of them.
 *
 * @param manager supplies the manager
 */
record DeferredTransactions(Supplier<PlatformTransactionManager> manager) implements TransactionOperations {

	@Override
	public <T extends @Nullable Object> T execute(TransactionCallback<T> action) {
		return new TransactionTemplate(this.manager.get()).execute(action);
	}

}
