package io.masterrecord.migration;

import java.sql.SQLException;
import java.util.Set;

import javax.sql.DataSource;

import org.springframework.jdbc.CannotGetJdbcConnectionException;

/**
 * Thrown when the database of the migrations cannot be reached.
 *
 * @since 0.1.0
 */
public final class MigrationConnectionException extends CannotGetJdbcConnectionException {

	private static final long serialVersionUID = 1L;

	/** The classes of SQLStates that no waiting changes: rights, names, abilities. */
	private static final Set<String> FOR_GOOD = Set.of("0A", "28", "3D", "42");

	private final transient DataSource dataSource;

	/**
	 * Create an exception.
	 * @param message what is wrong and what to do
	 * @param cause what the driver or the pool says
	 * @param dataSource what was asked for a connection
	 */
	public MigrationConnectionException(String message, SQLException cause, DataSource dataSource) {
		super(message, cause);
		this.dataSource = dataSource;
	}

	/**
	 * Return what was asked for a connection.
	 * @return the data source
	 */
	public DataSource dataSource() {
		return this.dataSource;
	}

	/**
	 * Tell whether the database may be there in a while.
	 */
	boolean mayPass() {
		for (Throwable each = getCause(); each != null; each = each.getCause()) {
			if (each instanceof SQLException error && error.getSQLState() != null && error.getSQLState().length() == 5
					&& FOR_GOOD.contains(error.getSQLState().substring(0, 2))) {
				return false;
			}
		}
		return true;
	}

}
