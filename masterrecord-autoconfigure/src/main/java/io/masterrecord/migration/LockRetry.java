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

	private final long deadline;

	private long pause = SHORTEST_PAUSE;

	LockRetry(Duration timeout) {
		this.deadline = System.nanoTime() + timeout.toNanos();
	}

	/**
	 * Pause, if there is time left and a lock was the reason.
	 * @param failure what happened
	 * @param what what is to be tried again
	 * @return whether to try again
	 */
	boolean again(Throwable failure, String what) {
		if (!isLock(failure) || System.nanoTime() > this.deadline) {
			return false;
		}
		log.info("Another session holds a lock that %s needs; trying again".formatted(what));
		Pause.of(this.pause + ThreadLocalRandom.current().nextLong(this.pause));
		this.pause = Math.min(this.pause * 2, LONGEST_PAUSE);
		return true;
	}

	private static boolean isLock(Throwable failure) {
		return failure instanceof PessimisticLockingFailureException
				|| failure.getCause() instanceof PessimisticLockingFailureException;
	}

}
