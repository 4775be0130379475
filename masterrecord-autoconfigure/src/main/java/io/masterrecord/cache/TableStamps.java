package io.masterrecord.cache;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tells when tables were last changed, on a clock that counts changes. Rows that were
 * read are good as long as their tables bear the stamp they bore before the reading.
 */
final class TableStamps {

	private final AtomicLong clock = new AtomicLong();

	private final Map<String, Long> tables = new ConcurrentHashMap<>();

	private final AtomicLong everything = new AtomicLong();

	/**
	 * Return the time: the number of changes so far.
	 */
	long now() {
		return this.clock.get();
	}

	/**
	 * Return when one of some tables was last changed.
	 */
	long latest(Collection<String> names) {
		long latest = this.everything.get();
		for (String name : names) {
			latest = Math.max(latest, this.tables.getOrDefault(name, 0L));
		}
		return latest;
	}

	void change(Collection<String> names) {
		long now = this.clock.incrementAndGet();
		names.forEach((name) -> this.tables.merge(name, now, Math::max));
	}

	void changeEverything() {
		long now = this.clock.incrementAndGet();
		this.everything.accumulateAndGet(now, Math::max);
	}

}
