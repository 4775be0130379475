package io.masterrecord.context;

import io.masterrecord.write.WriteListener;

/**
 * Is told what a context does: about writes of instances, and about transactions that are
 * run again. A bean of an application.
 *
 * @since 0.1.0
 */
public interface ContextListener extends WriteListener {

	/**
	 * Learn that a transaction lost a conflict, and is about to be run again.
	 * @param run which run is next, from 2
	 * @param conflict what the last run ended with
	 */
	default void retrying(int run, RuntimeException conflict) {
	}

}
