package io.masterrecord.dialect;

import java.io.Reader;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/**
 * The way of the driver of PostgreSQL to take a stream of rows. It is found when it is
 * first needed, since an application may come without the driver.
 */
final class PostgreSqlCopy {

	private PostgreSqlCopy() {
	}

	/**
	 * Send rows.
	 * @return whether they were sent; a connection of another driver takes none
	 */
	static boolean send(Connection connection, String sql, Reader rows) throws SQLException {
		Object copying = copying(connection);
		if (copying == null) {
			return false;
		}
		try {
			copying.getClass().getMethod("copyIn", String.class, Reader.class).invoke(copying, sql, rows);
			return true;
		}
		catch (InvocationTargetException ex) {
			throw failure(ex.getCause());
		}
		catch (ReflectiveOperationException ex) {
			return false;
		}
	}

	private static @Nullable Object copying(Connection connection) throws SQLException {
		try {
			Class<?> type = Class.forName("org.postgresql.PGConnection");
			if (!connection.isWrapperFor(type)) {
				return null;
			}
			Method copying = type.getMethod("getCopyAPI");
			return copying.invoke(connection.unwrap(type));
		}
		catch (InvocationTargetException ex) {
			throw failure(ex.getCause());
		}
		catch (ReflectiveOperationException | LinkageError ex) {
			return null;
		}
	}

	private static SQLException failure(@Nullable Throwable cause) {
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
