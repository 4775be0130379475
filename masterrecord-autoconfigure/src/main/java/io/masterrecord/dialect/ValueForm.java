package io.masterrecord.dialect;

/**
 * The form in which values of a column type travel between Java and a database.
 *
 * @since 0.1.0
 */
public enum ValueForm {

	/** As the JDBC type that belongs to the Java type. */
	NATIVE,

	/**
	 * As text: ISO 8601 for temporal values with six digits of a second, 8-4-4-4-12 for a
	 * UUID.
	 */
	TEXT,

	/** As a date and time in UTC without a zone. */
	UTC_DATETIME,

	/** As a date and time with the offset of UTC. */
	OFFSET_DATETIME,

	/** As an integer: 1 for true and 0 for false. */
	INTEGER,

	/** As a text whose type the database finds out. */
	OTHER,

	/** As the bytes of a text in UTF-8. */
	BYTES

}
