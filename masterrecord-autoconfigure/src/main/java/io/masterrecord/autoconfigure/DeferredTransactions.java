package io.masterrecord.autoconfigure;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;

/**
 * The transaction manager of the context under a name of its own, whichever it is. The
 * manager is asked for with the first transaction, since it may depend on beans that wait
 * for the migrations.
 *
 * @param manager supplies the manager
 */
record DeferredTransactions(Supplier<PlatformTransactionManager> manager) implements PlatformTransactionManager {

	@Override
	public TransactionStatus getTransaction(@Nullable TransactionDefinition definition) {
		return this.manager.get().getTransaction(definition);
	}

	@Override
	public void commit(TransactionStatus status) {
		this.manager.get().commit(status);
	}

	@Override
	public void rollback(TransactionStatus status) {
		this.manager.get().rollback(status);
	}

}
