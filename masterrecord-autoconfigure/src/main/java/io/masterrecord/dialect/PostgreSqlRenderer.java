package io.masterrecord.dialect;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import io.masterrecord.operation.AlterColumn;
import io.masterrecord.operation.CreateTable;
import io.masterrecord.operation.RenameColumn;
import io.masterrecord.schema.Column;
import io.masterrecord.schema.ColumnType;
import io.masterrecord.schema.ForeignKey;
import io.masterrecord.schema.IndexColumn;
import io.masterrecord.schema.Routine;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.Sequence;
import io.masterrecord.schema.Table;
import io.masterrecord.schema.TypeName;
import io.masterrecord.schema.UniqueConstraint;

/**
 * The statements of PostgreSQL.
 */
final class PostgreSqlRenderer extends OperationRenderer {

	private final PostgreSqlDialect dialect;

	private final PostgreSqlNumbers numbers;

	PostgreSqlRenderer(PostgreSqlDialect dialect, Schema before) {
		super(dialect, before);
		this.dialect = dialect;
		this.numbers = new PostgreSqlNumbers(dialect);
	}

	// A table is created without a constraint whose columns another one has already, and
	// nobody is told; added later, it is there.
	@Override
	public List<SqlCommand> visit(CreateTable operation) {
		Table table = operation.table();
		List<UniqueConstraint> first = new ArrayList<>();
		List<UniqueConstraint> later = new ArrayList<>();
		Set<List<String>> known = new HashSet<>();
		if (table.primaryKey() != null) {
			known.add(table.primaryKey().columns());
		}
		table.uniques().forEach((unique) -> (known.add(unique.columns()) ? first : later).add(unique));
		List<SqlCommand> commands = new ArrayList<>(super.visit(new CreateTable(table.withUniques(first))));
		later.forEach((unique) -> commands.add(alter(table.name(), "ADD " + definition(unique))));
		return commands;
	}

	// What a search index is generated from cannot have another type meanwhile.
	@Override
	public List<SqlCommand> visit(AlterColumn operation) {
		Table table = table(operation.table());
		String name = operation.column().name();
		List<SqlCommand> change = super.visit(operation);
		Column from = column(table.name(), name);
		boolean retyped = !type(from).equals(type(operation.column()))
				|| !Objects.equals(from.collation(), operation.column().collation());
		return retyped ? search().around(SearchIndexes.over(table, name), table, table, change) : change;
	}

	// Search indexes follow by themselves, but for the note on what they are made from.
	@Override
	public List<SqlCommand> visit(RenameColumn operation) {
		List<SqlCommand> commands = new ArrayList<>(super.visit(operation));
		SearchIndexes.over(after(operation, operation.table()), operation.newName())
			.forEach((index) -> commands.add(this.dialect.search().comment(index)));
		return commands;
	}

	@Override
	List<SqlCommand> alterColumn(Table table, Column from, Column to) {
		String alter = "ALTER COLUMN " + quote(to.name()) + " ";
		boolean retyped = !type(from).equals(type(to));
		boolean redefaulted = retyped || !Objects.equals(from.defaultValue(), to.defaultValue());
		List<SqlCommand> commands = new ArrayList<>();
		List<String> actions = new ArrayList<>();
		if (from.identity() && !to.identity()) {
			if (to.defaultValue() == null) {
				commands.add(this.numbers.keep(table, to));
			}
			// The type changes first within a statement, and not to one without numbers.
			if (retyped) {
				commands.add(alter(table.name(), alter + "DROP IDENTITY"));
			}
			else {
				actions.add(alter + "DROP IDENTITY");
			}
		}
		if (redefaulted && from.defaultValue() != null) {
			actions.add(alter + "DROP DEFAULT");
		}
		boolean recollated = !Objects.equals(from.collation(), to.collation());
		if (retyped || recollated) {
			actions
				.add(alter + "TYPE " + type(to) + collation(to) + conversion(from.type(), to.type(), quote(to.name())));
		}
		if (redefaulted && to.defaultValue() != null) {
			actions.add(alter + "SET DEFAULT " + defaultValue(to));
		}
		if (from.nullable() != to.nullable()) {
			actions.add(alter + (to.nullable() ? "DROP NOT NULL" : "SET NOT NULL"));
		}
		if (!actions.isEmpty()) {
			commands.add(alter(table.name(), String.join(", ", actions)));
		}
		if (!from.identity() && to.identity()) {
			commands.add(alter(table.name(), alter + "ADD " + identity()));
			commands.add(this.numbers.goOn(table, to));
			commands.addAll(afterIdentityValues(table, to));
		}
		if (!Objects.equals(from.comment(), to.comment())) {
			commands.addAll(comment(table.name(), to));
		}
		return commands;
	}

	private String collation(Column column) {
		String collation = column.collation();
		return (collation != null) ? this.dialect.collate(collation) : "";
	}

	// Without "using" a value that does not fit is an error, and widening is free; a cast
	// to a size would cut the value. Times without a zone are in UTC, whatever the zone
	// of the session is.
	private String conversion(ColumnType from, ColumnType to, String column) {
		if (StandardDialect.isText(from) && StandardDialect.isText(to)
				|| from.name() == TypeName.DECIMAL && to.name() == TypeName.DECIMAL) {
			return "";
		}
		if (to.name() == TypeName.TIMESTAMP && (from.name() == TypeName.DATETIME || from.name() == TypeName.DATE)) {
			return " USING CAST(" + column + " AS timestamp) AT TIME ZONE 'UTC'";
		}
		if (to.name() == TypeName.BOOLEAN && isNumber(from)) {
			return " USING " + column + " <> 0";
		}
		String value = column;
		if (from.name() == TypeName.BOOLEAN && isNumber(to)) {
			value = "CAST(" + column + " AS integer)";
		}
		if (from.name() == TypeName.TIMESTAMP && !StandardDialect.isText(to)) {
			value = column + " AT TIME ZONE 'UTC'";
		}
		return " USING CAST(" + value + " AS " + unsized(to) + ")";
	}

	private String unsized(ColumnType type) {
		return switch (type.name()) {
			case VARCHAR -> "text";
			case DECIMAL -> "numeric";
			default -> this.dialect.columnType(type);
		};
	}

	private static boolean isNumber(ColumnType type) {
		return switch (type.name()) {
			case SMALLINT, INTEGER, BIGINT, REAL, DOUBLE, DECIMAL -> true;
			default -> false;
		};
	}

	// NULL is the least value in every order that is asked for, so an index serves that
	// order only if it holds NULL at that end.
	@Override
	String nulls(Table table, IndexColumn column) {
		Boolean stated = column.nullsFirst();
		boolean nullable = column.isExpression() || table.column(column.name()).map(Column::nullable).orElse(false);
		if (stated == null && !nullable) {
			return "";
		}
		boolean first = (stated != null) ? stated : !column.descending();
		return first ? " NULLS FIRST" : " NULLS LAST";
	}

	@Override
	boolean filters() {
		return true;
	}

	@Override
	boolean includes() {
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

	@Override
	String drop(Routine routine) {
		String table = routine.table();
		String sql = routine.sqlFor(this.dialect.id());
		if (routine.kind() == Routine.Kind.FUNCTION && sql != null) {
			return super.drop(routine) + FunctionArguments.of(sql);
		}
		return (table != null) ? super.drop(routine) + " ON " + quote(table) : super.drop(routine);
	}

	// What it gives out next is not written anywhere.
	@Override
	List<SqlCommand> continueFrom(Sequence sequence, String number) {
		String name = quote(sequence.name());
		String block = """
				DECLARE
				  wanted bigint := %s;
				  upcoming bigint;
				BEGIN
				  SELECT CASE WHEN is_called THEN last_value + %d ELSE last_value END INTO upcoming FROM %s;
				  IF wanted > upcoming THEN
				    PERFORM setval(%s, wanted, false);
				  END IF;
				END""".formatted(number, sequence.increment(), name, Text.literal(name));
		return List.of(SqlCommand.of("DO " + this.dialect.textLiteral(block)));
	}

	// A block, since a select would be a query.
	@Override
	List<SqlCommand> afterIdentityValues(Table table, Column column) {
		String name = quote(column.name());
		String block = """
				DECLARE
				  numbers regclass := pg_get_serial_sequence(%s, %s);
				  last bigint;
				BEGIN
				  SELECT greatest(max(%s), pg_sequence_last_value(numbers)) INTO last FROM %s;
				  IF last > 0 THEN
				    PERFORM setval(numbers, last);
				  END IF;
				END""".formatted(Text.literal(quote(table.name())), Text.literal(column.name()), name,
				quote(table.name()));
		return List.of(SqlCommand.of("DO " + this.dialect.textLiteral(block)));
	}

}
