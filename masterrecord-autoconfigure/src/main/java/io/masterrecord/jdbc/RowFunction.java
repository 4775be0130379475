package io.masterrecord.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/**
 * Reads the row a result stands at.
 *
 * @param <T> what a row is read into
 * @since 0.1.0
 */
@FunctionalInterface
public interface RowFunction<T extends @Nullable Object> {

	/**
	 * Read the row.
	 * @param rows the result, which must not be moved
	 * @return what was read
	 * @throws SQLException if the driver fails
	 */
	T read(ResultSet rows) throws SQLException;

}
