package io.masterrecord.write;

import org.springframework.dao.IncorrectUpdateSemanticsDataAccessException;

/**
 * Thrown when a row that is to be changed does not exist.
 *
 * @since 0.1.0
 */
public class MissingRowException extends IncorrectUpdateSemanticsDataAccessException {

	private static final long serialVersionUID = 1L;

	private final Class<?> type;

	private final transient Object id;

	/**
	 * Create an exception.
	 * @param type the entity
	 * @param id the id of the row
	 */
	public MissingRowException(Class<?> type, Object id) {
		super("There is no '%s' with id '%s' to change: it was deleted, or never inserted"
			.formatted(type.getSimpleName(), id));
		this.type = type;
		this.id = id;
	}

	/**
	 * Return the entity.
	 * @return its class
	 */
	public Class<?> type() {
		return this.type;
	}

	/**
	 * Return the id that no row has.
	 * @return the id
	 */
	public Object id() {
		return this.id;
	}

	@Override
	public boolean wasDataUpdated() {
		return false;
	}

}
