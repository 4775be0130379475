package io.masterrecord.write;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

import org.springframework.util.Assert;

/**
 * How often a transaction is run again that lost a conflict with another one, and how
 * long it waits before that.
 *
 * @param maxAttempts how often it is run at most, 1 for never again
 * @param firstPause the longest pause before the second run
 * @param longestPause the longest pause before any run: each may be twice as long as the
 * one before, up to this
 * @since 0.1.0
 */
public record RetrySettings(int maxAttempts, Duration firstPause, Duration longestPause) {

	/**
	 * The settings that apply where nothing else is said: at most 5 runs, with pauses of
	 * at most 20 milliseconds before the second and at most a second before any.
	 */
	public static final RetrySettings DEFAULTS = new RetrySettings(5, Duration.ofMillis(20), Duration.ofSeconds(1));

	public RetrySettings {
		Assert.isTrue(maxAttempts >= 1, "'maxAttempts' must be at least 1");
		Assert.isTrue(!firstPause.isNegative(), "'firstPause' must not be negative");
		Assert.isTrue(longestPause.compareTo(firstPause) >= 0, "'longestPause' must not be less than 'firstPause'");
	}

	RetrySettings withMaxAttempts(int attempts) {
		return new RetrySettings(attempts, this.firstPause, this.longestPause);
	}

	/**
	 * Return how long to wait after a run. It is drawn by lot, so that two transactions
	 * that met once do not meet again.
	 * @param run which run has failed, from 1
	 * @return nanoseconds
	 */
	long pauseAfter(int run) {
		long longest = this.longestPause.toNanos();
		long doubled = this.firstPause.toNanos();
		for (int i = 1; i < run && doubled < longest; i++) {
			doubled *= 2;
		}
		return ThreadLocalRandom.current().nextLong(Math.min(doubled, longest) + 1);
	}

}
