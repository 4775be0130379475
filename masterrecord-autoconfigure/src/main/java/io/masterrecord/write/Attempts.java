package io.masterrecord.write;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.masterrecord.dialect.Dialect;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.Assert;

/**
 * Runs whole transactions, and again while they lose conflicts with others. Whatever is
 * to be run again has to begin with its transaction, so inside of another one there is
 * one run.
 *
 * @since 0.1.0
 */
public final class Attempts {

	private static final Log log = LogFactory.getLog(Attempts.class);

	private final Conflicts conflicts;

	private final RetrySettings settings;

	private final Supplier<? extends List<? extends RetryListener>> listeners;

	/**
	 * Create them.
	 * @param dialect the dialect of the database, asked for when something has failed
	 * @param settings how often and after which pauses
	 * @param listeners supplies who is told about runs after the first
	 */
	public Attempts(Supplier<Dialect> dialect, RetrySettings settings,
			Supplier<? extends List<? extends RetryListener>> listeners) {
		Assert.notNull(dialect, "'dialect' must not be null");
		Assert.notNull(settings, "'settings' must not be null");
		Assert.notNull(listeners, "'listeners' must not be null");
		this.conflicts = new Conflicts(dialect);
		this.settings = settings;
		this.listeners = listeners;
	}

	/**
	 * Run a transaction, as often as is usual.
	 * @param <T> what it returns
	 * @param transaction begins and ends it
	 * @return what it returned
	 */
	public <T extends @Nullable Object> T run(Supplier<T> transaction) {
		return run(this.settings.maxAttempts(), transaction);
	}

	/**
	 * Run a transaction.
	 * @param <T> what it returns
	 * @param maxAttempts how often at most
	 * @param transaction begins and ends it
	 * @return what it returned
	 */
	public <T extends @Nullable Object> T run(int maxAttempts, Supplier<T> transaction) {
		int most = TransactionSynchronizationManager.isActualTransactionActive() ? 1 : maxAttempts;
		for (int run = 1;; run++) {
			try {
				return transaction.get();
			}
			catch (RuntimeException | Error ex) {
				if (run >= most || !this.conflicts.isConflict(ex) || !pause(run)) {
					throw ex;
				}
				tell(run + 1, most, ex);
			}
		}
	}

	private void tell(int next, int most, Throwable failure) {
		if (failure instanceof RuntimeException conflict) {
			this.listeners.get().forEach((listener) -> tell(listener, next, conflict));
		}
		log.debug("Transaction is run again, run %d of at most %d: %s".formatted(next, most, failure.getMessage()));
	}

	private static void tell(RetryListener listener, int next, RuntimeException conflict) {
		try {
			listener.retrying(next, conflict);
		}
		catch (RuntimeException | Error ex) {
			log.warn("The listener '%s' failed, which changes nothing for the transaction that is run again"
				.formatted(listener.getClass().getName()), ex);
		}
	}

	/**
	 * Wait before the next run.
	 * @return whether there is to be one: not if the thread is to stop
	 */
	private boolean pause(int run) {
		try {
			TimeUnit.NANOSECONDS.sleep(this.settings.pauseAfter(run));
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

}
