package io.masterrecord.dialect;

import io.masterrecord.schema.Column;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.Table;
import io.masterrecord.schema.TypeName;

/**
 * The statements of MySQL.
 */
final class MySqlRenderer extends MySqlFamilyRenderer {

	private final MySqlDialect dialect;

	MySqlRenderer(MySqlDialect dialect, Schema before) {
		super(dialect, before);
		this.dialect = dialect;
	}

	// There are no blocks outside of procedures, so a function is given what it refuses;
	// its error says what it was given.
	@Override
	SqlCommand failIfRows(String table, String message) {
		return SqlCommand.of("DO (SELECT uuid_to_bin('" + message + "') FROM " + table + " LIMIT 1)");
	}

	// Text without a limit takes expressions only.
	@Override
	String definition(Table table, Column column) {
		String sql = super.definition(table, column);
		if (column.defaultValue() == null || column.type().name() != TypeName.TEXT) {
			return sql;
		}
		String value = " DEFAULT " + defaultValue(column);
		return value.startsWith(" DEFAULT (") ? sql : sql.replace(value, " DEFAULT (" + defaultValue(column) + ")");
	}

	@Override
	String indexExpression(String sql) {
		return "(" + sql + ")";
	}

}
