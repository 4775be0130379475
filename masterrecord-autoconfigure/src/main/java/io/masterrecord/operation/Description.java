package io.masterrecord.operation;

import java.util.List;
import java.util.Locale;

import io.masterrecord.schema.Check;
import io.masterrecord.schema.Column;
import io.masterrecord.schema.ColumnDefault;
import io.masterrecord.schema.Deferral;
import io.masterrecord.schema.Environments;
import io.masterrecord.schema.ForeignKey;
import io.masterrecord.schema.Index;
import io.masterrecord.schema.IndexColumn;
import io.masterrecord.schema.ReferentialAction;
import io.masterrecord.schema.Row;
import io.masterrecord.schema.SearchColumn;
import io.masterrecord.schema.SearchIndex;
import org.jspecify.annotations.Nullable;

/**
 * What an operation does, in one line for people. The text starts with a verb in lower
 * case, names no values of rows, and is nothing to be parsed.
 *
 * @since 0.1.0
 */
public final class Description implements OperationVisitor<String> {

	private static final Description INSTANCE = new Description();

	private static final int SQL_LENGTH = 80;

	private Description() {
	}

	/**
	 * Describe an operation.
	 * @param operation the operation
	 * @return one line, such as {@code add column plan.code varchar(40) not null}
	 */
	public static String of(SchemaOperation operation) {
		return operation.accept(INSTANCE);
	}

	/**
	 * Describe a column.
	 * @param column the column
	 * @return its name, type and facets, such as {@code code varchar(40) not null}
	 */
	public static String of(Column column) {
		StringBuilder text = new StringBuilder(column.name()).append(' ').append(column.type());
		if (!column.nullable()) {
			text.append(" not null");
		}
		if (column.identity()) {
			text.append(" identity");
		}
		if (column.defaultValue() instanceof ColumnDefault.Literal literal) {
			String quote = (literal.value() instanceof String) ? "'" : "";
			text.append(" default ").append(quote).append(literal.value()).append(quote);
		}
		else if (column.defaultValue() instanceof ColumnDefault.Expression expression) {
			text.append(" default ").append(expression.sql());
		}
		else if (column.defaultValue() instanceof ColumnDefault.NextValue next) {
			text.append(" default next of ").append(next.sequence());
		}
		stated(text, " as ", column.computed());
		stated(text, " collate ", column.collation());
		stated(text, " comment ", column.comment());
		return text.toString();
	}

	@Override
	public String visit(CreateTable operation) {
		return "create table %s (%s)".formatted(operation.table().name(),
				String.join(", ", operation.table().columns().stream().map(Column::name).toList()));
	}

	@Override
	public String visit(DropTable operation) {
		return "drop table " + operation.table();
	}

	@Override
	public String visit(RenameTable operation) {
		return "rename table %s to %s".formatted(operation.table(), operation.newName());
	}

	@Override
	public String visit(AddColumn operation) {
		return "add column %s.%s".formatted(operation.table(), of(operation.column()));
	}

	@Override
	public String visit(DropColumn operation) {
		return "drop column %s.%s".formatted(operation.table(), operation.column());
	}

	@Override
	public String visit(AlterColumn operation) {
		return "alter column %s.%s".formatted(operation.table(), of(operation.column()));
	}

	@Override
	public String visit(RenameColumn operation) {
		return "rename column %s.%s to %s".formatted(operation.table(), operation.column(), operation.newName());
	}

	@Override
	public String visit(AddPrimaryKey operation) {
		return "add primary key %s on %s".formatted(operation.primaryKey().name(),
				columns(operation.table(), operation.primaryKey().columns()));
	}

	@Override
	public String visit(DropPrimaryKey operation) {
		return "drop primary key of " + operation.table();
	}

	@Override
	public String visit(AddUnique operation) {
		return "add unique constraint %s on %s".formatted(operation.unique().name(),
				columns(operation.table(), operation.unique().columns()));
	}

	@Override
	public String visit(DropUnique operation) {
		return "drop unique constraint %s of %s".formatted(operation.name(), operation.table());
	}

	@Override
	public String visit(AddForeignKey operation) {
		ForeignKey key = operation.foreignKey();
		return "add foreign key %s on %s to %s%s%s%s".formatted(key.name(), columns(operation.table(), key.columns()),
				columns(key.targetTable(), key.targetColumns()), action(" on delete ", key.onDelete()),
				action(" on update ", key.onUpdate()), deferral(key.deferral()));
	}

	@Override
	public String visit(DropForeignKey operation) {
		return "drop foreign key %s of %s".formatted(operation.name(), operation.table());
	}

	@Override
	public String visit(CreateIndex operation) {
		Index index = operation.index();
		List<String> columns = index.columns().stream().map(Description::part).toList();
		return "create %sindex %s on %s%s%s%s".formatted(index.unique() ? "unique " : "", index.name(),
				columns(operation.table(), columns),
				index.included().isEmpty() ? "" : " including " + String.join(", ", index.included()),
				(index.filter() != null) ? " where " + index.filter() : "", when(index.environments()));
	}

	@Override
	public String visit(DropIndex operation) {
		return "drop index %s of %s".formatted(operation.name(), operation.table());
	}

	@Override
	public String visit(CreateSearchIndex operation) {
		SearchIndex index = operation.index();
		List<String> columns = index.columns()
			.stream()
			.map((column) -> (column.weight() != SearchColumn.USUAL_WEIGHT)
					? column.name() + " weight " + column.weight() : column.name())
			.toList();
		return "create search index %s on %s for %s%s".formatted(index.name(), columns(operation.table(), columns),
				index.match().name().toLowerCase(Locale.ROOT),
				index.language().isEmpty() ? "" : " in " + index.language());
	}

	@Override
	public String visit(DropSearchIndex operation) {
		return "drop search index %s of %s".formatted(operation.name(), operation.table());
	}

	@Override
	public String visit(AddCheck operation) {
		return "add check constraint %s on %s: %s".formatted(operation.check().name(), operation.table(),
				rule(operation.check()));
	}

	@Override
	public String visit(DropCheck operation) {
		return "drop check constraint %s of %s".formatted(operation.name(), operation.table());
	}

	@Override
	public String visit(RenameIndex operation) {
		return "rename index %s of %s to %s".formatted(operation.name(), operation.table(), operation.newName());
	}

	@Override
	public String visit(RenameConstraint operation) {
		return "rename constraint %s of %s to %s".formatted(operation.name(), operation.table(), operation.newName());
	}

	@Override
	public String visit(CommentTable operation) {
		return (operation.comment() != null) ? "comment table %s '%s'".formatted(operation.table(), operation.comment())
				: "remove comment of table " + operation.table();
	}

	@Override
	public String visit(CreateSequence operation) {
		return "create sequence %s from %d by %d".formatted(operation.sequence().name(), operation.sequence().start(),
				operation.sequence().increment());
	}

	@Override
	public String visit(AlterSequence operation) {
		return "alter sequence %s from %d by %d".formatted(operation.sequence().name(), operation.sequence().start(),
				operation.sequence().increment());
	}

	@Override
	public String visit(RenameSequence operation) {
		return "rename sequence %s to %s".formatted(operation.name(), operation.newName());
	}

	@Override
	public String visit(DropSequence operation) {
		return "drop sequence %s".formatted(operation.name());
	}

	@Override
	public String visit(CreateRoutine operation) {
		return "create %s %s".formatted(operation.routine().kind().name().toLowerCase(Locale.ROOT),
				operation.routine().name());
	}

	@Override
	public String visit(DropRoutine operation) {
		return "drop view, function or trigger %s".formatted(operation.name());
	}

	@Override
	public String visit(InsertRows operation) {
		return "insert %s into %s%s".formatted(count(operation.rows()), operation.table(),
				when(operation.environments()));
	}

	@Override
	public String visit(UpsertRows operation) {
		return "upsert %s into %s%s%s".formatted(count(operation.rows()), operation.table(), by(operation.key()),
				when(operation.environments()));
	}

	@Override
	public String visit(LoadRows operation) {
		return "load %s rows into %s%s from %s%s".formatted(operation.file().rows(), operation.table(),
				by(operation.key()), operation.file().name(), when(operation.environments()));
	}

	@Override
	public String visit(TakeBackRows operation) {
		return "take back the rows written%s"
			.formatted(operation.tables().isEmpty() ? "" : " into " + String.join(", ", operation.tables()));
	}

	@Override
	public String visit(DeleteRows operation) {
		return "delete %s from %s%s%s".formatted(count(operation.rows()), operation.table(), by(operation.key()),
				when(operation.environments()));
	}

	@Override
	public String visit(Backfill operation) {
		return "fill %s of %s%s".formatted(String.join(", ", operation.values().keySet()), operation.table(),
				(operation.condition() != null) ? " where " + operation.condition() : "");
	}

	@Override
	public String visit(RunSql operation) {
		String sql = operation.sql().strip().replaceAll("\\s+", " ");
		String shortened = (sql.length() > SQL_LENGTH) ? sql.substring(0, SQL_LENGTH) + "…" : sql;
		return "run sql '%s'%s%s".formatted(shortened,
				operation.dialects().isEmpty() ? "" : " on " + String.join(", ", operation.dialects()),
				operation.apart() ? " outside of a transaction" : "");
	}

	@Override
	public String visit(RunCode operation) {
		return "run code '%s' version %d".formatted(operation.key(), operation.version());
	}

	private static String part(IndexColumn column) {
		StringBuilder text = new StringBuilder(column.isExpression() ? "(" + column.name() + ")" : column.name());
		text.append(column.descending() ? " desc" : "");
		Boolean nullsFirst = column.nullsFirst();
		return (nullsFirst != null) ? text.append(nullsFirst ? " nulls first" : " nulls last").toString()
				: text.toString();
	}

	private static String deferral(Deferral deferral) {
		return (deferral == Deferral.NOT_DEFERRABLE) ? ""
				: " " + deferral.name().toLowerCase(Locale.ROOT).replace('_', ' ');
	}

	private static String rule(Check check) {
		return (check.rule() instanceof Check.OneOf values)
				? "%s in (%s)".formatted(values.column(),
						String.join(", ", values.values().stream().map(Object::toString).toList()))
				: ((Check.Sql) check.rule()).sql();
	}

	private static void stated(StringBuilder text, String before, @Nullable String value) {
		if (value != null) {
			text.append(before).append('\'').append(value).append('\'');
		}
	}

	private static String columns(String table, List<String> columns) {
		return "%s (%s)".formatted(table, String.join(", ", columns));
	}

	private static String action(String prefix, ReferentialAction action) {
		return (action == ReferentialAction.RESTRICT) ? ""
				: prefix + action.name().toLowerCase(Locale.ROOT).replace('_', ' ');
	}

	private static String by(List<String> key) {
		return key.isEmpty() ? "" : " by " + String.join(", ", key);
	}

	private static String when(Environments environments) {
		return environments.isEverywhere() ? "" : " when " + String.join(", ", environments.names());
	}

	private static String count(List<Row> rows) {
		return (rows.size() == 1) ? "1 row" : rows.size() + " rows";
	}

}
