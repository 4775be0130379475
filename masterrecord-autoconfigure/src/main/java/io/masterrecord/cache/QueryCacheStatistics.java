package io.masterrecord.cache;

/**
 * What a cache has done so far.
 *
 * @param hits queries that were answered from the cache
 * @param misses queries that were not, though they might have been
 * @param bypasses queries that had to be sent to the database, as their transaction has
 * written one of their tables or asks for more isolation than a cache has
 * @param puts results that were kept
 * @param refusals results that were not kept, as a table was changed meanwhile or they
 * cannot be
 * @param invalidations commits that made results of some tables useless
 * @since 0.1.0
 */
public record QueryCacheStatistics(long hits, long misses, long bypasses, long puts, long refusals,
		long invalidations) {
}
