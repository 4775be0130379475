package io.masterrecord.dialect;

import java.util.ArrayList;
import java.util.List;

import io.masterrecord.operation.AddColumn;
import io.masterrecord.schema.Column;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.TypeName;

/**
 * The statements of MySQL.
 */
final class MySqlRenderer extends MySqlFamilyRenderer {

	MySqlRenderer(MySqlDialect dialect, Schema before) {
		super(dialect, before);
	}

	// It would fill existing rows with a value of its own choice, so the column refuses
	// NULL only in a second step, which fails where there are rows.
	@Override
	public List<SqlCommand> visit(AddColumn operation) {
		Column column = operation.column();
		if (column.nullable() || column.defaultValue() != null || column.identity()) {
			return super.visit(operation);
		}
		Column nullable = new Column(column.name(), column.type(), true, null, false);
		List<SqlCommand> commands = new ArrayList<>();
		commands.add(alter(operation.table(), "ADD COLUMN " + definition(nullable)));
		commands.add(alter(operation.table(), "MODIFY COLUMN " + definition(column)));
		return commands;
	}

	// Text without a limit takes expressions only.
	@Override
	String definition(Column column) {
		String sql = super.definition(column);
		if (column.defaultValue() == null || column.type().name() != TypeName.TEXT) {
			return sql;
		}
		String value = " DEFAULT " + defaultValue(column);
		return value.startsWith(" DEFAULT (") ? sql : sql.replace(value, " DEFAULT (" + defaultValue(column) + ")");
	}

}
