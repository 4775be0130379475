package io.masterrecord.migration;

import java.time.Duration;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Patience with whoever holds the lock: asks again and again, says now and then whom it
 * waits for, and gives up at a deadline.
 */
final class LockWait {

	private static final Log log = LogFactory.getLog(Migrator.class);

	private static final long SHORTEST_PAUSE = 20;

	private static final long LONGEST_PAUSE = 500;

	private static final Duration FIRST_WORD = Duration.ofSeconds(1);

	private static final Duration WORD_EVERY = Duration.ofSeconds(10);

	private LockWait() {
	}

	/**
	 * Acquire a lock.
	 * @param lock the lock
	 * @param timeout how long to wait at most
	 * @param holder describes who holds it and how far that one is, if that is known
	 * @return how long it took
	 */
	static Duration acquire(MigrationLock lock, Duration timeout, Supplier<@Nullable String> holder) {
		long start = System.nanoTime();
		long pause = SHORTEST_PAUSE;
		Duration nextWord = FIRST_WORD;
		while (!lock.tryAcquire()) {
			Duration waited = Duration.ofNanos(System.nanoTime() - start);
			if (waited.compareTo(timeout) >= 0) {
				throw failure(timeout, holder.get());
			}
			if (waited.compareTo(nextWord) >= 0) {
				log.info("Waiting for the migrations of another process (%s, %d s)".formatted(name(holder.get()),
						waited.toSeconds()));
				nextWord = waited.plus(WORD_EVERY);
			}
			Duration left = timeout.minus(waited);
			Pause.of((left.compareTo(Duration.ofMillis(pause)) < 0) ? Math.max(1, left.toMillis()) : pause);
			pause = Math.min(pause * 2, LONGEST_PAUSE);
		}
		Duration waited = Duration.ofNanos(System.nanoTime() - start);
		if (waited.compareTo(FIRST_WORD) >= 0) {
			log.info("Got the lock of the migrations after %d ms".formatted(waited.toMillis()));
		}
		return waited;
	}

	private static String name(@Nullable String holder) {
		return (holder != null) ? holder : "the database does not tell which";
	}

	private static MigrationLockException failure(Duration timeout, @Nullable String holder) {
		return new MigrationLockException(
				("Another process has been running migrations for longer than %s: %s. Nothing "
						+ "was changed by this one. If that process is well, give this one more time to wait for it; if it "
						+ "hangs, end it: its lock goes with it")
					.formatted(text(timeout), name(holder)),
				holder, null);
	}

	private static String text(Duration timeout) {
		return (timeout.toSeconds() > 0) ? timeout.toSeconds() + " s" : timeout.toMillis() + " ms";
	}

}
