package io.masterrecord.cache;

/**
 * Tells what the results of queries depend on beside their text and values, such as the
 * tenant whose database is behind a routing data source at the moment. Results of
 * different partitions are kept apart. An application provides it as a bean.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface CachePartition {

	/**
	 * Return the current partition. Called for every query that may be answered from the
	 * cache; failing is better than a wrong answer.
	 * @return the partition, empty for the only one
	 */
	String current();

}
