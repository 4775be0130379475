package io.masterrecord.schema;

/**
 * The neutral column types. Every dialect states how it stores each of them.
 *
 * @since 0.1.0
 */
public enum TypeName {

	/** True or false. */
	BOOLEAN,

	/** Integer of 16 bits. */
	SMALLINT,

	/** Integer of 32 bits. */
	INTEGER,

	/** Integer of 64 bits. */
	BIGINT,

	/** Floating point number of 32 bits. */
	REAL,

	/** Floating point number of 64 bits. */
	DOUBLE,

	/**
	 * Exact number; {@link ColumnType#size()} digits, {@link ColumnType#scale()} of them
	 * after the point.
	 */
	DECIMAL,

	/** Text of at most {@link ColumnType#size()} characters. */
	VARCHAR,

	/** Text without a declared limit. */
	TEXT,

	/** Universally unique identifier of 128 bits. */
	UUID,

	/** Date without time. */
	DATE,

	/** Time of day, to the microsecond. */
	TIME,

	/** Date and time without a zone, to the microsecond. */
	DATETIME,

	/** Instant on the time line, to the microsecond; read and written in UTC. */
	TIMESTAMP,

	/**
	 * Bytes; at most {@link ColumnType#size()} of them, or without a declared limit if
	 * that is 0.
	 */
	BINARY,

	/** A JSON document; its text is the value. */
	JSON,

	/** A list of values of one type, where the database has such columns. */
	ARRAY

}
