package io.masterrecord.cache;

import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what a cache does.
 */
final class Counters {

	final LongAdder hits = new LongAdder();

	final LongAdder misses = new LongAdder();

	final LongAdder bypasses = new LongAdder();

	final LongAdder puts = new LongAdder();

	final LongAdder refusals = new LongAdder();

	final LongAdder invalidations = new LongAdder();

	QueryCacheStatistics statistics() {
		return new QueryCacheStatistics(this.hits.sum(), this.misses.sum(), this.bypasses.sum(), this.puts.sum(),
				this.refusals.sum(), this.invalidations.sum());
	}

}
