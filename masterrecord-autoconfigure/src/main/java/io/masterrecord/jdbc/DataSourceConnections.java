package io.masterrecord.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import javax.sql.DataSource;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The connections of a data source: that of the current Spring transaction, if there is
 * one.
 */
record DataSourceConnections(DataSource dataSource) implements Connections {

	@Override
	public Connection borrow() {
		return DataSourceUtils.getConnection(this.dataSource);
	}

	// What is borrowed in a method that supports transactions, and has none, would be
	// taken away at its end; and what a transaction of another data source lends is used
	// for statements that commit by themselves.
	@Override
	public Connection keep(Runnable ended) {
		if (!TransactionSynchronizationManager.isActualTransactionActive()) {
			return own();
		}
		Connection connection = inTransaction() ? borrow() : own();
		TransactionSynchronizationManager.registerSynchronization(new End(ended));
		return connection;
	}

	private Connection own() {
		try {
			return this.dataSource.getConnection();
		}
		catch (SQLException ex) {
			throw new CannotGetJdbcConnectionException("There is no connection to be had", ex);
		}
	}

	@Override
	public void prepare(Statement statement) throws SQLException {
		DataSourceUtils.applyTransactionTimeout(statement, this.dataSource);
	}

	// The transaction may be one of another data source, or its connection not begun yet.
	@Override
	public boolean inTransaction() {
		if (!TransactionSynchronizationManager.isActualTransactionActive()) {
			return false;
		}
		Connection connection = borrow();
		try {
			return !connection.getAutoCommit();
		}
		catch (SQLException ex) {
			throw new DataAccessResourceFailureException("The connection does not tell its state", ex);
		}
		finally {
			giveBack(connection);
		}
	}

	// What only supports a transaction, or is one of another data source, commits each
	// statement here, and could not be told from the first of several writes.
	@Override
	public boolean isReadOnly() {
		return TransactionSynchronizationManager.isCurrentTransactionReadOnly() && inTransaction();
	}

	@Override
	public void giveBack(Connection connection) {
		DataSourceUtils.releaseConnection(connection, this.dataSource);
	}

	/**
	 * The end of a transaction, while its connection is still there.
	 *
	 * @param action what happens then
	 */
	private record End(Runnable action) implements TransactionSynchronization {

		@Override
		public int getOrder() {
			return DataSourceUtils.CONNECTION_SYNCHRONIZATION_ORDER - 1;
		}

		@Override
		public void beforeCompletion() {
			this.action.run();
		}

	}

}
