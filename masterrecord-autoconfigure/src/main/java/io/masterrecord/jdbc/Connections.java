package io.masterrecord.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Lends the connection a statement runs on.
 */
interface Connections {

	/**
	 * Borrow the connection, or fail with a {@code DataAccessException}.
	 */
	Connection borrow();

	/**
	 * Borrow the connection for longer than a call takes, or fail with a
	 * {@code DataAccessException}. Outside of a transaction nobody else takes it away.
	 * @param ended runs if its transaction ends before the connection is given back
	 */
	Connection keep(Runnable ended);

	/**
	 * Prepare a statement of a borrowed connection for its transaction, such as what is
	 * left of its time.
	 */
	void prepare(Statement statement) throws SQLException;

	/**
	 * Tell whether the connection is in a transaction that lasts longer than a statement.
	 */
	boolean inTransaction();

	void giveBack(Connection connection);

	/**
	 * Tell whether the transaction is one that only reads.
	 */
	boolean isReadOnly();

}
