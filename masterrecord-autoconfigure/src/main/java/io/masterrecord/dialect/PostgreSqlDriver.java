package io.masterrecord.dialect;

import java.lang.reflect.InvocationTargetException;
import java.sql.Connection;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/**
 * What the driver of PostgreSQL can do beyond JDBC. It is found when it is first needed,
 * since an application may come without the driver.
 */
final class PostgreSqlDriver {

	private PostgreSqlDriver() {
	}

	/**
	 * Ask a connection of the driver for something.
	 * @param connection the connection, or what wraps it
	 * @param method the name of a method without parameters
	 * @return what it returns, or {@code null} for a connection of another driver
	 */
	static @Nullable Object ask(Connection connection, String method) throws SQLException {
		try {
			Class<?> type = Class.forName("org.postgresql.PGConnection");
			return connection.isWrapperFor(type) ? type.getMethod(method).invoke(connection.unwrap(type)) : null;
		}
		catch (InvocationTargetException ex) {
			throw failure(ex.getCause());
		}
		catch (ReflectiveOperationException | LinkageError ex) {
			return null;
		}
	}

	/**
	 * Return the number of the session that the driver was given when it connected.
	 */
	static @Nullable Long session(Connection connection) {
		try {
			return (ask(connection, "getBackendPID") instanceof Integer number) ? Long.valueOf(number) : null;
		}
		catch (SQLException ex) {
			return null;
		}
	}

	static SQLException failure(@Nullable Throwable cause) {
		if (cause instanceof RuntimeException exception) {
			throw exception;
		}
		if (cause instanceof Error error) {
			throw error;
		}
		return (cause instanceof SQLException exception) ? exception
				: new SQLException("Rows could not be sent: " + cause, "08006", cause);
	}

}
