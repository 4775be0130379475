package io.masterrecord.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

import io.masterrecord.operation.AddColumn;
import io.masterrecord.operation.AddForeignKey;
import io.masterrecord.operation.AddPrimaryKey;
import io.masterrecord.operation.AddUnique;
import io.masterrecord.operation.AlterColumn;
import io.masterrecord.operation.CreateIndex;
import io.masterrecord.operation.CreateSearchIndex;
import io.masterrecord.operation.CreateTable;
import io.masterrecord.operation.DeleteRows;
import io.masterrecord.operation.DropColumn;
import io.masterrecord.operation.DropForeignKey;
import io.masterrecord.operation.DropIndex;
import io.masterrecord.operation.DropPrimaryKey;
import io.masterrecord.operation.DropSearchIndex;
import io.masterrecord.operation.DropTable;
import io.masterrecord.operation.DropUnique;
import io.masterrecord.operation.InsertRows;
import io.masterrecord.operation.LoadRows;
import io.masterrecord.operation.OperationVisitor;
import io.masterrecord.operation.RenameColumn;
import io.masterrecord.operation.RenameTable;
import io.masterrecord.operation.RunCode;
import io.masterrecord.operation.RunSql;
import io.masterrecord.operation.SchemaFold;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.operation.TakeBackRows;
import io.masterrecord.operation.UpsertRows;
import io.masterrecord.schema.Column;
import io.masterrecord.schema.ForeignKey;
import io.masterrecord.schema.Index;
import io.masterrecord.schema.IndexColumn;
import io.masterrecord.schema.PrimaryKey;
import io.masterrecord.schema.ReferentialAction;
import io.masterrecord.schema.Row;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.SearchIndex;
import io.masterrecord.schema.Table;
import io.masterrecord.schema.UniqueConstraint;

/**
 * Turns operations into statements, as far as the vendors agree; a vendor overrides where
 * it differs.
 */
abstract class OperationRenderer implements OperationVisitor<List<SqlCommand>> {

	private final StandardDialect dialect;

	private final Schema before;

	OperationRenderer(StandardDialect dialect, Schema before) {
		this.dialect = dialect;
		this.before = before;
	}

	@Override
	public List<SqlCommand> visit(CreateTable operation) {
		Table table = operation.table();
		table.uniques().forEach((unique) -> requireIndexable(table, unique.columns()));
		List<SqlCommand> commands = new ArrayList<>();
		commands.add(SqlCommand.of("CREATE TABLE " + quote(table.name()) + " (" + String.join(", ", elements(table))
				+ ")" + tableOptions()));
		table.indexes().forEach((index) -> commands.add(createIndex(table, index)));
		return commands;
	}

	/**
	 * Return what stands between the parentheses of {@code create table}.
	 * @param table the table
	 */
	List<String> elements(Table table) {
		List<String> elements = new ArrayList<>();
		table.columns().forEach((column) -> elements.add(definition(column)));
		if (table.primaryKey() != null) {
			requireIndexable(table, table.primaryKey().columns());
			elements.add(definition(table.primaryKey()));
		}
		table.uniques().forEach((unique) -> elements.add(definition(unique)));
		table.foreignKeys().forEach((foreignKey) -> elements.add(definition(foreignKey)));
		return elements;
	}

	String tableOptions() {
		return "";
	}

	@Override
	public List<SqlCommand> visit(DropTable operation) {
		return List.of(SqlCommand.of("DROP TABLE " + quote(operation.table())));
	}

	@Override
	public List<SqlCommand> visit(RenameTable operation) {
		return List.of(alter(operation.table(), "RENAME TO " + quote(operation.newName())));
	}

	@Override
	public List<SqlCommand> visit(AddColumn operation) {
		return List.of(alter(operation.table(), "ADD COLUMN " + definition(operation.column())));
	}

	@Override
	public List<SqlCommand> visit(DropColumn operation) {
		return List.of(alter(operation.table(), "DROP COLUMN " + quote(operation.column())));
	}

	@Override
	public List<SqlCommand> visit(RenameColumn operation) {
		return List.of(alter(operation.table(),
				"RENAME COLUMN " + quote(operation.column()) + " TO " + quote(operation.newName())));
	}

	@Override
	public List<SqlCommand> visit(AddPrimaryKey operation) {
		requireIndexable(table(operation.table()), operation.primaryKey().columns());
		return List.of(alter(operation.table(), "ADD " + definition(operation.primaryKey())));
	}

	@Override
	public List<SqlCommand> visit(DropPrimaryKey operation) {
		PrimaryKey primaryKey = table(operation.table()).primaryKey();
		if (primaryKey == null) {
			throw new DialectException("Table '%s' has no primary key to drop".formatted(operation.table()));
		}
		return List.of(alter(operation.table(), "DROP CONSTRAINT " + quote(primaryKey.name())));
	}

	@Override
	public List<SqlCommand> visit(AddUnique operation) {
		requireIndexable(table(operation.table()), operation.unique().columns());
		return List.of(alter(operation.table(), "ADD " + definition(operation.unique())));
	}

	@Override
	public List<SqlCommand> visit(DropUnique operation) {
		return List.of(alter(operation.table(), "DROP CONSTRAINT " + quote(operation.name())));
	}

	@Override
	public List<SqlCommand> visit(AddForeignKey operation) {
		return List.of(alter(operation.table(), "ADD " + definition(operation.foreignKey())));
	}

	@Override
	public List<SqlCommand> visit(DropForeignKey operation) {
		return List.of(alter(operation.table(), "DROP CONSTRAINT " + quote(operation.name())));
	}

	@Override
	public List<SqlCommand> visit(CreateIndex operation) {
		return List.of(createIndex(table(operation.table()), operation.index()));
	}

	@Override
	public List<SqlCommand> visit(DropIndex operation) {
		return List.of(SqlCommand.of("DROP INDEX " + quote(operation.name())));
	}

	@Override
	public final List<SqlCommand> visit(CreateSearchIndex operation) {
		Table table = table(operation.table());
		return search().keeps(table, operation.index()) ? search().create(table, operation.index()) : List.of();
	}

	@Override
	public final List<SqlCommand> visit(DropSearchIndex operation) {
		Table table = table(operation.table());
		SearchIndex index = table.searchIndex(operation.name())
			.orElseThrow(() -> new DialectException(
					"Table '%s' has no search index '%s' to drop".formatted(operation.table(), operation.name())));
		return search().keeps(table, index) ? search().drop(table, index) : List.of();
	}

	/**
	 * Return the search indexes of this vendor.
	 */
	final SearchIndexes search() {
		return this.dialect.search();
	}

	/**
	 * Return the table after an operation.
	 */
	final Table after(SchemaOperation operation, String tableName) {
		return SchemaFold.apply(this.before, operation).table(tableName).orElseThrow();
	}

	@Override
	public List<SqlCommand> visit(InsertRows operation) {
		RowRenderer rows = new RowRenderer(this.dialect, this.before, table(operation.table()));
		return withIdentity(operation.table(), operation.rows(), operation.ifAbsent()
				? rows.insertIfAbsent(operation.rows(), operation.key()) : rows.insert(operation.rows()));
	}

	@Override
	public List<SqlCommand> visit(UpsertRows operation) {
		RowRenderer rows = new RowRenderer(this.dialect, this.before, table(operation.table()));
		return withIdentity(operation.table(), operation.rows(),
				rows.upsert(operation.rows(), operation.key(), operation.updating()));
	}

	@Override
	public List<SqlCommand> visit(DeleteRows operation) {
		return new RowRenderer(this.dialect, this.before, table(operation.table())).delete(operation.rows(),
				operation.key());
	}

	@Override
	public List<SqlCommand> visit(LoadRows operation) {
		Table table = table(operation.table());
		return table.identityColumn().map((column) -> afterIdentityValues(table, column)).orElse(List.of());
	}

	@Override
	public List<SqlCommand> visit(TakeBackRows operation) {
		return List.of();
	}

	@Override
	public List<SqlCommand> visit(RunSql operation) {
		return List.of(SqlCommand.of(operation.sql()));
	}

	@Override
	public List<SqlCommand> visit(RunCode operation) {
		return List.of();
	}

	/**
	 * Change a column. Where it is about to refuse NULL and has a default, the default
	 * takes the place of NULL first, in the new type.
	 */
	@Override
	public List<SqlCommand> visit(AlterColumn operation) {
		Column from = column(operation.table(), operation.column().name());
		Column to = operation.column();
		Table table = table(operation.table());
		if (!fillsNulls(from, to)) {
			return alterColumn(table, from, to);
		}
		Column between = new Column(to.name(), to.type(), true, to.defaultValue(), false);
		List<SqlCommand> commands = new ArrayList<>(alterColumn(table, from, between));
		String name = quote(to.name());
		commands.add(SqlCommand.of("UPDATE " + quote(table.name()) + " SET " + name + " = " + defaultValue(to)
				+ " WHERE " + name + " IS NULL"));
		commands.addAll(alterColumn(table, between, to));
		return commands;
	}

	static boolean fillsNulls(Column from, Column to) {
		return from.nullable() && !to.nullable() && to.defaultValue() != null;
	}

	/**
	 * Return the statements that turn a column into another one, without regard to the
	 * values in it; none if nothing changes.
	 * @param table the table
	 * @param from the column as it is
	 * @param to the column as it will be
	 */
	abstract List<SqlCommand> alterColumn(Table table, Column from, Column to);

	private List<SqlCommand> withIdentity(String tableName, List<Row> rows, List<SqlCommand> commands) {
		Table table = table(tableName);
		List<SqlCommand> all = new ArrayList<>(commands);
		table.identityColumn()
			.filter((column) -> rows.stream().anyMatch((row) -> row.values().containsKey(column.name())))
			.ifPresent((column) -> all.addAll(afterIdentityValues(table, column)));
		return all;
	}

	/**
	 * Return the statements after rows were written with values for the identity column,
	 * so that the next row is given a free one.
	 * @param table the table
	 * @param column the identity column
	 */
	List<SqlCommand> afterIdentityValues(Table table, Column column) {
		return List.of();
	}

	final SqlCommand createIndex(Table table, Index index) {
		requireIndexable(table, index.columnNames());
		String columns = index.columns()
			.stream()
			.map((column) -> indexColumn(table, column))
			.collect(Collectors.joining(", "));
		return SqlCommand.of((index.unique() ? "CREATE UNIQUE INDEX " : "CREATE INDEX ") + quote(index.name()) + " ON "
				+ quote(table.name()) + " (" + columns + ")");
	}

	String indexColumn(Table table, IndexColumn column) {
		return quote(column.name()) + (column.descending() ? " DESC" : "");
	}

	/**
	 * Return the definition of a column.
	 * @param column the column
	 */
	String definition(Column column) {
		StringBuilder sql = new StringBuilder(quote(column.name())).append(' ').append(type(column));
		if (column.defaultValue() != null) {
			sql.append(" DEFAULT ").append(defaultValue(column));
		}
		if (column.identity()) {
			sql.append(' ').append(identity());
		}
		if (!column.nullable()) {
			sql.append(" NOT NULL");
		}
		return sql.toString();
	}

	/**
	 * Return the default of a column that has one.
	 */
	final String defaultValue(Column column) {
		return this.dialect.defaultValue(column.type(), Objects.requireNonNull(column.defaultValue()));
	}

	String type(Column column) {
		return this.dialect.columnType(column.type());
	}

	String identity() {
		return "GENERATED BY DEFAULT AS IDENTITY";
	}

	final String definition(PrimaryKey primaryKey) {
		return "CONSTRAINT " + quote(primaryKey.name()) + " PRIMARY KEY (" + quote(primaryKey.columns()) + ")";
	}

	final String definition(UniqueConstraint unique) {
		return "CONSTRAINT " + quote(unique.name()) + " UNIQUE (" + quote(unique.columns()) + ")";
	}

	final String definition(ForeignKey foreignKey) {
		return "CONSTRAINT " + quote(foreignKey.name()) + " FOREIGN KEY (" + quote(foreignKey.columns())
				+ ") REFERENCES " + quote(foreignKey.targetTable()) + " (" + quote(foreignKey.targetColumns()) + ")"
				+ action(" ON DELETE ", foreignKey.onDelete()) + action(" ON UPDATE ", foreignKey.onUpdate());
	}

	// Left out, the check waits for the end of the statement, so that one statement may
	// take a row and those that refer to it.
	private static String action(String event, ReferentialAction action) {
		return switch (action) {
			case RESTRICT -> "";
			case CASCADE -> event + "CASCADE";
			case SET_NULL -> event + "SET NULL";
		};
	}

	private void requireIndexable(Table table, List<String> columns) {
		for (String name : columns) {
			table.column(name).ifPresent((column) -> {
				String reason = this.dialect.unindexable(column);
				if (reason != null) {
					throw new DialectException("Column '%s' of '%s' cannot be part of a key or index on %s: %s"
						.formatted(name, table.name(), this.dialect.id(), reason));
				}
			});
		}
	}

	final SqlCommand alter(String table, String action) {
		return SqlCommand.of("ALTER TABLE " + quote(table) + " " + action);
	}

	final Table table(String name) {
		return this.before.table(name)
			.orElseThrow(() -> new DialectException(
					"Table '%s' does not exist at this point: create it first, or correct its name".formatted(name)));
	}

	final Column column(String tableName, String name) {
		return table(tableName).column(name)
			.orElseThrow(() -> new DialectException(
					"Table '%s' has no column '%s' at this point: add it first, or correct its name"
						.formatted(tableName, name)));
	}

	final Schema before() {
		return this.before;
	}

	final String quote(String identifier) {
		return this.dialect.quote(identifier);
	}

	final String quote(List<String> identifiers) {
		return this.dialect.quote(identifiers);
	}

}
