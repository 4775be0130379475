package io.masterrecord.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.masterrecord.operation.AddColumn;
import io.masterrecord.operation.DropForeignKey;
import io.masterrecord.operation.DropIndex;
import io.masterrecord.operation.DropPrimaryKey;
import io.masterrecord.operation.DropUnique;
import io.masterrecord.operation.RenameColumn;
import io.masterrecord.operation.RenameConstraint;
import io.masterrecord.operation.RenameIndex;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.schema.Check;
import io.masterrecord.schema.Column;
import io.masterrecord.schema.ForeignKey;
import io.masterrecord.schema.Index;
import io.masterrecord.schema.PrimaryKey;
import io.masterrecord.schema.ReferentialAction;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.SearchIndex;
import io.masterrecord.schema.SqlText;
import io.masterrecord.schema.Table;
import io.masterrecord.schema.UniqueConstraint;
import org.jspecify.annotations.Nullable;

/**
 * The statements in which MariaDB and MySQL still agree.
 * <p>
 * Both need an index under every foreign key. Where there is none they create one that
 * has the name of the foreign key, and give it up as soon as another index serves; so the
 * schema tells whether it exists.
 */
abstract class MySqlFamilyRenderer extends OperationRenderer {

	static final Predicate<Index> ALWAYS_THERE = (index) -> index.environments().isEverywhere();

	private final MySqlFamilyDialect dialect;

	MySqlFamilyRenderer(MySqlFamilyDialect dialect, Schema before) {
		super(dialect, before);
		this.dialect = dialect;
	}

	@Override
	final String tableOptions() {
		return " ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=" + this.dialect.collation();
	}

	@Override
	final String identity() {
		return "AUTO_INCREMENT";
	}

	@Override
	final List<String> elements(Table table) {
		table.identityColumn().ifPresent((column) -> requireKey(table, column));
		return super.elements(table);
	}

	// A column that refuses NULL would be filled with a value that the server chooses.
	@Override
	public final List<SqlCommand> visit(AddColumn operation) {
		Column column = operation.column();
		Table table = table(operation.table());
		if (column.identity()) {
			requireKey(table, column);
		}
		table.identityColumn().ifPresent((identity) -> requireWritten(identity, column, table.name()));
		List<SqlCommand> commands = new ArrayList<>();
		if (column.isRequired()) {
			commands.add(failIfRows(quote(operation.table()),
					"A column that is not null and has no default cannot be added to a table with rows"));
		}
		commands.addAll(super.visit(operation));
		return commands;
	}

	/**
	 * Return the first part of the statement that adds or drops a numbered column
	 * together with its key.
	 */
	final List<SqlCommand> firstOf(NumberedKey key, SchemaOperation first) {
		if (first instanceof AddColumn add) {
			requireKey(key.after(), add.column());
			return super.visit(add);
		}
		return dropPrimaryKey(key.before());
	}

	/**
	 * Return a statement that fails where a table has rows.
	 * @param table the table, quoted
	 * @param message what the error says
	 */
	abstract SqlCommand failIfRows(String table, String message);

	private void requireKey(Table table, Column identity) {
		table.columns().forEach((column) -> requireWritten(identity, column, table.name()));
		boolean leading = Stream
			.concat(Stream.ofNullable(table.primaryKey()).map(PrimaryKey::columns),
					Stream.concat(table.uniques().stream().map(UniqueConstraint::columns),
							table.indexes().stream().filter(ALWAYS_THERE).map(MySqlFamilyRenderer::leading)))
			.anyMatch((columns) -> columns.get(0).equals(identity.name()));
		if (!leading) {
			throw new DialectException(
					"Column '%s' of '%s' cannot be an identity on %s before it is the first column of a key or index: give the table that, then alter the column; a new column is numbered with sql(…) before that"
						.formatted(identity.name(), table.name(), this.dialect.id()));
		}
	}

	private void requireWritten(Column identity, Column column, String table) {
		String computed = column.computed();
		if (computed != null && SqlText.mentions(computed, identity.name())) {
			throw new DialectException(
					"Column '%s' of '%s' cannot be computed from '%s' on %s, which numbers that itself: compute it in a view, or assign the numbers"
						.formatted(column.name(), table, identity.name(), this.dialect.id()));
		}
	}

	@Override
	final List<SqlCommand> alterColumn(Table table, Column from, Column to) {
		if (to.identity()) {
			requireKey(table, to);
		}
		String definition = definition(table, to);
		if (definition.equals(definition(table, from))) {
			return List.of();
		}
		Table after = table.withColumns(
				table.columns().stream().map((column) -> column.name().equals(to.name()) ? to : column).toList());
		List<SearchIndex> madeOtherwise = SearchIndexes.over(table, to.name())
			.stream()
			.filter((index) -> !this.dialect.search().isMadeAlike(table, after, index))
			.toList();
		return search().around(madeOtherwise, table, after,
				List.of(alter(table.name(), "MODIFY COLUMN " + definition)));
	}

	@Override
	public final List<SqlCommand> visit(RenameColumn operation) {
		Table table = table(operation.table());
		return search().around(SearchIndexes.over(table, operation.column()), table, after(operation, table.name()),
				renameColumn(table, operation));
	}

	@Override
	String definition(Table table, Column column) {
		String comment = column.comment();
		String sql = super.definition(table, column);
		return (comment != null) ? sql + " COMMENT " + commentLiteral(comment) : sql;
	}

	// A comment takes no expression, so a backslash has to stand in the text.
	private String commentLiteral(String comment) {
		if (comment.indexOf('\\') >= 0) {
			throw new DialectException("The comment '%s' cannot be kept on %s: write it without a backslash"
				.formatted(comment, this.dialect.id()));
		}
		return Text.literal(comment);
	}

	@Override
	final List<SqlCommand> comment(String table, Column column) {
		return List.of();
	}

	@Override
	final List<SqlCommand> comment(String table, @Nullable String comment) {
		return List.of(alter(table, "COMMENT = " + commentLiteral((comment != null) ? comment : "")));
	}

	@Override
	final String action(String event, ReferentialAction action) {
		if (action == ReferentialAction.SET_DEFAULT) {
			throw new DialectException(
					"A foreign key on %s cannot give its columns their default: choose RESTRICT, CASCADE or SET NULL"
						.formatted(this.dialect.id()));
		}
		return super.action(event, action);
	}

	@Override
	public final List<SqlCommand> visit(RenameIndex operation) {
		return List.of(renameIndex(operation.table(), operation.name(), operation.newName()));
	}

	private SqlCommand renameIndex(String table, String name, String newName) {
		return alter(table, "RENAME INDEX " + quote(name) + " TO " + quote(newName));
	}

	// Only an index can be renamed; a constraint is left out and stated again at once.
	@Override
	public final List<SqlCommand> visit(RenameConstraint operation) {
		Table table = table(operation.table());
		String name = operation.name();
		String newName = operation.newName();
		if (table.unique(name).isPresent()) {
			return List.of(renameIndex(table.name(), name, newName));
		}
		Check check = table.check(name).orElse(null);
		if (check != null) {
			return List.of(alter(table.name(),
					"DROP CONSTRAINT " + quote(name) + ", ADD " + definition(table, check.named(newName))));
		}
		ForeignKey key = table.foreignKey(name).orElse(null);
		if (key == null) {
			return List.of();
		}
		String support = isSupported(table, key, ALWAYS_THERE) ? "" : dropSupport(name) + ", ";
		return List.of(alter(table.name(),
				"DROP FOREIGN KEY " + quote(name) + ", " + support + "ADD " + definition(key.named(newName))));
	}

	/**
	 * What is computed or checked does not follow a new name by itself. A column of a
	 * foreign key is renamed in place only, where nothing can be computed or checked
	 * anew: computed columns become written ones for that moment, and so keep their
	 * values, their place and their indexes.
	 */
	private List<SqlCommand> renameColumn(Table table, RenameColumn operation) {
		String old = operation.column();
		String name = operation.newName();
		Table after = after(operation, table.name());
		boolean inPlaceOnly = isInForeignKey(table.name(), old);
		List<String> loosen = new ArrayList<>();
		List<String> renames = List.of("RENAME COLUMN " + quote(old) + " TO " + quote(name));
		List<String> fasten = new ArrayList<>();
		for (Column column : table.columns()) {
			String computed = column.computed();
			if (computed != null && SqlText.mentions(computed, old)) {
				if (inPlaceOnly) {
					loosen.add("MODIFY COLUMN " + definition(table, column.withComputed(null)));
				}
				fasten.add(
						"MODIFY COLUMN " + definition(after, column.withComputed(SqlText.rename(computed, old, name))));
			}
		}
		for (Check check : table.checks()) {
			if (check.mentions(old)) {
				loosen.add("DROP CONSTRAINT " + quote(check.name()));
				fasten.add("ADD " + definition(after, check.withColumnRenamed(old, name)));
			}
		}
		List<Index> over = table.indexes()
			.stream()
			.filter((index) -> ALWAYS_THERE.test(index) && isOverExpression(index, old))
			.toList();
		List<SqlCommand> commands = new ArrayList<>();
		over.forEach((index) -> commands.add(alter(table.name(), "DROP INDEX " + quote(index.name()))));
		List<List<String>> steps = inPlaceOnly ? List.of(loosen, renames, fasten)
				: List.of(Stream.of(loosen, renames, fasten).flatMap(List::stream).toList());
		steps.stream()
			.filter((actions) -> !actions.isEmpty())
			.forEach((actions) -> commands.add(alter(table.name(), String.join(", ", actions))));
		over.forEach((index) -> commands.add(createIndex(after, index.withColumnRenamed(old, name))));
		return commands;
	}

	/** A column that an index computes something from cannot be renamed. */
	private static boolean isOverExpression(Index index, String column) {
		return index.columns().stream().anyMatch((part) -> part.isExpression() && part.mentions(column));
	}

	private boolean isInForeignKey(String table, String column) {
		return this.before.tables()
			.values()
			.stream()
			.anyMatch((each) -> each.foreignKeys()
				.stream()
				.anyMatch((key) -> (each.name().equals(table) && key.columns().contains(column))
						|| (key.targetTable().equals(table) && key.targetColumns().contains(column))));
	}

	@Override
	public final List<SqlCommand> visit(DropPrimaryKey operation) {
		Table table = table(operation.table());
		table.identityColumn().ifPresent((column) -> {
			throw new DialectException(
					"The primary key of '%s' cannot be dropped on %s while '%s' is an identity: alter the column first"
						.formatted(table.name(), this.dialect.id(), column.name()));
		});
		return dropPrimaryKey(table);
	}

	private List<SqlCommand> dropPrimaryKey(Table table) {
		return List.of(alter(table.name(), supports(table, table.withPrimaryKey(null)) + "DROP PRIMARY KEY"));
	}

	@Override
	public final List<SqlCommand> visit(DropUnique operation) {
		Table table = table(operation.table());
		List<UniqueConstraint> others = table.uniques()
			.stream()
			.filter((unique) -> !unique.name().equals(operation.name()))
			.toList();
		return List.of(alter(table.name(),
				supports(table, table.withUniques(others)) + "DROP INDEX " + quote(operation.name())));
	}

	@Override
	public final List<SqlCommand> visit(DropIndex operation) {
		Table table = table(operation.table());
		List<Index> others = table.indexes()
			.stream()
			.filter((index) -> !index.name().equals(operation.name()))
			.toList();
		return List.of(alter(table.name(),
				supports(table, table.withIndexes(others)) + "DROP INDEX " + quote(operation.name())));
	}

	@Override
	public final List<SqlCommand> visit(DropForeignKey operation) {
		Table table = table(operation.table());
		boolean alone = table.foreignKey(operation.name())
			.map((foreignKey) -> !isSupported(table, foreignKey, ALWAYS_THERE))
			.orElse(false);
		String action = "DROP FOREIGN KEY " + quote(operation.name());
		return List.of(alter(table.name(), alone ? action + ", " + dropSupport(operation.name()) : action));
	}

	/**
	 * Return the action that drops the index of a foreign key.
	 * @param name the name of both
	 */
	String dropSupport(String name) {
		return "DROP INDEX " + quote(name);
	}

	/**
	 * Return the action that adds an index for a foreign key.
	 * @param name the name of both
	 */
	String addSupport(String name) {
		return "ADD INDEX " + quote(name);
	}

	/**
	 * Return the indexes in whose favour the one of a foreign key is given up.
	 */
	Predicate<Index> replacing() {
		return (index) -> true;
	}

	private String supports(Table from, Table to) {
		StringBuilder actions = new StringBuilder();
		for (ForeignKey foreignKey : from.foreignKeys()) {
			if (isSupported(from, foreignKey, replacing()) && !isSupported(to, foreignKey, ALWAYS_THERE)) {
				actions.append(addSupport(foreignKey.name()))
					.append(" (")
					.append(quote(foreignKey.columns()))
					.append("), ");
			}
		}
		return actions.toString();
	}

	// Expressions count as columns that have no name.
	private static List<String> leading(Index index) {
		return index.columns().stream().map((column) -> column.isExpression() ? "" : column.name()).toList();
	}

	static boolean isSupported(Table table, ForeignKey foreignKey, Predicate<Index> indexes) {
		List<List<String>> keys = new ArrayList<>();
		if (table.primaryKey() != null) {
			keys.add(table.primaryKey().columns());
		}
		table.uniques().forEach((unique) -> keys.add(unique.columns()));
		table.indexes().stream().filter(indexes).forEach((index) -> keys.add(leading(index)));
		int count = foreignKey.columns().size();
		return keys.stream()
			.anyMatch((key) -> key.size() >= count && key.subList(0, count).equals(foreignKey.columns()));
	}

}
