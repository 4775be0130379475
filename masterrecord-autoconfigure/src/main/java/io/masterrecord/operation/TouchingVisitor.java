package io.masterrecord.operation;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import io.masterrecord.operation.Touch.Kind;
import io.masterrecord.operation.Touch.Mode;
import io.masterrecord.schema.Check;
import io.masterrecord.schema.Column;
import io.masterrecord.schema.ColumnDefault;
import io.masterrecord.schema.ForeignKey;
import io.masterrecord.schema.Index;
import io.masterrecord.schema.IndexColumn;
import io.masterrecord.schema.Routine;
import io.masterrecord.schema.Row;
import io.masterrecord.schema.RowReference;
import io.masterrecord.schema.SqlText;
import io.masterrecord.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what an operation has to do with.
 */
final class TouchingVisitor implements OperationVisitor<List<Touch>> {

	private static final Pattern ALL_COLUMNS = Pattern.compile("(?:\\bselect(?:\\s+(?:distinct|all))?|[.,])\\s*\\*",
			Pattern.CASE_INSENSITIVE);

	@Override
	public List<Touch> visit(CreateTable operation) {
		Table table = operation.table();
		List<Touch> touches = new ArrayList<>();
		touches.add(new Touch(Kind.TABLE, table.name(), Mode.CHANGE));
		table.uniques().forEach((unique) -> touches.add(new Touch(Kind.NAME, unique.name(), Mode.CHANGE)));
		table.checks().forEach((check) -> {
			touches.add(new Touch(Kind.NAME, check.name(), Mode.CHANGE));
			touches.addAll(rule(table.name(), check));
		});
		table.columns().forEach((column) -> touches.addAll(value(table.name(), column)));
		table.indexes().forEach((index) -> touches.add(new Touch(Kind.NAME, index.name(), Mode.CHANGE)));
		table.foreignKeys().forEach((key) -> touches.addAll(reference(key)));
		return touches;
	}

	@Override
	public List<Touch> visit(DropTable operation) {
		return List.of(new Touch(Kind.TABLE, operation.table(), Mode.CHANGE));
	}

	@Override
	public List<Touch> visit(RenameTable operation) {
		return List.of(new Touch(Kind.TABLE, operation.table(), Mode.CHANGE),
				new Touch(Kind.TABLE, operation.newName(), Mode.CHANGE));
	}

	@Override
	public List<Touch> visit(AddColumn operation) {
		Column column = operation.column();
		List<Touch> touches = changing(operation.table(), column.name());
		if (!column.nullable() && column.defaultValue() == null) {
			touches.add(new Touch(Kind.ROWS, operation.table(), Mode.CONSTRAIN));
		}
		touches.addAll(value(operation.table(), column));
		return touches;
	}

	@Override
	public List<Touch> visit(DropColumn operation) {
		List<Touch> touches = changing(operation.table(), operation.column());
		touches.add(new Touch(Kind.ROWS, operation.table(), Mode.CONSTRAIN));
		return touches;
	}

	@Override
	public List<Touch> visit(AlterColumn operation) {
		List<Touch> touches = changing(operation.table(), operation.column().name());
		touches.add(new Touch(Kind.ROWS, operation.table(), Mode.CONSTRAIN));
		touches.addAll(value(operation.table(), operation.column()));
		return touches;
	}

	@Override
	public List<Touch> visit(RenameColumn operation) {
		List<Touch> touches = changing(operation.table(), operation.column());
		touches.add(column(operation.table(), operation.newName(), Mode.CHANGE));
		touches.add(new Touch(Kind.ROWS, operation.table(), Mode.CONSTRAIN));
		return touches;
	}

	@Override
	public List<Touch> visit(AddPrimaryKey operation) {
		List<Touch> touches = constraining(operation.table(), operation.primaryKey().columns());
		touches.add(new Touch(Kind.PRIMARY_KEY, operation.table(), Mode.CHANGE));
		return touches;
	}

	@Override
	public List<Touch> visit(DropPrimaryKey operation) {
		return List.of(table(operation.table()), new Touch(Kind.PRIMARY_KEY, operation.table(), Mode.CHANGE));
	}

	@Override
	public List<Touch> visit(AddUnique operation) {
		List<Touch> touches = constraining(operation.table(), operation.unique().columns());
		touches.add(new Touch(Kind.NAME, operation.unique().name(), Mode.CHANGE));
		return touches;
	}

	@Override
	public List<Touch> visit(DropUnique operation) {
		return List.of(table(operation.table()), new Touch(Kind.NAME, operation.name(), Mode.CHANGE));
	}

	@Override
	public List<Touch> visit(AddForeignKey operation) {
		List<Touch> touches = constraining(operation.table(), operation.foreignKey().columns());
		touches.addAll(reference(operation.foreignKey()));
		return touches;
	}

	@Override
	public List<Touch> visit(DropForeignKey operation) {
		return List.of(table(operation.table()), new Touch(Kind.NAME, operation.name(), Mode.CHANGE));
	}

	@Override
	public List<Touch> visit(CreateIndex operation) {
		Index index = operation.index();
		List<Touch> touches = new ArrayList<>();
		touches.add(table(operation.table()));
		touches.addAll(using(operation.table(), index.columnNames()));
		touches.addAll(using(operation.table(), index.included()));
		index.columns()
			.stream()
			.filter(IndexColumn::isExpression)
			.forEach((part) -> touches.addAll(expression(operation.table(), part.name())));
		touches.addAll(expression(operation.table(), index.filter()));
		if (index.unique()) {
			touches.add(new Touch(Kind.ROWS, operation.table(), Mode.CONSTRAIN));
		}
		touches.add(new Touch(Kind.NAME, index.name(), Mode.CHANGE));
		return touches;
	}

	@Override
	public List<Touch> visit(DropIndex operation) {
		return List.of(table(operation.table()), new Touch(Kind.NAME, operation.name(), Mode.CHANGE));
	}

	// In some databases the index is a column of its own name.
	@Override
	public List<Touch> visit(CreateSearchIndex operation) {
		List<Touch> touches = new ArrayList<>();
		touches.add(table(operation.table()));
		touches.addAll(using(operation.table(), operation.index().columnNames()));
		touches.add(column(operation.table(), operation.index().name(), Mode.CHANGE));
		touches.add(new Touch(Kind.NAME, operation.index().name(), Mode.CHANGE));
		return touches;
	}

	@Override
	public List<Touch> visit(DropSearchIndex operation) {
		return List.of(table(operation.table()), column(operation.table(), operation.name(), Mode.CHANGE),
				new Touch(Kind.NAME, operation.name(), Mode.CHANGE));
	}

	@Override
	public List<Touch> visit(AddCheck operation) {
		Check check = operation.check();
		List<Touch> touches = new ArrayList<>();
		touches.add(table(operation.table()));
		touches.add(new Touch(Kind.ROWS, operation.table(), Mode.CONSTRAIN));
		touches.addAll(rule(operation.table(), check));
		touches.add(new Touch(Kind.NAME, check.name(), Mode.CHANGE));
		return touches;
	}

	@Override
	public List<Touch> visit(DropCheck operation) {
		return List.of(table(operation.table()), new Touch(Kind.NAME, operation.name(), Mode.CHANGE));
	}

	@Override
	public List<Touch> visit(RenameIndex operation) {
		return renamed(operation.table(), operation.name(), operation.newName());
	}

	@Override
	public List<Touch> visit(RenameConstraint operation) {
		List<Touch> touches = new ArrayList<>(renamed(operation.table(), operation.name(), operation.newName()));
		touches.add(new Touch(Kind.PRIMARY_KEY, operation.table(), Mode.USE));
		return touches;
	}

	private static List<Touch> renamed(String table, String name, String newName) {
		return List.of(table(table), new Touch(Kind.NAME, name, Mode.CHANGE),
				new Touch(Kind.NAME, newName, Mode.CHANGE));
	}

	@Override
	public List<Touch> visit(CommentTable operation) {
		return List.of(table(operation.table()), new Touch(Kind.COMMENT, operation.table(), Mode.CHANGE));
	}

	@Override
	public List<Touch> visit(CreateSequence operation) {
		return sequence(operation.sequence().name());
	}

	@Override
	public List<Touch> visit(AlterSequence operation) {
		return sequence(operation.sequence().name());
	}

	@Override
	public List<Touch> visit(RenameSequence operation) {
		List<Touch> touches = new ArrayList<>(sequence(operation.name()));
		touches.addAll(sequence(operation.newName()));
		return touches;
	}

	@Override
	public List<Touch> visit(DropSequence operation) {
		return sequence(operation.name());
	}

	// Sequences, views, functions and triggers share their names with tables.
	private static List<Touch> sequence(String name) {
		return List.of(new Touch(Kind.TABLE, name, Mode.CHANGE));
	}

	@Override
	public List<Touch> visit(CreateRoutine operation) {
		Routine routine = operation.routine();
		List<Touch> touches = new ArrayList<>();
		touches.add(new Touch(Kind.TABLE, routine.name(), Mode.CHANGE));
		routine.uses().forEach((used) -> {
			touches.add(new Touch(Kind.TABLE, used, readsAllColumns(routine) ? Mode.CHANGE : Mode.USE));
			routine.sql().values().forEach((sql) -> touches.addAll(using(used, List.copyOf(SqlText.names(sql)))));
		});
		String trigger = routine.table();
		if (trigger != null) {
			touches.add(new Touch(Kind.TABLE, trigger, Mode.CHANGE));
		}
		return touches.stream().distinct().toList();
	}

	/** What such a query returns depends on the columns that are there by then. */
	private static boolean readsAllColumns(Routine routine) {
		return routine.sql().values().stream().anyMatch((sql) -> ALL_COLUMNS.matcher(sql).find());
	}

	@Override
	public List<Touch> visit(DropRoutine operation) {
		return List.of(new Touch(Kind.TABLE, operation.name(), Mode.CHANGE));
	}

	@Override
	public List<Touch> visit(InsertRows operation) {
		return rows(operation.table(), operation.key(), operation.rows());
	}

	@Override
	public List<Touch> visit(UpsertRows operation) {
		return rows(operation.table(), operation.key(), operation.rows());
	}

	@Override
	public List<Touch> visit(DeleteRows operation) {
		return rows(operation.table(), operation.key(), operation.rows());
	}

	@Override
	public List<Touch> visit(LoadRows operation) {
		List<Touch> touches = new ArrayList<>(using(operation.table(), operation.key()));
		touches.add(table(operation.table()));
		touches.add(new Touch(Kind.ROWS, operation.table(), Mode.CHANGE));
		return touches;
	}

	@Override
	public List<Touch> visit(TakeBackRows operation) {
		return opaque("what was done to rows in a database", List.of());
	}

	@Override
	public List<Touch> visit(Backfill operation) {
		List<Touch> touches = constraining(operation.table(), List.copyOf(operation.values().keySet()));
		touches.add(new Touch(Kind.ROWS, operation.table(), Mode.CHANGE));
		operation.values().values().forEach((sql) -> touches.addAll(expression(operation.table(), sql)));
		touches.addAll(expression(operation.table(), operation.condition()));
		return touches;
	}

	@Override
	public List<Touch> visit(RunSql operation) {
		return opaque("SQL that does not declare what it does", operation.declares());
	}

	@Override
	public List<Touch> visit(RunCode operation) {
		return opaque("code '%s', which does not declare what it does".formatted(operation.key()),
				operation.declares());
	}

	/**
	 * Rows may be read and written by any SQL, whatever it declares.
	 */
	private List<Touch> opaque(String what, List<SchemaOperation> declares) {
		return declares.isEmpty() ? List.of(new Touch(Kind.ANYTHING, what, Mode.CHANGE))
				: declares.stream().flatMap((declared) -> declared.accept(this).stream()).toList();
	}

	private static List<Touch> rows(String table, List<String> key, List<Row> rows) {
		List<Touch> touches = new ArrayList<>();
		touches.add(table(table));
		touches.add(new Touch(Kind.ROWS, table, Mode.USE));
		for (Row row : rows) {
			touches.addAll(using(table, List.copyOf(row.values().keySet())));
			Row identity = key.isEmpty() ? row : row.only(key);
			touches.add(new Touch(Kind.ROW, table + identity.values(), Mode.CHANGE));
			row.values().values().forEach((value) -> {
				if (value instanceof RowReference reference) {
					touches.add(table(reference.table()));
					touches.addAll(using(reference.table(), List.of(reference.column())));
					touches.addAll(using(reference.table(), List.copyOf(reference.key().values().keySet())));
					touches.add(new Touch(Kind.ROW, reference.table() + reference.key().values(), Mode.USE));
				}
			});
		}
		return touches.stream().distinct().toList();
	}

	private static List<Touch> rule(String table, Check check) {
		return (check.rule() instanceof Check.OneOf values) ? using(table, List.of(values.column()))
				: expression(table, ((Check.Sql) check.rule()).sql());
	}

	/** What a column gets its values from. */
	private static List<Touch> value(String table, Column column) {
		if (column.defaultValue() instanceof ColumnDefault.NextValue next) {
			return List.of(table(next.sequence()));
		}
		return (column.defaultValue() instanceof ColumnDefault.Expression sql) ? expression(table, sql.sql())
				: expression(table, column.computed());
	}

	/** Which of the words are columns is known only together with the table. */
	private static List<Touch> expression(String table, @Nullable String sql) {
		if (sql == null) {
			return List.of();
		}
		List<Touch> touches = new ArrayList<>(using(table, List.copyOf(SqlText.names(sql))));
		SqlText.functions(sql).forEach((function) -> touches.add(table(function)));
		return touches;
	}

	private static List<Touch> reference(ForeignKey key) {
		List<Touch> touches = new ArrayList<>();
		touches.add(new Touch(Kind.NAME, key.name(), Mode.CHANGE));
		touches.add(table(key.targetTable()));
		touches.addAll(using(key.targetTable(), key.targetColumns()));
		touches.add(new Touch(Kind.PRIMARY_KEY, key.targetTable(), Mode.USE));
		return touches;
	}

	private static List<Touch> constraining(String table, List<String> columns) {
		List<Touch> touches = new ArrayList<>();
		touches.add(table(table));
		touches.addAll(using(table, columns));
		touches.add(new Touch(Kind.ROWS, table, Mode.CONSTRAIN));
		return touches;
	}

	private static List<Touch> changing(String table, String column) {
		List<Touch> touches = new ArrayList<>();
		touches.add(table(table));
		touches.add(column(table, column, Mode.CHANGE));
		return touches;
	}

	private static List<Touch> using(String table, List<String> columns) {
		return columns.stream().map((column) -> column(table, column, Mode.USE)).toList();
	}

	private static Touch table(String table) {
		return new Touch(Kind.TABLE, table, Mode.USE);
	}

	private static Touch column(String table, String column, Mode mode) {
		return new Touch(Kind.COLUMN, table + "." + column, mode);
	}

}
