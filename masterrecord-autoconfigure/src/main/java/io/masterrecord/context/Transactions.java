package io.masterrecord.context;

import java.util.function.Supplier;

import io.masterrecord.dialect.Dialect;
import io.masterrecord.write.Attempts;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The transactions of one database. Neither the manager nor the dialect is asked for
 * before the first of them.
 *
 * @param manager supplies what manages them
 * @param dialect supplies the dialect of the database
 * @param attempts runs them again that lose conflicts
 * @param maxAttempts how often one is run at most, unless it says otherwise
 */
record Transactions(Supplier<? extends PlatformTransactionManager> manager, Supplier<Dialect> dialect,
		Attempts attempts, int maxAttempts) {

	/**
	 * Run work in a transaction, and again while it loses conflicts. Inside of another
	 * transaction it is run once: whatever is to be run again would have to begin there.
	 */
	<T extends @Nullable Object> T run(TransactionDefinition definition, int most, Supplier<T> work) {
		TransactionTemplate template = new TransactionTemplate(this.manager.get(), forDriver(definition));
		return this.attempts.<T>run(most, () -> template.<T>execute((status) -> work.get()));
	}

	/**
	 * Begin a transaction that is ended by hand.
	 */
	OpenTransaction begin(TransactionDefinition definition) {
		PlatformTransactionManager transactionManager = this.manager.get();
		return new OpenTransaction(transactionManager, transactionManager.getTransaction(forDriver(definition)));
	}

	void afterCommit(Runnable callback) {
		if (!TransactionSynchronizationManager.isActualTransactionActive()) {
			callback.run();
			return;
		}
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

			@Override
			public void afterCompletion(int status) {
				if (status == STATUS_COMMITTED) {
					outside().executeWithoutResult((none) -> callback.run());
				}
			}

		});
	}

	/**
	 * A transaction that has been committed still holds its connection while it tells
	 * about it. What joined it now would never be committed.
	 */
	private TransactionTemplate outside() {
		return new TransactionTemplate(this.manager.get(),
				new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_NOT_SUPPORTED));
	}

	private TransactionDefinition forDriver(TransactionDefinition definition) {
		int wanted = definition.getIsolationLevel();
		if (wanted == TransactionDefinition.ISOLATION_DEFAULT) {
			return definition;
		}
		DefaultTransactionDefinition copy = new DefaultTransactionDefinition(definition);
		copy.setIsolationLevel(this.dialect.get().isolationLevel(wanted));
		return copy;
	}

}
