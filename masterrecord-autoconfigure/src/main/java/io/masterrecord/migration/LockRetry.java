package io.masterrecord.migration;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.dao.PessimisticLockingFailureException;

/**
 * Patience with sessions of the application that hold locks a step needs. A change of the
 * schema asks for its locks briefly only, since everybody else queues behind it, and
 * tries again after a pause.
 */
final class LockRetry {

	private static final Log log = LogFactory.getLog(Migrator.class);

	private static final long SHORTEST_PAUSE = 100;

	private static final long LONGEST_PAUSE = 5000;

	private final MigrationLock lock;

	private final Duration timeout;

	private final long start = System.nanoTime();

	private long pause = SHORTEST_PAUSE;

	LockRetry(RunContext context) {
		this(context.lock(), context.settings().lockTimeout());
	}

	/**
	 * Create a patience.
	 * @param lock what has to be held still after each attempt
	 * @param timeout how long to try
	 */
	LockRetry(MigrationLock lock, Duration timeout) {
		this.lock = lock;
		this.timeout = timeout;
	}

	/**
	 * Make an attempt, and another one for as long as a lock is in the way and there is
	 * time left.
	 * @param what what is attempted, for the log
	 * @param attempt what is to be done, and undone if it fails
	 * @param <E> what it may throw
	 * @throws E what the last attempt threw
	 */
	<E extends Exception> void run(String what, Attempt<E> attempt) throws E {
		boolean again = false;
		while (!succeeds(what, attempt, again)) {
			this.lock.verify();
			again = true;
		}
	}

	private <E extends Exception> boolean succeeds(String what, Attempt<E> attempt, boolean again) throws E {
		try {
			attempt.make(again);
			return true;
		}
		catch (RuntimeException ex) {
			if (!isLock(ex) || Duration.ofNanos(System.nanoTime() - this.start).compareTo(this.timeout) > 0) {
				throw ex;
			}
		}
		log.info("Another session holds a lock that %s needs; trying again".formatted(what));
		Pause.of(this.pause + ThreadLocalRandom.current().nextLong(this.pause));
		this.pause = Math.min(this.pause * 2, LONGEST_PAUSE);
		return false;
	}

	private static boolean isLock(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof PessimisticLockingFailureException) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Something that a lock may be in the way of.
	 *
	 * @param <E> what it may throw
	 */
	@FunctionalInterface
	interface Attempt<E extends Exception> {

		/**
		 * Make the attempt.
		 * @param again whether an attempt before this one failed
		 */
		void make(boolean again) throws E;

	}

}
