package io.masterrecord.migration;

import io.masterrecord.schema.Routine;

/**
 * Something in a database that says what an application wrote in SQL.
 *
 * @param kind what it is
 * @param table its table, or an empty text
 * @param name its name
 */
record ExpressionKey(String kind, String table, String name) {

	static ExpressionKey valueOfDefault(String table, String column) {
		return new ExpressionKey("default", table, column);
	}

	static ExpressionKey computed(String table, String column) {
		return new ExpressionKey("computed", table, column);
	}

	static ExpressionKey check(String table, String check) {
		return new ExpressionKey("check", table, check);
	}

	static ExpressionKey index(String table, String index) {
		return new ExpressionKey("index", table, index);
	}

	static ExpressionKey routine(Routine routine) {
		return new ExpressionKey("routine", "", routine.name());
	}

}
