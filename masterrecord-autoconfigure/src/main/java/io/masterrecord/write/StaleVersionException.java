package io.masterrecord.write;

import org.springframework.dao.OptimisticLockingFailureException;

/**
 * Thrown when a row is not in the version any more in which it was read: somebody else
 * has changed or deleted it. Nothing of it has been written.
 *
 * @since 0.1.0
 */
public class StaleVersionException extends OptimisticLockingFailureException {

	private static final long serialVersionUID = 1L;

	private final Class<?> type;

	private final transient Object id;

	private final long expectedVersion;

	/**
	 * Create an exception.
	 * @param type the entity
	 * @param id the id of the row
	 * @param expectedVersion the version in which the row was read
	 */
	public StaleVersionException(Class<?> type, Object id, long expectedVersion) {
		super("'%s' with id '%s' is not in version %d any more: it was changed or deleted meanwhile. Read it again"
			.formatted(type.getSimpleName(), id, expectedVersion));
		this.type = type;
		this.id = id;
		this.expectedVersion = expectedVersion;
	}

	/**
	 * Return the entity.
	 * @return its class
	 */
	public Class<?> type() {
		return this.type;
	}

	/**
	 * Return the id of the row.
	 * @return the id
	 */
	public Object id() {
		return this.id;
	}

	/**
	 * Return the version in which the row was expected.
	 * @return the version
	 */
	public long expectedVersion() {
		return this.expectedVersion;
	}

}
