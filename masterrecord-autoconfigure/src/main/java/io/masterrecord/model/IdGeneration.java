package io.masterrecord.model;

/**
 * Where the value of a property comes from when a row is inserted.
 *
 * @since 0.1.0
 */
public enum IdGeneration {

	/** The property is no id. */
	NONE,

	/** The application assigns the id. */
	ASSIGNED,

	/** The database numbers the rows. */
	IDENTITY,

	/** A time-ordered identifier is generated before the insert. */
	UUID_V7,

	/** A random identifier is generated before the insert. */
	UUID_V4,

	/** A sequence of the database numbers the rows. */
	SEQUENCE;

	/**
	 * Tell whether the application does not assign the id.
	 * @return whether it is generated
	 */
	public boolean isGenerated() {
		return this != NONE && this != ASSIGNED;
	}

	/**
	 * Tell whether the id is an identifier that is generated before the insert.
	 * @return whether it is a UUID, which the database has no part in
	 */
	public boolean isUuid() {
		return this == UUID_V7 || this == UUID_V4;
	}

}
