package io.masterrecord.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import javax.sql.DataSource;

import org.springframework.jdbc.datasource.DataSourceUtils;
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

	@Override
	public void prepare(Statement statement) throws SQLException {
		DataSourceUtils.applyTransactionTimeout(statement, this.dataSource);
	}

	@Override
	public boolean isReadOnly() {
		return TransactionSynchronizationManager.isCurrentTransactionReadOnly()
				&& TransactionSynchronizationManager.hasResource(this.dataSource);
	}

	@Override
	public void giveBack(Connection connection) {
		DataSourceUtils.releaseConnection(connection, this.dataSource);
	}

}
