package io.masterrecord.context;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.masterrecord.dialect.Dialect;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
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
 * @param retry how conflicts are met
 * @param listeners supplies who is told about runs after the first
 */
record Transactions(Supplier<? extends PlatformTransactionManager> manager, Supplier<Dialect> dialect,
		RetrySettings retry, Supplier<List<ContextListener>> listeners) {

	private static final Log log = LogFactory.getLog(Transaction.class);

	/**
	 * Run work in a transaction, and again while it loses conflicts. Inside of another
	 * transaction it is run once: whatever is to be run again would have to begin there.
	 */
	<T extends @Nullable Object> T run(TransactionDefinition definition, int maxAttempts, Supplier<T> work) {
		TransactionTemplate template = new TransactionTemplate(this.manager.get(), forDriver(definition));
		int most = TransactionSynchronizationManager.isActualTransactionActive() ? 1 : maxAttempts;
		for (int run = 1;; run++) {
			try {
				return template.<T>execute((status) -> work.get());
			}
			catch (RuntimeException | Error ex) {
				if (run >= most || !new Conflicts(this.dialect).isConflict(ex) || !pause(run)) {
					throw ex;
				}
				if (ex instanceof RuntimeException conflict) {
					int next = run + 1;
					this.listeners.get().forEach((listener) -> listener.retrying(next, conflict));
				}
				log.debug(
						"Transaction is run again, run %d of at most %d: %s".formatted(run + 1, most, ex.getMessage()));
			}
		}
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

	/**
	 * Wait before the next run.
	 * @return whether there is to be one: not if the thread is to stop
	 */
	private boolean pause(int run) {
		try {
			TimeUnit.NANOSECONDS.sleep(this.retry.pauseAfter(run));
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

}
