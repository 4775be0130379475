package io.masterrecord.testing;

/**
 * A place where databases of one engine can be created.
 */
interface TestServer extends AutoCloseable {

	/**
	 * Say what this is and where it comes from.
	 * @return for example {@code PostgreSQL 18.6 (embedded binaries)}
	 */
	String description();

	/**
	 * The user who may do everything in the databases created here.
	 * @return the name, empty where the engine has no users
	 */
	String user();

	/**
	 * The password of the user.
	 * @return the password, possibly empty
	 */
	String password();

	/**
	 * Create an empty database.
	 * @param name a name of small letters, digits and underscores, not used before
	 * @return the JDBC URL, without user and password
	 */
	String createDatabase(String name);

	/**
	 * Create an empty database which other processes can connect to as well.
	 * @param name a name of small letters, digits and underscores, not used before
	 * @return the JDBC URL, without user and password
	 */
	default String createSharedDatabase(String name) {
		return createDatabase(name);
	}

	/**
	 * Remove a database, whoever is still connected to it.
	 * @param name the name it was created with
	 */
	void dropDatabase(String name);

	/**
	 * Stop what was started for the tests.
	 */
	@Override
	default void close() {
	}

}
