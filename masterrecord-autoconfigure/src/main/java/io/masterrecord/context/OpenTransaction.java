package io.masterrecord.context;

import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;

/**
 * A transaction that is ended by hand. Until then everything that the thread does in the
 * database of the context is part of it. Closing it without a commit rolls it back, so it
 * belongs into a {@code try} with resources:
 *
 * <pre class="code">
 * try (OpenTransaction transaction = context.transaction().begin()) {
 *     …
 *     transaction.commit();
 * }
 * </pre>
 *
 * Its connection is given back with the commit or the rollback, also if these fail. A
 * transaction that was begun inside of another has joined it, unless it was asked to be
 * nested or separate: its commit leaves the decision to the outer one, its rollback lets
 * the outer one fail. It is bound to its thread, and is not run again after a conflict.
 *
 * @since 0.1.0
 */
public final class OpenTransaction implements AutoCloseable {

	private final PlatformTransactionManager manager;

	private final TransactionStatus status;

	private final Thread owner = Thread.currentThread();

	private String end = "";

	OpenTransaction(PlatformTransactionManager manager, TransactionStatus status) {
		this.manager = manager;
		this.status = status;
	}

	/**
	 * Tell whether the transaction still goes on.
	 * @return whether it was neither committed nor rolled back
	 */
	public boolean isOpen() {
		return this.end.isEmpty();
	}

	/**
	 * Keep what was done.
	 * @throws IllegalStateException if the transaction has been ended already, or belongs
	 * to another thread
	 * @throws org.springframework.dao.DataAccessException if the database refuses: then
	 * nothing is kept
	 */
	public void commit() {
		end("committed");
		this.manager.commit(this.status);
	}

	/**
	 * Undo what was done.
	 * @throws IllegalStateException if the transaction has been ended already, or belongs
	 * to another thread
	 */
	public void rollback() {
		end("rolled back");
		this.manager.rollback(this.status);
	}

	/**
	 * Roll back, unless the transaction has been ended already.
	 */
	@Override
	public void close() {
		if (isOpen()) {
			rollback();
		}
	}

	private void end(String how) {
		if (Thread.currentThread() != this.owner) {
			throw new IllegalStateException("This transaction belongs to the thread '%s': end it there, not in '%s'"
				.formatted(this.owner.getName(), Thread.currentThread().getName()));
		}
		if (!isOpen()) {
			throw new IllegalStateException("This transaction was %s already: begin another one".formatted(this.end));
		}
		this.end = how;
	}

}
