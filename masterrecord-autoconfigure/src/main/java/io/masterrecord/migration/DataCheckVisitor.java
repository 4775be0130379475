package io.masterrecord.migration;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.masterrecord.dialect.Dialect;
import io.masterrecord.dialect.SqlCommand;
import io.masterrecord.dialect.TypedValue;
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
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.operation.TakeBackRows;
import io.masterrecord.operation.UpsertRows;
import io.masterrecord.schema.Check;
import io.masterrecord.schema.Column;
import io.masterrecord.schema.ColumnDefault;
import io.masterrecord.schema.ColumnType;
import io.masterrecord.schema.ForeignKey;
import io.masterrecord.schema.Index;
import io.masterrecord.schema.IndexColumn;
import io.masterrecord.schema.PrimaryKey;
import io.masterrecord.schema.Routine;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.SqlText;
import io.masterrecord.schema.Table;
import io.masterrecord.schema.TypeName;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what an operation demands of rows that are there already. The operations of a
 * run are visited in order: where an earlier one may change the rows, the rows of now
 * tell nothing, and nothing is asked.
 */
final class DataCheckVisitor implements OperationVisitor<List<DataCheck>> {

	private static final int SHOWN = 20;

	private static final Set<TypeName> TEXTS = EnumSet.of(TypeName.VARCHAR, TypeName.TEXT);

	private final Dialect dialect;

	private final ChangedRows changed = new ChangedRows();

	private final PresentNames names = new PresentNames();

	private Schema before = Schema.empty();

	DataCheckVisitor(Dialect dialect) {
		this.dialect = dialect;
	}

	/**
	 * Return what is to be asked before an operation, and remember what it changes.
	 * @param schema the schema before it
	 * @param operation the next operation of the run
	 */
	List<DataCheck> checks(Schema schema, SchemaOperation operation) {
		this.before = schema;
		List<DataCheck> checks = operation.accept(this);
		this.names.follow(operation);
		return checks;
	}

	@Override
	public List<DataCheck> visit(CreateTable operation) {
		return changes(operation.table().name());
	}

	@Override
	public List<DataCheck> visit(DropTable operation) {
		return changes(operation.table());
	}

	@Override
	public List<DataCheck> visit(RenameTable operation) {
		this.changed.renamed(operation.table(), operation.newName());
		return List.of();
	}

	@Override
	public List<DataCheck> visit(AddColumn operation) {
		Column column = operation.column();
		List<DataCheck> checks = column.isRequired() ? known(operation.table(), List.of())
			.map((table) -> rows(table, List.of(),
					"there would be no value for the new '%s', which must not be NULL".formatted(column.name()), ""))
			.orElse(List.of()) : List.of();
		changes(operation.table(), column.name());
		if (column.defaultValue() instanceof ColumnDefault.Literal) {
			this.changed.uniform(operation.table(), column.name());
		}
		return checks;
	}

	@Override
	public List<DataCheck> visit(DropColumn operation) {
		return changes(operation.table(), operation.column());
	}

	@Override
	public List<DataCheck> visit(AlterColumn operation) {
		String name = operation.column().name();
		List<DataCheck> checks = known(operation.table(), List.of(name))
			.flatMap((table) -> table.column(name).map((column) -> alteration(table, column, operation.column())))
			.orElse(List.of());
		if (keepsValues(operation)) {
			return checks;
		}
		boolean uniform = this.changed.isUniform(operation.table(), List.of(name));
		changes(operation.table(), name);
		if (uniform) {
			this.changed.uniform(operation.table(), name);
		}
		return checks;
	}

	/**
	 * Tell whether an alteration is about what comes later only.
	 */
	private boolean keepsValues(AlterColumn operation) {
		Column column = operation.column();
		return this.before.table(operation.table())
			.flatMap((table) -> table.column(column.name()))
			.filter((old) -> holdsTheSame(old.type(), column.type())
					&& Objects.equals(old.collation(), column.collation())
					&& (!old.nullable() || column.nullable() || column.defaultValue() == null))
			.isPresent();
	}

	private static boolean holdsTheSame(ColumnType from, ColumnType to) {
		boolean longer = from.name() == TypeName.VARCHAR && to.name() == TypeName.VARCHAR && from.size() <= to.size();
		return longer || from.equals(to);
	}

	@Override
	public List<DataCheck> visit(RenameColumn operation) {
		this.changed.renamed(operation.table(), operation.column(), operation.newName());
		return List.of();
	}

	@Override
	public List<DataCheck> visit(AddPrimaryKey operation) {
		return duplicates(operation.table(), operation.primaryKey().columns(), null);
	}

	@Override
	public List<DataCheck> visit(DropPrimaryKey operation) {
		return List.of();
	}

	@Override
	public List<DataCheck> visit(AddUnique operation) {
		return duplicates(operation.table(), operation.unique().columns(), null);
	}

	@Override
	public List<DataCheck> visit(DropUnique operation) {
		return List.of();
	}

	@Override
	public List<DataCheck> visit(AddForeignKey operation) {
		ForeignKey key = operation.foreignKey();
		if (known(key.targetTable(), key.targetColumns()).isEmpty()) {
			return List.of();
		}
		return known(operation.table(), key.columns())
			.map((table) -> orphans(table, key, this.before.table(key.targetTable()).orElseThrow()))
			.orElse(List.of());
	}

	@Override
	public List<DataCheck> visit(DropForeignKey operation) {
		return List.of();
	}

	@Override
	public List<DataCheck> visit(CreateIndex operation) {
		Index index = operation.index();
		boolean plain = index.columns().stream().noneMatch(IndexColumn::isExpression);
		return (index.unique() && plain) ? duplicates(operation.table(), index.columnNames(), index.filter())
				: List.of();
	}

	@Override
	public List<DataCheck> visit(DropIndex operation) {
		return List.of();
	}

	@Override
	public List<DataCheck> visit(CreateSearchIndex operation) {
		return List.of();
	}

	@Override
	public List<DataCheck> visit(DropSearchIndex operation) {
		return List.of();
	}

	@Override
	public List<DataCheck> visit(AddCheck operation) {
		Check check = operation.check();
		return this.before.table(operation.table())
			.filter((table) -> this.changed.isKnown(table.name(), mentioned(table, check)))
			.map((table) -> rows(table, mentioned(table, check), "check '%s' is not met".formatted(check.name()),
					"NOT (" + condition(table, check) + ")"))
			.orElse(List.of());
	}

	@Override
	public List<DataCheck> visit(DropCheck operation) {
		return List.of();
	}

	@Override
	public List<DataCheck> visit(RenameIndex operation) {
		return List.of();
	}

	@Override
	public List<DataCheck> visit(RenameConstraint operation) {
		return List.of();
	}

	@Override
	public List<DataCheck> visit(CommentTable operation) {
		return List.of();
	}

	@Override
	public List<DataCheck> visit(CreateSequence operation) {
		return List.of();
	}

	@Override
	public List<DataCheck> visit(AlterSequence operation) {
		return List.of();
	}

	@Override
	public List<DataCheck> visit(RenameSequence operation) {
		return List.of();
	}

	@Override
	public List<DataCheck> visit(DropSequence operation) {
		return List.of();
	}

	@Override
	public List<DataCheck> visit(CreateRoutine operation) {
		return List.of();
	}

	@Override
	public List<DataCheck> visit(DropRoutine operation) {
		return List.of();
	}

	@Override
	public List<DataCheck> visit(InsertRows operation) {
		return writes(operation.table());
	}

	@Override
	public List<DataCheck> visit(UpsertRows operation) {
		return writes(operation.table());
	}

	// What refers to the rows may be deleted or changed with them.
	@Override
	public List<DataCheck> visit(DeleteRows operation) {
		return changesAnything();
	}

	@Override
	public List<DataCheck> visit(LoadRows operation) {
		return writes(operation.table());
	}

	@Override
	public List<DataCheck> visit(TakeBackRows operation) {
		return changesAnything();
	}

	@Override
	public List<DataCheck> visit(Backfill operation) {
		return changesAnything();
	}

	@Override
	public List<DataCheck> visit(RunSql operation) {
		return changesAnything();
	}

	@Override
	public List<DataCheck> visit(RunCode operation) {
		return changesAnything();
	}

	private List<DataCheck> changes(String table) {
		this.changed.table(table);
		return List.of();
	}

	private List<DataCheck> changes(String table, String column) {
		this.before.table(table).ifPresent((found) -> this.changed.column(found, column));
		return List.of();
	}

	// A trigger may write to any table.
	private List<DataCheck> writes(String table) {
		boolean triggers = this.before.routines()
			.values()
			.stream()
			.anyMatch((routine) -> routine.kind() == Routine.Kind.TRIGGER);
		return triggers ? changesAnything() : changes(table);
	}

	private List<DataCheck> changesAnything() {
		this.changed.everything();
		return List.of();
	}

	private Optional<Table> known(String name, Collection<String> columns) {
		return this.before.table(name).filter((table) -> this.changed.isKnown(name, columns));
	}

	private List<DataCheck> alteration(Table table, Column from, Column to) {
		List<DataCheck> checks = new ArrayList<>();
		List<String> column = List.of(from.name());
		if (from.nullable() && !to.nullable() && to.defaultValue() == null) {
			checks.addAll(rows(table, column, "'%s' is NULL, which it must not be".formatted(from.name()),
					quote(from.name()) + " IS NULL"));
		}
		if (to.fillsNullsOf(from)) {
			rows(table, column, "'%s' is NULL, and gets the default".formatted(from.name()),
					quote(from.name()) + " IS NULL")
				.forEach((check) -> checks.add(check.told()));
		}
		String unfit = unfit(from, to);
		if (!unfit.isEmpty()) {
			checks.addAll(rows(table, column, "'%s' does not fit into %s".formatted(from.name(), to.type()), unfit));
		}
		return checks;
	}

	/**
	 * Return the condition of values that a narrower type does not hold; empty if the
	 * type is not narrower, or turns one value into another.
	 */
	private String unfit(Column column, Column to) {
		String name = quote(column.name());
		ColumnType from = column.type();
		ColumnType type = to.type();
		if (!TEXTS.contains(type.name()) && TEXTS.contains(from.name())) {
			return this.dialect.isNoValue(name, type);
		}
		if (!this.dialect.enforcesSizes()) {
			return "";
		}
		boolean longer = from.name() == TypeName.TEXT || from.name() == TypeName.VARCHAR && from.size() > type.size();
		if (type.name() == TypeName.VARCHAR && longer) {
			// Blanks at the end are cut off by some databases.
			return "CHAR_LENGTH(RTRIM(" + name + ")) > " + type.size();
		}
		int digits = type.size() - type.scale();
		if (from.name() == TypeName.DECIMAL && type.name() == TypeName.DECIMAL
				&& (digits < from.size() - from.scale() || type.scale() < from.scale())) {
			return "ABS(ROUND(" + name + ", " + type.scale() + ")) >= " + BigDecimal.TEN.pow(digits).toPlainString();
		}
		if (from.name() == TypeName.BIGINT && type.name() == TypeName.INTEGER) {
			return outside(name, Integer.MIN_VALUE, Integer.MAX_VALUE);
		}
		if ((from.name() == TypeName.BIGINT || from.name() == TypeName.INTEGER) && type.name() == TypeName.SMALLINT) {
			return outside(name, Short.MIN_VALUE, Short.MAX_VALUE);
		}
		boolean smaller = type.size() != 0 && (from.size() == 0 || type.size() < from.size());
		if (from.name() == TypeName.BINARY && type.name() == TypeName.BINARY && smaller
				&& !this.dialect.columnType(from).equals(this.dialect.columnType(type))) {
			return "OCTET_LENGTH(" + name + ") > " + type.size();
		}
		return "";
	}

	private static String outside(String column, int least, int most) {
		return column + " NOT BETWEEN " + least + " AND " + most;
	}

	private List<DataCheck> duplicates(String tableName, List<String> columns, @Nullable String filter) {
		if (filter == null && this.changed.isUniform(tableName, columns) && this.before.table(tableName).isPresent()) {
			return List.of(uniform(tableName, columns));
		}
		return known(tableName, columns)
			.filter((table) -> filter == null || table.columns()
				.stream()
				.map(Column::name)
				.filter((name) -> SqlText.mentions(filter, name))
				.allMatch((name) -> this.changed.isKnown(tableName, List.of(name))))
			.map((table) -> duplicates(table, columns, (filter != null) ? " AND (" + quoted(table, filter) + ")" : ""))
			.orElse(List.of());
	}

	private DataCheck uniform(String tableName, List<String> columns) {
		String from = " FROM " + quote(this.names.table(tableName));
		return new DataCheck(tableName, "all would have the same %s".formatted(names(columns)), "row",
				"SELECT CASE WHEN COUNT(*) > 1 THEN COUNT(*) ELSE 0 END" + from, "SELECT *" + from + " LIMIT " + SHOWN);
	}

	private String quoted(Table table, String sql) {
		return SqlText.quote(sql, table, this::quote);
	}

	// Rows with NULL in one of the columns never equal each other.
	private List<DataCheck> duplicates(Table table, List<String> columns, String filter) {
		String groups = " FROM " + source(table, table.name()) + " WHERE " + present(columns, "") + filter
				+ " GROUP BY " + quote(columns) + " HAVING COUNT(*) > 1";
		return List.of(new DataCheck(table.name(), "rows have the same %s".formatted(names(columns)), "group",
				"SELECT COUNT(*) FROM (SELECT COUNT(*) AS " + quote("found") + groups + ") " + quote("groups"),
				"SELECT " + quote(columns) + ", COUNT(*)" + groups + " LIMIT " + SHOWN));
	}

	private List<DataCheck> orphans(Table table, ForeignKey key, Table target) {
		String child = quote(table.name()) + ".";
		List<String> matches = new ArrayList<>();
		for (int i = 0; i < key.columns().size(); i++) {
			matches.add(quote("target") + "." + quote(key.targetColumns().get(i)) + " = " + child
					+ quote(key.columns().get(i)));
		}
		return rows(table, key.columns(),
				"%s refers to no row of '%s'".formatted(names(key.columns()), key.targetTable()),
				present(key.columns(), child) + " AND NOT EXISTS (SELECT 1 FROM " + source(target, "target") + " WHERE "
						+ String.join(" AND ", matches) + ")");
	}

	private String present(List<String> columns, String prefix) {
		return columns.stream()
			.map((column) -> prefix + quote(column) + " IS NOT NULL")
			.collect(Collectors.joining(" AND "));
	}

	private String condition(Table table, Check check) {
		if (check.rule() instanceof Check.Sql rule) {
			return quoted(table, rule.sql());
		}
		Check.OneOf rule = (Check.OneOf) check.rule();
		ColumnType type = table.column(rule.column()).orElseThrow().type();
		List<TypedValue> values = rule.values().stream().map((value) -> new TypedValue(type, value)).toList();
		String marks = values.stream().map((value) -> "?").collect(Collectors.joining(", "));
		return this.dialect.inline(new SqlCommand(quote(rule.column()) + " IN (" + marks + ")", values));
	}

	private static List<String> mentioned(Table table, Check check) {
		return table.columns().stream().map(Column::name).filter(check::mentions).toList();
	}

	private List<DataCheck> rows(Table table, List<String> columns, String breaks, String condition) {
		String from = " FROM " + source(table, table.name()) + (condition.isEmpty() ? "" : " WHERE " + condition);
		PrimaryKey key = table.primaryKey();
		Set<String> shown = new LinkedHashSet<>();
		if (key != null && this.changed.isKnown(table.name(), key.columns())) {
			shown.addAll(key.columns());
		}
		shown.addAll(columns);
		String list = shown.isEmpty() ? "*" : quote(shown);
		return List.of(new DataCheck(table.name(), breaks, "row", "SELECT COUNT(*)" + from,
				"SELECT " + list + from + " LIMIT " + SHOWN));
	}

	/**
	 * Return where rows are read from: the table as it is called now, under the names
	 * that it will have when the operation is reached.
	 */
	private String source(Table table, String alias) {
		String present = this.names.table(table.name());
		List<String> columns = new ArrayList<>();
		boolean renamed = !present.equals(table.name());
		for (Column column : table.columns()) {
			if (this.changed.isKnown(table.name(), List.of(column.name()))) {
				String name = this.names.column(table.name(), column.name());
				boolean other = !name.equals(column.name());
				columns.add(quote(name) + (other ? " AS " + quote(column.name()) : ""));
				renamed |= other;
			}
		}
		if (!renamed) {
			return quote(present) + (alias.equals(present) ? "" : " " + quote(alias));
		}
		return "(SELECT " + (columns.isEmpty() ? "*" : String.join(", ", columns)) + " FROM " + quote(present) + ") "
				+ quote(alias);
	}

	private static String names(List<String> columns) {
		return columns.stream().map((column) -> "'" + column + "'").collect(Collectors.joining(", "));
	}

	private String quote(Collection<String> identifiers) {
		return identifiers.stream().map(this::quote).collect(Collectors.joining(", "));
	}

	private String quote(String identifier) {
		return this.dialect.quote(identifier);
	}

}
