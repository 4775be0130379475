package io.masterrecord.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import org.springframework.dao.DataAccessResourceFailureException;

/**
 * Always the same connection, owned by somebody else.
 */
record OneConnection(Connection connection) implements Connections {

	@Override
	public Connection borrow() {
		return this.connection;
	}

	@Override
	public Connection keep(Runnable ended) {
		return this.connection;
	}

	@Override
	public void prepare(Statement statement) {
	}

	@Override
	public boolean isReadOnly() {
		return false;
	}

	@Override
	public boolean inTransaction() {
		try {
			return !this.connection.getAutoCommit();
		}
		catch (SQLException ex) {
			throw new DataAccessResourceFailureException("The connection does not tell its state", ex);
		}
	}

	@Override
	public void giveBack(Connection ignored) {
	}

}
