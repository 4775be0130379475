package io.masterrecord.dialect;

import java.util.ArrayList;
import java.util.List;

import io.masterrecord.operation.AddColumn;
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

	// It would fill existing rows with a value of its own choice, so the column refuses
	// NULL only in a second step, which fails where there are rows.
	@Override
	public List<SqlCommand> visit(AddColumn operation) {
		Column column = operation.column();
		if (column.nullable() || column.defaultValue() != null || column.identity()) {
			return super.visit(operation);
		}
		Table table = table(operation.table());
		Column nullable = column.withNullable(true);
		List<SqlCommand> commands = new ArrayList<>();
		commands.add(alter(operation.table(), "ADD COLUMN " + definition(table, nullable)));
		commands.add(alter(operation.table(), "MODIFY COLUMN " + definition(table, column)));
		return commands;
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
