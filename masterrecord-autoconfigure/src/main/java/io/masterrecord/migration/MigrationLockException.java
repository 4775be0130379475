package io.masterrecord.migration;

import io.masterrecord.MasterRecordException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when another process kept running migrations for longer than this one may wait,
 * or the lock that keeps others out could not be used. This process changed nothing.
 *
 * @since 0.1.0
 */
public class MigrationLockException extends MasterRecordException {

	private static final long serialVersionUID = 1L;

	private final @Nullable String holder;

	/**
	 * Create an exception.
	 * @param message who holds the lock, since when, and what to do
	 * @param holder who holds the lock, or {@code null} if that is not known
	 * @param cause what led here, or {@code null} when nothing did
	 */
	public MigrationLockException(String message, @Nullable String holder, @Nullable Throwable cause) {
		super(message, cause);
		this.holder = holder;
	}

	/**
	 * Return who holds the lock.
	 * @return a description of the process or session, or {@code null} if it is not known
	 */
	public @Nullable String holder() {
		return this.holder;
	}

}
