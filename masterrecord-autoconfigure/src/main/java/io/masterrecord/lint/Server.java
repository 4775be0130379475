package io.masterrecord.lint;

import io.masterrecord.dialect.Dialect;
import io.masterrecord.dialect.ServerVersion;

/**
 * A database that migrations are meant for.
 *
 * @param dialect its dialect
 * @param version its version
 * @since 0.1.0
 */
public record Server(Dialect dialect, ServerVersion version) {

	/**
	 * Return a server of the version that is usual today.
	 * @param dialect its dialect
	 * @return the server
	 */
	public static Server usual(Dialect dialect) {
		return new Server(dialect, dialect.usualVersion());
	}

	@Override
	public String toString() {
		return this.dialect.id() + " " + this.version;
	}

}
