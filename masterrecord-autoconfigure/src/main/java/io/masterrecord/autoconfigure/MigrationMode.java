package io.masterrecord.autoconfigure;

/**
 * What happens to pending migrations when the application starts.
 *
 * @since 0.1.0
 */
public enum MigrationMode {

	/** They are applied before any bean uses the database. */
	MIGRATE,

	/** The application refuses to start while there are any. */
	VALIDATE,

	/** They are left alone, and the database is not looked at. */
	OFF,

	/** They are applied, and the application ends with an exit code. */
	EXIT

}
