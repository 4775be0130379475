package io.masterrecord.migration;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import io.masterrecord.testing.Engine;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Transactions}.
 */
class TransactionsTests {

	@EngineTest(only = Engine.H2)
	void rollsBackNothingWhereNothingIsOpen(TestDatabase database) throws SQLException {
		List<String> calls = new ArrayList<>();
		try (Connection connection = database.dataSource().getConnection()) {
			Transactions transactions = Transactions.of(recording(connection, calls));
			transactions.rollback();
			assertThat(calls).doesNotContain("rollback");
			transactions.begin();
			transactions.rollback();
			assertThat(calls).containsOnlyOnce("rollback");
			assertThat(connection.getAutoCommit()).isTrue();
		}
	}

	private static Connection recording(Connection connection, List<String> calls) {
		return (Connection) Proxy.newProxyInstance(TransactionsTests.class.getClassLoader(),
				new Class<?>[] { Connection.class }, (proxy, method, arguments) -> {
					calls.add(method.getName());
					try {
						return method.invoke(connection, arguments);
					}
					catch (InvocationTargetException ex) {
						throw ex.getTargetException();
					}
				});
	}

}
