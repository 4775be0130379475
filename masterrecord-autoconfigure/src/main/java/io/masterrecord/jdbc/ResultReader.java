package io.masterrecord.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/**
 * Reads a whole result. The result set stands before its first row and is closed by the
 * caller.
 *
 * @param <T> what is read
 * @since 0.1.0
 */
@FunctionalInterface
public interface ResultReader<T extends @Nullable Object> {

	/**
	 * Read the result.
	 * @param rows the result, before its first row
	 * @return what was read
	 * @throws SQLException if the driver fails
	 */
	T read(ResultSet rows) throws SQLException;

}
