package io.masterrecord.cache;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

import org.springframework.util.Assert;

/**
 * How a cache of query results works.
 *
 * @param context the name of the context whose results it keeps
 * @param timeToLive how old rows may become, where a query does not say so
 * @param maxRows the greatest number of rows of a result that is kept
 * @param dependents the tables that the database itself changes along with a table, for
 * foreign keys that cascade; by the name of the table
 * @param partition tells what else a result depends on, such as the tenant whose database
 * is behind the data source at the moment; results are kept apart by it
 * @param clock tells how old rows are
 * @since 0.1.0
 */
public record QueryCacheSettings(String context, Duration timeToLive, int maxRows, Map<String, Set<String>> dependents,
		CachePartition partition, Clock clock) {

	public QueryCacheSettings {
		Assert.isTrue(!timeToLive.isNegative(), "'timeToLive' must not be negative");
		Assert.isTrue(maxRows >= 0, "'maxRows' must not be negative");
		dependents = Map.copyOf(dependents);
	}

	/**
	 * Return the settings that apply where nothing else is said: rows of at most a
	 * minute, results of at most 1000 rows.
	 * @param context the name of the context
	 * @return the settings
	 */
	public static QueryCacheSettings of(String context) {
		return new QueryCacheSettings(context, Duration.ofMinutes(1), 1000, Map.of(), () -> "", Clock.systemUTC());
	}

}
