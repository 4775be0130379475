package io.masterrecord.operation;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * A step of a migration that is Java code.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface CodeStep {

	/**
	 * Run the step.
	 * @param connection the connection of the migration, inside its transaction where
	 * there is one; not to be closed, committed or rolled back
	 * @throws SQLException if the database refuses a statement
	 */
	void run(Connection connection) throws SQLException;

}
