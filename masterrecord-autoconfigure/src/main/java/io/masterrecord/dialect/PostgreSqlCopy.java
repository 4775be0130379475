package io.masterrecord.dialect;

import java.io.Reader;
import java.lang.reflect.InvocationTargetException;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * The way of the driver of PostgreSQL to take a stream of rows.
 */
final class PostgreSqlCopy {

	private PostgreSqlCopy() {
	}

	/**
	 * Send rows.
	 * @return whether they were sent; a connection of another driver takes none
	 */
	static boolean send(Connection connection, String sql, Reader rows) throws SQLException {
		Object copying = PostgreSqlDriver.ask(connection, "getCopyAPI");
		if (copying == null) {
			return false;
		}
		try {
			copying.getClass().getMethod("copyIn", String.class, Reader.class).invoke(copying, sql, rows);
			return true;
		}
		catch (InvocationTargetException ex) {
			throw PostgreSqlDriver.failure(ex.getCause());
		}
		catch (ReflectiveOperationException ex) {
			return false;
		}
	}

}
