package io.masterrecord.dialect;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.masterrecord.operation.AddCheck;
import io.masterrecord.operation.AddColumn;
import io.masterrecord.operation.AddForeignKey;
import io.masterrecord.operation.AddPrimaryKey;
import io.masterrecord.operation.AddUnique;
import io.masterrecord.operation.AlterColumn;
import io.masterrecord.operation.AlterSequence;
import io.masterrecord.operation.Backfill;
import io.masterrecord.operation.CommentTable;
import io.masterrecord.operation.CreateIndex;
import io.masterrecord.operation.CreateRoutine;
import io.masterrecord.operation.CreateSearchIndex;
import io.masterrecord.operation.CreateSequence;
import io.masterrecord.operation.CreateTable;
import io.masterrecord.operation.DeleteRows;
import io.masterrecord.operation.DropCheck;
import io.masterrecord.operation.DropColumn;
import io.masterrecord.operation.DropForeignKey;
import io.masterrecord.operation.DropIndex;
import io.masterrecord.operation.DropPrimaryKey;
import io.masterrecord.operation.DropRoutine;
import io.masterrecord.operation.DropSearchIndex;
import io.masterrecord.operation.DropSequence;
import io.masterrecord.operation.DropTable;
import io.masterrecord.operation.DropUnique;
import io.masterrecord.operation.InsertRows;
import io.masterrecord.operation.LoadRows;
import io.masterrecord.operation.OperationVisitor;
import io.masterrecord.operation.RenameColumn;
import io.masterrecord.operation.RenameConstraint;
import io.masterrecord.operation.RenameIndex;
import io.masterrecord.operation.RenameSequence;
import io.masterrecord.operation.RenameTable;
import io.masterrecord.operation.RunCode;
import io.masterrecord.operation.RunSql;
import io.masterrecord.operation.SchemaFold;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.operation.TakeBackRows;
import io.masterrecord.operation.UpsertRows;
import io.masterrecord.schema.Check;
import io.masterrecord.schema.Column;
import io.masterrecord.schema.ColumnDefault;
import io.masterrecord.schema.Deferral;
import io.masterrecord.schema.ForeignKey;
import io.masterrecord.schema.Index;
import io.masterrecord.schema.IndexColumn;
import io.masterrecord.schema.PrimaryKey;
import io.masterrecord.schema.ReferentialAction;
import io.masterrecord.schema.Routine;
import io.masterrecord.schema.Row;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.SearchIndex;
import io.masterrecord.schema.Sequence;
import io.masterrecord.schema.SqlText;
import io.masterrecord.schema.Table;
import io.masterrecord.schema.UniqueConstraint;
import org.jspecify.annotations.Nullable;

/**
 * Turns operations into statements, as far as the vendors agree; a vendor overrides where
 * it differs.
 */
abstract class OperationRenderer implements OperationVisitor<List<SqlCommand>> {

	private final StandardDialect dialect;

	final Schema before;

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
		if (table.comment() != null) {
			commands.addAll(comment(table.name(), table.comment()));
		}
		table.columns()
			.stream()
			.filter((column) -> column.comment() != null)
			.forEach((column) -> commands.addAll(comment(table.name(), column)));
		return commands;
	}

	/**
	 * Return the statements that comment a table after it was created.
	 */
	List<SqlCommand> comment(String table, @Nullable String comment) {
		return List.of(SqlCommand.of("COMMENT ON TABLE " + quote(table) + " IS " + textOrNull(comment)));
	}

	/**
	 * Return the statements that comment a column after it was added.
	 */
	List<SqlCommand> comment(String table, Column column) {
		return List.of(SqlCommand.of("COMMENT ON COLUMN " + quote(table) + "." + quote(column.name()) + " IS "
				+ textOrNull(column.comment())));
	}

	final String textOrNull(@Nullable String text) {
		return (text != null) ? this.dialect.textLiteral(text) : "NULL";
	}

	/**
	 * Return what stands between the parentheses of {@code create table}.
	 * @param table the table
	 */
	List<String> elements(Table table) {
		List<String> elements = new ArrayList<>();
		table.columns().forEach((column) -> elements.add(definition(table, column)));
		if (table.primaryKey() != null) {
			requireIndexable(table, table.primaryKey().columns());
			elements.add(definition(table.primaryKey()));
		}
		table.uniques().forEach((unique) -> elements.add(definition(unique)));
		table.foreignKeys().forEach((foreignKey) -> elements.add(definition(foreignKey)));
		table.checks().forEach((check) -> elements.add(definition(table, check)));
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
		List<SqlCommand> commands = new ArrayList<>();
		commands
			.add(alter(operation.table(), "ADD COLUMN " + definition(table(operation.table()), operation.column())));
		if (operation.column().comment() != null) {
			commands.addAll(comment(operation.table(), operation.column()));
		}
		return commands;
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
	public List<SqlCommand> visit(AddCheck operation) {
		return List.of(alter(operation.table(), "ADD " + definition(table(operation.table()), operation.check())));
	}

	@Override
	public List<SqlCommand> visit(DropCheck operation) {
		return List.of(alter(operation.table(), "DROP CONSTRAINT " + quote(operation.name())));
	}

	@Override
	public List<SqlCommand> visit(RenameIndex operation) {
		return List
			.of(SqlCommand.of("ALTER INDEX " + quote(operation.name()) + " RENAME TO " + quote(operation.newName())));
	}

	@Override
	public List<SqlCommand> visit(RenameConstraint operation) {
		return List.of(alter(operation.table(),
				"RENAME CONSTRAINT " + quote(operation.name()) + " TO " + quote(operation.newName())));
	}

	@Override
	public List<SqlCommand> visit(CommentTable operation) {
		return comment(operation.table(), operation.comment());
	}

	@Override
	public List<SqlCommand> visit(CreateSequence operation) {
		Sequence sequence = operation.sequence();
		return List.of(SqlCommand.of("CREATE SEQUENCE " + sequence(sequence.name()) + " START WITH " + sequence.start()
				+ " INCREMENT BY " + sequence.increment()));
	}

	/**
	 * Change a sequence. Numbers that it has given out are never given out again, so
	 * another start counts for sequences that have not come there yet.
	 */
	@Override
	public List<SqlCommand> visit(AlterSequence operation) {
		Sequence to = operation.sequence();
		Sequence from = this.before.sequences().getOrDefault(to.name(), to);
		String start = (from.start() != to.start()) ? " START WITH " + to.start() : "";
		List<SqlCommand> commands = new ArrayList<>();
		commands
			.add(SqlCommand.of("ALTER SEQUENCE " + sequence(to.name()) + " INCREMENT BY " + to.increment() + start));
		if (from.start() < to.start()) {
			commands.addAll(continueFrom(to, String.valueOf(to.start())));
		}
		return commands;
	}

	/**
	 * Return the statements after which a sequence gives out a number or greater ones. A
	 * sequence that is past it stays where it is.
	 * @param sequence the sequence
	 * @param number an expression of the number; where it is NULL nothing changes
	 */
	List<SqlCommand> continueFrom(Sequence sequence, String number) {
		throw this.dialect.noSequences(sequence.name());
	}

	@Override
	public List<SqlCommand> visit(RenameSequence operation) {
		return List.of(SqlCommand
			.of("ALTER SEQUENCE " + sequence(operation.name()) + " RENAME TO " + quote(operation.newName())));
	}

	@Override
	public List<SqlCommand> visit(DropSequence operation) {
		return List.of(SqlCommand.of("DROP SEQUENCE " + sequence(operation.name())));
	}

	private String sequence(String name) {
		if (!this.dialect.hasSequences()) {
			throw this.dialect.noSequences(name);
		}
		return quote(name);
	}

	/**
	 * Return the statements that let columns take their numbers from a renamed sequence,
	 * where they do not follow by themselves.
	 */
	final List<SqlCommand> numberedBy(RenameSequence operation) {
		List<SqlCommand> commands = new ArrayList<>();
		for (Table table : this.before.tables().values()) {
			for (Column column : table.columns()) {
				if (column.defaultValue() instanceof ColumnDefault.NextValue next
						&& next.sequence().equals(operation.name())) {
					commands.addAll(alterColumn(table, column,
							column.withDefault(new ColumnDefault.NextValue(operation.newName()))));
				}
			}
		}
		return commands;
	}

	@Override
	public List<SqlCommand> visit(CreateRoutine operation) {
		Routine routine = operation.routine();
		String sql = routine.sqlFor(this.dialect.id());
		if (sql == null) {
			return List.of();
		}
		return List.of(SqlCommand.of((routine.kind() == Routine.Kind.VIEW)
				? "CREATE VIEW " + quote(routine.name()) + " AS " + query(routine, sql) : sql.strip()));
	}

	/**
	 * Return the query of a view. One that is meant for every dialect names tables and
	 * columns without quotes.
	 */
	private String query(Routine view, String sql) {
		if (view.sql().containsKey(this.dialect.id())) {
			return sql.strip();
		}
		return SqlText.quote(sql.strip(), namesIn(view), this::quote);
	}

	/**
	 * Return the names that may stand in the query of a view: those of what it uses, and
	 * of all columns which that has.
	 */
	private Set<String> namesIn(Routine view) {
		Set<String> names = new LinkedHashSet<>();
		for (String used : view.uses()) {
			names.add(used);
			this.before.table(used).ifPresent((table) -> table.columns().forEach((column) -> names.add(column.name())));
			Routine other = this.before.routines().get(used);
			if (other != null) {
				names.addAll(namesIn(other));
			}
		}
		return names;
	}

	@Override
	public List<SqlCommand> visit(DropRoutine operation) {
		Routine routine = this.before.routines().get(operation.name());
		if (routine == null || routine.sqlFor(this.dialect.id()) == null) {
			return List.of();
		}
		return List.of(SqlCommand.of("DROP " + drop(routine)));
	}

	/**
	 * Return kind and name of a routine as they are written to drop it.
	 */
	String drop(Routine routine) {
		return routine.kind().name() + " " + quote(routine.name());
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
	public List<SqlCommand> visit(Backfill operation) {
		Table table = table(operation.table());
		String values = operation.values()
			.entrySet()
			.stream()
			.map((entry) -> quote(entry.getKey()) + " = " + quoteNames(table, entry.getValue()))
			.collect(Collectors.joining(", "));
		String condition = operation.condition();
		return List.of(SqlCommand.of("UPDATE " + quote(table.name()) + " SET " + values
				+ ((condition != null) ? " WHERE (" + quoteNames(table, condition) + ")" : "")));
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
		requireIndexable(table, to);
		List<SqlCommand> commands = new ArrayList<>();
		if (!to.fillsNullsOf(from)) {
			commands.addAll(alterColumn(table, from, to));
			commands.addAll(afterNumbering(table, from, to));
			return commands;
		}
		Column between = to.withNullable(true).withIdentity(false);
		commands.addAll(alterColumn(table, from, between));
		String name = quote(to.name());
		commands.add(SqlCommand.of("UPDATE " + quote(table.name()) + " SET " + name + " = " + defaultValue(to)
				+ " WHERE " + name + " IS NULL"));
		commands.addAll(alterColumn(table, between, to));
		return commands;
	}

	/** A sequence that takes over goes on after the greatest number that is there. */
	private List<SqlCommand> afterNumbering(Table table, Column from, Column to) {
		if (!(to.defaultValue() instanceof ColumnDefault.NextValue next) || next.equals(from.defaultValue())) {
			return List.of();
		}
		Sequence sequence = this.before.sequences().get(next.sequence());
		return (sequence == null) ? List.of()
				: continueFrom(sequence, "(SELECT MAX(" + quote(to.name()) + ") + 1 FROM " + quote(table.name()) + ")");
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
				+ quote(table.name()) + " (" + columns + ")" + included(index) + filter(table, index));
	}

	private String included(Index index) {
		if (index.included().isEmpty()) {
			return "";
		}
		if (!includes()) {
			throw new DialectException(
					"Index '%s' includes (%s), and %s indexes hold only what they are sorted by: leave these columns out, let the index be sorted by them last, or create it in a migration with onDialect(…)"
						.formatted(index.name(), String.join(", ", index.included()), this.dialect.id()));
		}
		return " INCLUDE (" + quote(index.included()) + ")";
	}

	/**
	 * Tell whether an index can hold columns that it is not sorted by.
	 */
	boolean includes() {
		return false;
	}

	private String filter(Table table, Index index) {
		String filter = index.filter();
		if (filter == null) {
			return "";
		}
		if (!filters()) {
			throw new DialectException(
					"Index '%s' holds only the rows that meet '%s', which %s cannot: leave the condition out, or create the index in a migration with onDialect(…)%s"
						.formatted(index.name(), filter, this.dialect.id(), index.unique() ? alternative(index) : ""));
		}
		return " WHERE " + quoteNames(table, filter);
	}

	/**
	 * NULL is no duplicate of NULL anywhere.
	 */
	private static String alternative(Index index) {
		String last = index.columns().get(index.columns().size() - 1).name();
		return ". What has to be unique among some rows only can be a column of its own that is NULL in the others: @Unique @Column(computed = \"CASE WHEN %s THEN %s END\")"
			.formatted(index.filter(), last);
	}

	/**
	 * Tell whether an index can leave rows out.
	 */
	boolean filters() {
		return false;
	}

	String indexColumn(Table table, IndexColumn column) {
		String part = column.isExpression() ? indexExpression(quoteNames(table, column.name())) : quote(column.name());
		return part + (column.descending() ? " DESC" : "") + nulls(table, column);
	}

	/**
	 * Return an expression as a part of an index.
	 */
	String indexExpression(String sql) {
		throw new DialectException(
				"An index cannot be sorted by '%s' on %s: add a computed column, and put it into the index"
					.formatted(sql, this.dialect.id()));
	}

	/**
	 * Return where NULL stands in an index. Unless something else is said, NULL is the
	 * least value, as it is in every order that is asked for.
	 */
	String nulls(Table table, IndexColumn column) {
		Boolean first = column.nullsFirst();
		if (first != null && first == column.descending()) {
			throw new DialectException(
					"In an index on %s, NULL is always the least value: let '%s' have its NULLs %s, or leave that out"
						.formatted(this.dialect.id(), column.name(), first ? "last" : "first"));
		}
		return "";
	}

	/**
	 * Return the definition of a column.
	 * @param table the table whose columns it may be computed from
	 * @param column the column
	 */
	String definition(Table table, Column column) {
		StringBuilder sql = new StringBuilder(quote(column.name())).append(' ').append(type(column));
		if (column.collation() != null) {
			sql.append(this.dialect.collate(column.collation()));
		}
		if (column.computed() != null) {
			sql.append(" GENERATED ALWAYS AS (")
				.append(quoteNames(table, column.computed()))
				.append(')')
				.append(stored());
		}
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
	 * Return the word that lets a computed value be stored.
	 */
	String stored() {
		return " STORED";
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
				+ action(" ON DELETE ", foreignKey.onDelete()) + action(" ON UPDATE ", foreignKey.onUpdate())
				+ deferral(foreignKey);
	}

	/**
	 * Return the clause that lets a foreign key be broken until the end of a transaction.
	 */
	String deferral(ForeignKey foreignKey) {
		if (foreignKey.deferral() == Deferral.NOT_DEFERRABLE) {
			return "";
		}
		throw new DialectException(
				"Foreign key '%s' cannot wait for the end of the transaction on %s: leave that out, and write the rows that are referred to first"
					.formatted(foreignKey.name(), this.dialect.id()));
	}

	static String deferral(Deferral deferral) {
		return switch (deferral) {
			case NOT_DEFERRABLE -> "";
			case INITIALLY_IMMEDIATE -> " DEFERRABLE INITIALLY IMMEDIATE";
			case INITIALLY_DEFERRED -> " DEFERRABLE INITIALLY DEFERRED";
		};
	}

	final String definition(Table table, Check check) {
		return "CONSTRAINT " + quote(check.name()) + " CHECK (" + condition(table, check) + ")";
	}

	private String condition(Table table, Check check) {
		if (check.rule() instanceof Check.OneOf values) {
			return quote(values.column()) + " IN (" + values.values()
				.stream()
				.map((value) -> (value instanceof String text) ? this.dialect.textLiteral(text) : value.toString())
				.collect(Collectors.joining(", ")) + ")";
		}
		return quoteNames(table, ((Check.Sql) check.rule()).sql());
	}

	// Left out, the check waits for the end of the statement, so that one statement may
	// take a row and those that refer to it.
	String action(String event, ReferentialAction action) {
		return switch (action) {
			case RESTRICT -> "";
			case CASCADE -> event + "CASCADE";
			case SET_NULL -> event + "SET NULL";
			case SET_DEFAULT -> event + "SET DEFAULT";
		};
	}

	/** A column that is in a key or an index has to be of a type that can be. */
	private void requireIndexable(Table table, Column to) {
		PrimaryKey primaryKey = table.primaryKey();
		Stream<List<String>> keys = Stream
			.of((primaryKey != null) ? Stream.of(primaryKey.columns()) : Stream.<List<String>>empty(),
					table.uniques().stream().map(UniqueConstraint::columns),
					table.foreignKeys().stream().map(ForeignKey::columns),
					table.indexes().stream().map(Index::columnNames))
			.flatMap((each) -> each);
		if (keys.anyMatch((columns) -> columns.contains(to.name()))) {
			requireIndexable(table.withColumns(List.of(to)), List.of(to.name()));
		}
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

	/**
	 * Quote the columns of a table where an expression names them.
	 */
	final String quoteNames(Table table, String sql) {
		return SqlText.quote(sql, table, this::quote);
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
