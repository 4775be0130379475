package io.masterrecord.cache;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets one of several threads that miss the same result ask the database, and the others
 * wait for it. What it found they look up as everybody does, so that nothing of it is
 * theirs that is not good for them: neither its failure, nor rows that were changed
 * meanwhile.
 */
final class SharedReadings {

	/** Whoever has waited that long asks the database as if nobody else did. */
	private static final long MOST_SECONDS = 10;

	/**
	 * Whether this thread reads for others, of whatever cache: if it waited for one of
	 * them, both might wait for ever.
	 */
	private static final ThreadLocal<Boolean> reading = new ThreadLocal<>();

	private final Map<Reading, CountDownLatch> running = new ConcurrentHashMap<>();

	/**
	 * Announce a reading. If another thread is at the same one, return when it is done.
	 * @param key what is read
	 * @param stamp the stamp of its tables, as rows of another one are of no use
	 * @return what has to be run at the end, however it comes
	 */
	Runnable begin(QueryKey key, long stamp) {
		Reading own = new Reading(key, stamp);
		CountDownLatch end = new CountDownLatch(1);
		CountDownLatch other = this.running.putIfAbsent(own, end);
		boolean nested = reading.get() != null;
		if (other == null) {
			reading.set(true);
			return () -> {
				if (!nested) {
					reading.remove();
				}
				this.running.remove(own);
				end.countDown();
			};
		}
		if (!nested) {
			await(other);
		}
		return () -> {
		};
	}

	private static void await(CountDownLatch other) {
		try {
			other.await(MOST_SECONDS, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * A reading that is going on.
	 *
	 * @param key what is read
	 * @param stamp the stamp of its tables
	 */
	private record Reading(QueryKey key, long stamp) {

	}

}
