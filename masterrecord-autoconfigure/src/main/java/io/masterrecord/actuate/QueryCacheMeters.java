package io.masterrecord.actuate;

import java.util.function.ToDoubleFunction;

import io.masterrecord.cache.QueryCache;
import io.masterrecord.cache.QueryCacheStatistics;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Counts what the cache of query results does.
 *
 * @since 0.1.0
 */
public final class QueryCacheMeters implements MeterBinder {

	private final QueryCache cache;

	private final String context;

	/**
	 * Create the meters.
	 * @param cache the cache
	 * @param context the name of its context
	 */
	public QueryCacheMeters(QueryCache cache, String context) {
		this.cache = cache;
		this.context = context;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		String gets = "Queries that may be answered from the cache, by what became of them";
		bind(registry, "masterrecord.cache.gets", gets, "hit", QueryCacheStatistics::hits);
		bind(registry, "masterrecord.cache.gets", gets, "miss", QueryCacheStatistics::misses);
		bind(registry, "masterrecord.cache.gets", gets, "bypass", QueryCacheStatistics::bypasses);
		String puts = "Results that were read from the database for the cache, by what became of them";
		bind(registry, "masterrecord.cache.puts", puts, "kept", QueryCacheStatistics::puts);
		bind(registry, "masterrecord.cache.puts", puts, "refused", QueryCacheStatistics::refusals);
		FunctionCounter
			.builder("masterrecord.cache.invalidations", this.cache, (cache) -> cache.statistics().invalidations())
			.description("Commits that made results useless")
			.tag("context", this.context)
			.register(registry);
	}

	private void bind(MeterRegistry registry, String name, String description, String result,
			ToDoubleFunction<QueryCacheStatistics> count) {
		FunctionCounter.builder(name, this.cache, (cache) -> count.applyAsDouble(cache.statistics()))
			.description(description)
			.tag("context", this.context)
			.tag("result", result)
			.register(registry);
	}

}
