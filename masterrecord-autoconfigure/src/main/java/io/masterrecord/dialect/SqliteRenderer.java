package io.masterrecord.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.masterrecord.operation.AddCheck;
import io.masterrecord.operation.AddColumn;
import io.masterrecord.operation.AddForeignKey;
import io.masterrecord.operation.AddPrimaryKey;
import io.masterrecord.operation.AddUnique;
import io.masterrecord.operation.AlterColumn;
import io.masterrecord.operation.CreateTable;
import io.masterrecord.operation.DropCheck;
import io.masterrecord.operation.DropForeignKey;
import io.masterrecord.operation.DropIndex;
import io.masterrecord.operation.DropPrimaryKey;
import io.masterrecord.operation.DropTable;
import io.masterrecord.operation.DropUnique;
import io.masterrecord.operation.RenameColumn;
import io.masterrecord.operation.RenameConstraint;
import io.masterrecord.operation.RenameIndex;
import io.masterrecord.operation.RenameTable;
import io.masterrecord.operation.SchemaFold;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.schema.Column;
import io.masterrecord.schema.ColumnDefault;
import io.masterrecord.schema.Environments;
import io.masterrecord.schema.ForeignKey;
import io.masterrecord.schema.Index;
import io.masterrecord.schema.IndexColumn;
import io.masterrecord.schema.PrimaryKey;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.Table;
import io.masterrecord.schema.UniqueConstraint;
import org.jspecify.annotations.Nullable;

/**
 * The statements of SQLite. A unique constraint is a unique index, which has a name and
 * comes and goes without a rebuild; what ALTER TABLE cannot do is done by rebuilding the
 * table.
 */
final class SqliteRenderer extends OperationRenderer {

	private final SqliteDialect dialect;

	SqliteRenderer(SqliteDialect dialect, Schema before) {
		super(dialect, before);
		this.dialect = dialect;
	}

	@Override
	public List<SqlCommand> visit(CreateTable operation) {
		Table table = operation.table();
		List<SqlCommand> commands = new ArrayList<>();
		commands.add(createTable(table, table.name()));
		table.uniques().forEach((unique) -> commands.add(createIndex(table, index(unique))));
		table.indexes().forEach((index) -> commands.add(createIndex(table, index)));
		return commands;
	}

	SqlCommand createTable(Table table, String name) {
		return SqlCommand.of("CREATE TABLE " + quote(name) + " (" + String.join(", ", elements(table)) + ")");
	}

	@Override
	List<String> elements(Table table) {
		PrimaryKey primaryKey = table.primaryKey();
		Column identity = table.identityColumn().orElse(null);
		if (identity != null && (primaryKey == null || !primaryKey.columns().equals(List.of(identity.name())))) {
			throw new DialectException(
					"Column '%s' of '%s' cannot be an identity on sqlite unless it is the whole primary key: make it that and then alter the column, or assign its values"
						.formatted(identity.name(), table.name()));
		}
		List<String> elements = new ArrayList<>();
		for (Column column : table.columns()) {
			elements.add(column.equals(identity) ? identityDefinition(column, primaryKey) : definition(table, column));
		}
		if (primaryKey != null && identity == null) {
			elements.add(definition(primaryKey));
		}
		table.foreignKeys().forEach((foreignKey) -> elements.add(definition(foreignKey)));
		table.checks().forEach((check) -> elements.add(definition(table, check)));
		return elements;
	}

	// With "autoincrement" the number of a deleted row never comes back.
	private String identityDefinition(Column column, @Nullable PrimaryKey primaryKey) {
		String name = (primaryKey != null) ? " CONSTRAINT " + quote(primaryKey.name()) : "";
		return quote(column.name()) + " integer" + name + " PRIMARY KEY AUTOINCREMENT NOT NULL";
	}

	static Index index(UniqueConstraint unique) {
		List<IndexColumn> columns = unique.columns().stream().map(IndexColumn::ascending).toList();
		return new Index(unique.name(), columns, true, Environments.everywhere());
	}

	// The triggers of a table go with it, what they fill does not.
	@Override
	public List<SqlCommand> visit(DropTable operation) {
		Table table = table(operation.table());
		return search().around(table.searchIndexes(), table, table.withPrimaryKey(null), super.visit(operation));
	}

	// Names that differ in case only are one name here, so there is a third between them.
	@Override
	public List<SqlCommand> visit(RenameTable operation) {
		Table table = table(operation.table());
		List<SqlCommand> renames = operation.newName().equalsIgnoreCase(table.name())
				? List.of(alter(table.name(), "RENAME TO " + quote(SqliteRebuild.NEW)),
						alter(SqliteRebuild.NEW, "RENAME TO " + quote(operation.newName())))
				: super.visit(operation);
		return search().around(table.searchIndexes(), table, after(operation, operation.newName()), renames);
	}

	@Override
	public List<SqlCommand> visit(RenameColumn operation) {
		Table table = table(operation.table());
		return search().around(table.searchIndexes(), table, after(operation, table.name()), super.visit(operation));
	}

	@Override
	public List<SqlCommand> visit(AddUnique operation) {
		return List.of(createIndex(table(operation.table()), index(operation.unique())));
	}

	@Override
	public List<SqlCommand> visit(DropUnique operation) {
		Table table = table(operation.table());
		return List.of(table.unique(operation.name())
			.map((unique) -> drop(table, index(unique)))
			.orElseGet(() -> SqlCommand.of("DROP INDEX " + quote(operation.name()))));
	}

	@Override
	public List<SqlCommand> visit(DropIndex operation) {
		Table table = table(operation.table());
		return table.index(operation.name())
			.map((index) -> List.of(drop(table, index)))
			.orElseGet(() -> super.visit(operation));
	}

	/**
	 * Return the statement that drops an index. A key may be a unique constraint that
	 * somebody wrote into the text of the table.
	 */
	private SqlCommand drop(Table table, Index index) {
		if (!index.isKey()) {
			return SqlCommand.of("DROP INDEX " + quote(index.name()));
		}
		Table without = table
			.withUniques(table.uniques().stream().filter((unique) -> !unique.name().equals(index.name())).toList())
			.withIndexes(table.indexes().stream().filter((other) -> !other.name().equals(index.name())).toList());
		return new SqliteRebuild(this, this.dialect, table, without).without(index);
	}

	@Override
	public List<SqlCommand> visit(AddColumn operation) {
		Column column = operation.column();
		boolean constant = column.defaultValue() instanceof ColumnDefault.Literal;
		if (column.identity() || column.isComputed() || column.defaultValue() != null && !constant
				|| !column.nullable() && !constant) {
			Table table = table(operation.table());
			return rebuild(table,
					table.withColumns(Stream.concat(table.columns().stream(), Stream.of(column)).toList()));
		}
		return super.visit(operation);
	}

	@Override
	public List<SqlCommand> visit(AlterColumn operation) {
		Table table = table(operation.table());
		return alterColumn(table, column(table.name(), operation.column().name()), operation.column());
	}

	@Override
	List<SqlCommand> alterColumn(Table table, Column from, Column to) {
		return from.withComment(to.comment()).equals(to) ? List.of() : rebuild(table, table
			.withColumns(table.columns().stream().map((column) -> column.equals(from) ? to : column).toList()));
	}

	@Override
	public List<SqlCommand> visit(AddPrimaryKey operation) {
		Table table = table(operation.table());
		return rebuild(table, table.withPrimaryKey(operation.primaryKey()));
	}

	@Override
	public List<SqlCommand> visit(DropPrimaryKey operation) {
		Table table = table(operation.table());
		return rebuild(table, table.withPrimaryKey(null));
	}

	@Override
	public List<SqlCommand> visit(AddForeignKey operation) {
		Table table = table(operation.table());
		return rebuild(table, table
			.withForeignKeys(Stream.concat(table.foreignKeys().stream(), Stream.of(operation.foreignKey())).toList()));
	}

	@Override
	public List<SqlCommand> visit(DropForeignKey operation) {
		Table table = table(operation.table());
		return rebuild(table,
				table.withForeignKeys(table.foreignKeys()
					.stream()
					.filter((foreignKey) -> !foreignKey.name().equals(operation.name()))
					.toList()));
	}

	@Override
	public List<SqlCommand> visit(AddCheck operation) {
		return rebuild(operation.table(), operation);
	}

	@Override
	public List<SqlCommand> visit(DropCheck operation) {
		return rebuild(operation.table(), operation);
	}

	@Override
	public List<SqlCommand> visit(RenameIndex operation) {
		Table table = table(operation.table());
		return table.index(operation.name())
			.map((index) -> replaceIndex(table, operation.name(), index.named(operation.newName())))
			.orElseThrow(() -> new DialectException(
					"Table '%s' has no index '%s' at this point".formatted(table.name(), operation.name())));
	}

	@Override
	public List<SqlCommand> visit(RenameConstraint operation) {
		Table table = table(operation.table());
		return table.unique(operation.name())
			.map((unique) -> replaceIndex(table, unique.name(),
					index(new UniqueConstraint(operation.newName(), unique.columns()))))
			.orElseGet(() -> rebuild(operation.table(), operation));
	}

	private List<SqlCommand> replaceIndex(Table table, String name, Index index) {
		return List.of(drop(table, index.named(name)), createIndex(table, index));
	}

	@Override
	List<SqlCommand> comment(String table, @Nullable String comment) {
		return List.of();
	}

	@Override
	List<SqlCommand> comment(String table, Column column) {
		return List.of();
	}

	@Override
	boolean filters() {
		return true;
	}

	@Override
	String indexExpression(String sql) {
		return "(" + sql + ")";
	}

	@Override
	String deferral(ForeignKey foreignKey) {
		return deferral(foreignKey.deferral());
	}

	private List<SqlCommand> rebuild(String table, SchemaOperation operation) {
		return rebuild(table(table),
				SchemaFold.apply(before(), operation).table(table).orElseThrow(IllegalStateException::new));
	}

	List<SqlCommand> rebuild(Table from, Table to) {
		return search().around(from.searchIndexes(), from, to,
				new SqliteRebuild(this, this.dialect, from, to).commands());
	}

}
