package io.masterrecord.context;

import io.masterrecord.write.RetryListener;
import io.masterrecord.write.WriteListener;

/**
 * Is told what a context does: about writes of instances, and about transactions that are
 * run again. A bean of an application.
 *
 * @since 0.1.0
 */
public interface ContextListener extends WriteListener, RetryListener {

}
