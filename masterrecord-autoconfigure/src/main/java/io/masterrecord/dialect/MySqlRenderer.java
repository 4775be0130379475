package io.masterrecord.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import io.masterrecord.operation.AddForeignKey;
import io.masterrecord.operation.AddPrimaryKey;
import io.masterrecord.operation.AddUnique;
import io.masterrecord.operation.CreateIndex;
import io.masterrecord.schema.Column;
import io.masterrecord.schema.ForeignKey;
import io.masterrecord.schema.Index;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.Table;
import io.masterrecord.schema.TypeName;
import io.masterrecord.schema.UniqueConstraint;

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
	public List<SqlCommand> visit(CreateIndex operation) {
		SqlCommand plain = super.visit(operation).get(0);
		Table table = table(operation.table());
		List<Index> indexes = new ArrayList<>(table.indexes());
		indexes.add(operation.index());
		String support = support(table, table.withIndexes(indexes));
		return List.of(support.isEmpty() ? plain : alter(table.name(),
				"ADD " + plain.sql().substring("CREATE ".length()).replaceFirst(" ON `(?:[^`]|``)+`", "") + support));
	}

	@Override
	public List<SqlCommand> visit(AddUnique operation) {
		Table table = table(operation.table());
		List<UniqueConstraint> uniques = new ArrayList<>(table.uniques());
		uniques.add(operation.unique());
		return List.of(SqlCommand.of(super.visit(operation).get(0).sql() + support(table, table.withUniques(uniques))));
	}

	@Override
	public List<SqlCommand> visit(AddPrimaryKey operation) {
		Table table = table(operation.table());
		return List.of(SqlCommand
			.of(super.visit(operation).get(0).sql() + support(table, table.withPrimaryKey(operation.primaryKey()))));
	}

	@Override
	public List<SqlCommand> visit(AddForeignKey operation) {
		Table table = table(operation.table());
		ForeignKey key = operation.foreignKey();
		boolean sometimes = isSupported(table, key, (index) -> true) && !isSupported(table, key, ALWAYS_THERE);
		String index = addSupport(key.name()) + " (" + quote(key.columns()) + "), ";
		return sometimes ? List.of(alter(table.name(), index + "ADD " + definition(key))) : super.visit(operation);
	}

	/**
	 * Return the actions that go with a new index. There is no "if exists" here, so the
	 * index of a foreign key has to be there whenever no other one always is; what the
	 * server created by itself it would give up by itself, and what it was told to create
	 * it would not.
	 */
	private String support(Table from, Table to) {
		StringBuilder actions = new StringBuilder();
		for (ForeignKey key : from.foreignKeys()) {
			if (isSupported(from, key, ALWAYS_THERE)) {
				continue;
			}
			if (isSupported(to, key, ALWAYS_THERE)) {
				actions.append(", ").append(dropSupport(key.name()));
			}
			else if (isSupported(to, key, (index) -> true) && !isSupported(from, key, (index) -> true)) {
				actions.append(", ")
					.append(dropSupport(key.name()))
					.append(", ")
					.append(addSupport(key.name()))
					.append(" (")
					.append(quote(key.columns()))
					.append(')');
			}
		}
		return actions.toString();
	}

	@Override
	Predicate<Index> replacing() {
		return ALWAYS_THERE;
	}

	@Override
	String indexExpression(String sql) {
		return "(" + sql + ")";
	}

}
