package io.masterrecord.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

import io.masterrecord.operation.DropIndex;
import io.masterrecord.operation.DropPrimaryKey;
import io.masterrecord.operation.RenameSequence;
import io.masterrecord.schema.Column;
import io.masterrecord.schema.ForeignKey;
import io.masterrecord.schema.Index;
import io.masterrecord.schema.IndexColumn;
import io.masterrecord.schema.PrimaryKey;
import io.masterrecord.schema.Routine;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.Sequence;
import io.masterrecord.schema.Table;
import io.masterrecord.schema.UniqueConstraint;

/**
 * The statements of H2.
 */
final class H2Renderer extends OperationRenderer {

	H2Renderer(H2Dialect dialect, Schema before) {
		super(dialect, before);
	}

	@Override
	List<SqlCommand> alterColumn(Table table, Column from, Column to) {
		String alter = "ALTER COLUMN " + quote(to.name()) + " ";
		boolean retyped = !type(from).equals(type(to));
		boolean redefaulted = !Objects.equals(from.defaultValue(), to.defaultValue())
				|| retyped && to.defaultValue() != null;
		List<SqlCommand> commands = new ArrayList<>();
		if (from.identity() && !to.identity()) {
			commands.add(alter(table.name(), alter + "DROP IDENTITY"));
		}
		if (redefaulted && from.defaultValue() != null) {
			commands.add(alter(table.name(), alter + "DROP DEFAULT"));
		}
		if (retyped && !to.identity()) {
			commands.add(alter(table.name(), alter + "SET DATA TYPE " + type(to)));
		}
		if (redefaulted && to.defaultValue() != null) {
			commands.add(alter(table.name(), alter + "SET DEFAULT " + defaultValue(to)));
		}
		if (from.nullable() != to.nullable()) {
			commands.add(alter(table.name(), alter + (to.nullable() ? "DROP NOT NULL" : "SET NOT NULL")));
		}
		boolean numbered = to.identity() && (retyped || !from.identity());
		if (numbered) {
			commands.add(alter(table.name(), alter + type(to) + " " + identity()));
			commands.addAll(afterIdentityValues(table, to));
		}
		// The column is as good as new then, and has lost its comment.
		if (!Objects.equals(from.comment(), to.comment()) || numbered && to.comment() != null) {
			commands.addAll(comment(table.name(), to));
		}
		return commands;
	}

	// Its computed columns are stored always, and no word says so.
	@Override
	String stored() {
		return "";
	}

	@Override
	String nulls(Table table, IndexColumn column) {
		Boolean first = column.nullsFirst();
		return (first == null) ? "" : first ? " NULLS FIRST" : " NULLS LAST";
	}

	@Override
	public List<SqlCommand> visit(RenameSequence operation) {
		List<SqlCommand> commands = new ArrayList<>();
		commands.add(SqlCommand.of("""
				CREATE SEQUENCE %s START WITH (SELECT base_value FROM information_schema.sequences \
				WHERE sequence_schema = CURRENT_SCHEMA AND sequence_name = %s) INCREMENT BY (SELECT increment \
				FROM information_schema.sequences WHERE sequence_schema = CURRENT_SCHEMA AND sequence_name = %s)"""
			.formatted(quote(operation.newName()), Text.literal(operation.name()), Text.literal(operation.name()))));
		commands.addAll(numberedBy(operation));
		commands.add(SqlCommand.of("DROP SEQUENCE " + quote(operation.name())));
		return commands;
	}

	@Override
	List<SqlCommand> continueFrom(Sequence sequence, String number) {
		return List.of(SqlCommand.of("""
				ALTER SEQUENCE %s RESTART WITH (SELECT greatest(base_value, coalesce(%s, base_value)) \
				FROM information_schema.sequences WHERE sequence_schema = CURRENT_SCHEMA AND sequence_name = %s)"""
			.formatted(quote(sequence.name()), number, Text.literal(sequence.name()))));
	}

	@Override
	String drop(Routine routine) {
		return (routine.kind() == Routine.Kind.FUNCTION) ? "ALIAS " + quote(routine.name()) : super.drop(routine);
	}

	// H2 keeps an index which a constraint has come to rely on.
	@Override
	public List<SqlCommand> visit(DropIndex operation) {
		Table table = table(operation.table());
		Index index = table.index(operation.name()).orElse(null);
		List<UniqueConstraint> uniques = table.uniques()
			.stream()
			.filter((unique) -> index != null && index.unique() && isSame(index.columnNames(), unique.columns()))
			.toList();
		return aside(table, uniques, (key) -> index != null && serves(index, key), super.visit(operation));
	}

	// A unique constraint over the columns of the primary key relies on its index.
	@Override
	public List<SqlCommand> visit(DropPrimaryKey operation) {
		Table table = table(operation.table());
		PrimaryKey primaryKey = table.primaryKey();
		List<UniqueConstraint> uniques = table.uniques()
			.stream()
			.filter((unique) -> primaryKey != null && isSame(primaryKey.columns(), unique.columns()))
			.toList();
		return aside(table, uniques, (key) -> false, super.visit(operation));
	}

	/**
	 * Return a change before which unique constraints and foreign keys go, and after
	 * which they come back.
	 * @param table the table
	 * @param uniques the unique constraints; foreign keys that refer to them go too
	 * @param own tells which foreign keys of the table go
	 * @param change the change
	 */
	private List<SqlCommand> aside(Table table, List<UniqueConstraint> uniques, Predicate<ForeignKey> own,
			List<SqlCommand> change) {
		List<SqlCommand> commands = new ArrayList<>();
		List<SqlCommand> again = new ArrayList<>();
		for (Table other : before().tables().values()) {
			for (ForeignKey key : other.foreignKeys()) {
				if (other == table && own.test(key) || key.targetTable().equals(table.name())
						&& uniques.stream().anyMatch((unique) -> isSame(unique.columns(), key.targetColumns()))) {
					commands.add(alter(other.name(), "DROP CONSTRAINT " + quote(key.name())));
					again.add(alter(other.name(), "ADD " + definition(key)));
				}
			}
		}
		for (UniqueConstraint unique : uniques) {
			commands.add(alter(table.name(), "DROP CONSTRAINT " + quote(unique.name())));
			again.add(0, alter(table.name(), "ADD " + definition(unique)));
		}
		commands.addAll(change);
		commands.addAll(again);
		return commands;
	}

	private static boolean isSame(List<String> columns, List<String> others) {
		return columns.size() == others.size() && columns.containsAll(others);
	}

	private static boolean serves(Index index, ForeignKey foreignKey) {
		int count = foreignKey.columns().size();
		return index.columns().size() >= count
				&& List.copyOf(index.columnNames().subList(0, count)).containsAll(foreignKey.columns());
	}

	@Override
	List<SqlCommand> afterIdentityValues(Table table, Column column) {
		String name = quote(column.name());
		return List.of(alter(table.name(), """
				ALTER COLUMN %s RESTART WITH (SELECT greatest(identity_base, \
				least(coalesce((SELECT max(%s) FROM %s), 0), identity_maximum - 1) + 1) \
				FROM information_schema.columns WHERE table_schema = CURRENT_SCHEMA \
				AND table_name = %s AND column_name = %s)""".formatted(name, name, quote(table.name()),
				Text.literal(table.name()), Text.literal(column.name()))));
	}

}
