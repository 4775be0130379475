package io.masterrecord.write;

/**
 * Is told when a transaction is run again.
 *
 * @since 0.1.0
 */
public interface RetryListener {

	/**
	 * Learn that a transaction lost a conflict, and is about to be run again.
	 * @param run which run is next, from 2
	 * @param conflict what the last run ended with
	 */
	default void retrying(int run, RuntimeException conflict) {
	}

}
