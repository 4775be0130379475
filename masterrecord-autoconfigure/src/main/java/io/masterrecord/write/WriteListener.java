package io.masterrecord.write;

/**
 * Is told about every write of instances, whatever their entity: a bean of an application
 * that audits, counts or publishes events. It is called once for each write, however many
 * instances there are, on the thread and in the transaction of the write, and may write
 * itself. What it throws ends the write as a failed statement does.
 * <p>
 * What changes rows without instances, such as {@code query().update(…)}, is not told.
 * Hooks ({@link EntityHook}) see the instances of their entity one by one, and may change
 * them.
 *
 * @since 0.1.0
 */
public interface WriteListener {

	/**
	 * Learn that instances are about to be written: before hooks and rules.
	 * @param event the write, with the instances as they were given
	 */
	default void writing(WriteEvent event) {
	}

	/**
	 * Learn that instances were written. Their transaction may still be rolled back: what
	 * has to wait for its end belongs into {@code context.afterCommit(…)}.
	 * @param event the write, with the instances as they are now
	 */
	default void written(WriteEvent event) {
	}

	/**
	 * Learn that a write failed.
	 * @param event the write, with the instances as they were given
	 * @param failure why, as far as it is known by then
	 */
	default void failed(WriteEvent event, RuntimeException failure) {
	}

}
