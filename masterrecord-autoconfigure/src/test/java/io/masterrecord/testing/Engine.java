package io.masterrecord.testing;

import org.jspecify.annotations.Nullable;

/**
 * The database engines a specification can run on. Known to the tests alone, so that a
 * wrong dialect cannot hide behind its own idea of the engines.
 *
 * @since 0.1.0
 */
public enum Engine {

	/** PostgreSQL. */
	POSTGRESQL("PostgreSQL", "POSTGRES"),

	/** MariaDB. */
	MARIADB("MariaDB", "MARIADB"),

	/** SQLite, in a file. */
	SQLITE("SQLite", null),

	/** H2, in memory. */
	H2("H2", null),

	/** MySQL: never from binaries, so it is often skipped. */
	MYSQL("MySQL", "MYSQL");

	private final String displayName;

	private final @Nullable String variable;

	Engine(String displayName, @Nullable String variable) {
		this.displayName = displayName;
		this.variable = variable;
	}

	/**
	 * The environment variable that names something of this engine's server, such as
	 * {@code MASTERRECORD_TEST_POSTGRES_URL}.
	 * @param suffix what it names, such as {@code URL}
	 * @return the name of the variable
	 */
	String variable(String suffix) {
		return "MASTERRECORD_TEST_" + this.variable + "_" + suffix;
	}

	/**
	 * Whether this is MariaDB or MySQL, which still have much in common.
	 * @return whether it is one of the two
	 */
	public boolean isMySqlFamily() {
		return this == MARIADB || this == MYSQL;
	}

	/**
	 * Quote the name of a table or column, for statements that tests write by hand.
	 * @param name the name, without quotes in it
	 * @return the name in the quotes of this engine
	 */
	public String quote(String name) {
		return isMySqlFamily() ? "`" + name + "`" : '"' + name + '"';
	}

	/**
	 * The name as its makers write it.
	 * @return the name
	 */
	@Override
	public String toString() {
		return this.displayName;
	}

}
