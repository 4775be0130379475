package io.masterrecord.jdbc;

import java.sql.Connection;
import java.sql.Statement;

/**
 * Always the same connection, owned by somebody else.
 */
record OneConnection(Connection connection) implements Connections {

	@Override
	public Connection borrow() {
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
	public void giveBack(Connection ignored) {
	}

}
