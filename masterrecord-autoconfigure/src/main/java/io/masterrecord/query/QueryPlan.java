package io.masterrecord.query;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.StringJoiner;

import io.masterrecord.jdbc.SqlStatement;
import io.masterrecord.jdbc.StatementGate;
import io.masterrecord.jdbc.StatementKind;

/**
 * Reads how a database would run a statement, in its own words.
 */
final class QueryPlan {

	private QueryPlan() {
	}

	/**
	 * Ask a database how it would run a statement.
	 */
	static String of(StatementGate gate, SqlStatement statement) {
		return gate.query(new SqlStatement(gate.dialect().explain(statement.sql()), statement.values(),
				statement.tables(), StatementKind.SELECT), QueryPlan::read);
	}

	/**
	 * Return one line per step: the text as it is where there is nothing else, otherwise
	 * what is known of the step by name.
	 */
	static String read(ResultSet steps) throws SQLException {
		ResultSetMetaData columns = steps.getMetaData();
		StringJoiner lines = new StringJoiner("\n");
		while (steps.next()) {
			if (columns.getColumnCount() == 1) {
				lines.add(steps.getString(1));
				continue;
			}
			StringJoiner line = new StringJoiner(", ");
			for (int i = 1; i <= columns.getColumnCount(); i++) {
				String value = steps.getString(i);
				if (value != null) {
					line.add(columns.getColumnLabel(i) + "=" + value);
				}
			}
			lines.add(line.toString());
		}
		return lines.toString();
	}

}
