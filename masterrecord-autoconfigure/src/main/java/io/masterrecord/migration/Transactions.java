package io.masterrecord.migration;

import java.sql.Connection;
import java.sql.SQLException;

import io.masterrecord.jdbc.SqlStatement;
import io.masterrecord.jdbc.StatementGate;
import io.masterrecord.jdbc.StatementKind;

/**
 * What takes effect as a whole or not at all, on the connection of a run.
 */
interface Transactions {

	void begin() throws SQLException;

	void commit() throws SQLException;

	void rollback() throws SQLException;

	/**
	 * Return the transactions of a connection, which commits by itself between them.
	 */
	static Transactions of(Connection connection) {
		return new Transactions() {

			@Override
			public void begin() throws SQLException {
				connection.setAutoCommit(false);
			}

			@Override
			public void commit() throws SQLException {
				connection.commit();
				connection.setAutoCommit(true);
			}

			// Some drivers report a rollback without a transaction as a broken
			// connection, which a pool takes away then.
			@Override
			public void rollback() throws SQLException {
				if (!connection.getAutoCommit()) {
					connection.rollback();
					connection.setAutoCommit(true);
				}
			}

		};
	}

	/**
	 * Return the parts of one long transaction.
	 */
	static Transactions within(StatementGate gate) {
		return new Transactions() {

			@Override
			public void begin() {
				run("SAVEPOINT masterrecord");
			}

			@Override
			public void commit() {
				run("RELEASE SAVEPOINT masterrecord");
			}

			@Override
			public void rollback() {
				run("ROLLBACK TO SAVEPOINT masterrecord");
				run("RELEASE SAVEPOINT masterrecord");
			}

			private void run(String sql) {
				gate.update(SqlStatement.of(StatementKind.OTHER, sql));
			}

		};
	}

}
