package io.masterrecord.operation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.masterrecord.schema.Column;
import io.masterrecord.schema.ColumnType;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.SqlText;
import io.masterrecord.schema.TypeName;

/**
 * Tells which operations take data away: they drop it, or make a column too narrow for
 * it. A change that a database would rather refuse than lose data by, such as a column
 * that becomes NOT NULL, is none of them, and neither is the end of a computed column:
 * what it is computed from tells its values again.
 *
 * @since 0.1.0
 */
public final class Destruction {

	private static final List<TypeName> INTEGERS = List.of(TypeName.SMALLINT, TypeName.INTEGER, TypeName.BIGINT);

	/** Decimal digits that every value of an integer type has room in. */
	private static final List<Integer> INTEGER_DIGITS = List.of(5, 10, 19);

	private Destruction() {
	}

	/**
	 * Tell whether an operation takes data away, all tables having some.
	 * @param before the schema before the operation
	 * @param operation the operation
	 * @return whether it drops or narrows anything that holds data
	 */
	public static boolean isDestructive(Schema before, SchemaOperation operation) {
		return isDestructive(new ExistingTables(before), before, operation);
	}

	/**
	 * Tell whether SQL that a person wrote takes rows or columns away.
	 * @param operation the statement
	 * @return whether it deletes, truncates or drops, whatever it declares
	 */
	public static boolean takesAway(RunSql operation) {
		return DestructiveSql.takesAway(operation.sql());
	}

	private static boolean isAboutNewTables(ExistingTables existing, Schema before, String sql) {
		List<String> mentioned = before.tables()
			.keySet()
			.stream()
			.filter((name) -> SqlText.contains(sql, name))
			.toList();
		return !mentioned.isEmpty() && mentioned.stream().noneMatch(existing::contains);
	}

	/**
	 * Return what of some operations takes data away, without what they created
	 * themselves.
	 * @param before the schema before the first of them
	 * @param operations the operations, in order
	 * @return those which take data away that was there before, in order
	 */
	public static List<SchemaOperation> in(Schema before, List<? extends SchemaOperation> operations) {
		return in(new ExistingTables(before), before, operations);
	}

	private static List<SchemaOperation> in(ExistingTables existing, Schema before,
			List<? extends SchemaOperation> operations) {
		List<SchemaOperation> found = new ArrayList<>();
		Schema current = before;
		for (SchemaOperation operation : operations) {
			if (isDestructive(existing, current, operation)) {
				found.add(operation);
			}
			existing.follow(operation);
			current = SchemaFold.apply(current, operation);
		}
		return List.copyOf(found);
	}

	/**
	 * Tell whether one of several operations takes data away that was there before all of
	 * them. A table that they create and drop had none, whatever it was called in
	 * between.
	 * @param existing the tables that were there before the first of them
	 * @param before the schema before the operation
	 * @param operation the operation
	 * @return whether it drops or narrows anything that held data before
	 */
	public static boolean isDestructive(ExistingTables existing, Schema before, SchemaOperation operation) {
		if (operation instanceof AlterColumn alter) {
			Optional<Column> column = before.table(alter.table())
				.flatMap((table) -> table.column(alter.column().name()));
			return column.isPresent() && narrows(column.get().type(), alter.column().type());
		}
		if (operation instanceof RunSql sql) {
			return takesAway(sql) && !isAboutNewTables(existing, before, sql.sql())
					|| !in(existing.copy(), before, sql.declares()).isEmpty();
		}
		if (operation instanceof RunCode code) {
			return !in(existing.copy(), before, code.declares()).isEmpty();
		}
		if (operation instanceof DropTable drop) {
			return existing.contains(drop.table());
		}
		if (operation instanceof DropColumn drop) {
			return before.table(drop.table())
				.flatMap((table) -> table.column(drop.column()))
				.filter(Column::isComputed)
				.isEmpty();
		}
		// A guarded deletion takes nothing but what migrations inserted, and can be
		// undone.
		return operation instanceof DeleteRows delete && !delete.guarded();
	}

	/**
	 * Tell whether a type has no room for all that another one holds.
	 * @param from the type so far
	 * @param to the type from now on
	 * @return whether values may be lost or refused
	 */
	static boolean narrows(ColumnType from, ColumnType to) {
		if (from.equals(to)) {
			return false;
		}
		return switch (to.name()) {
			case TEXT -> from.name() == TypeName.BINARY;
			case VARCHAR -> from.name() != TypeName.VARCHAR || to.size() < from.size();
			case BINARY ->
				from.name() != TypeName.BINARY || (to.size() != 0 && (from.size() == 0 || to.size() < from.size()));
			case SMALLINT, INTEGER, BIGINT -> !INTEGERS.contains(from.name()) || from.name().compareTo(to.name()) > 0;
			case DECIMAL -> narrowsDecimal(from, to);
			case DOUBLE ->
				from.name() != TypeName.REAL && from.name() != TypeName.SMALLINT && from.name() != TypeName.INTEGER;
			case DATETIME -> from.name() != TypeName.DATE;
			default -> true;
		};
	}

	private static boolean narrowsDecimal(ColumnType from, ColumnType to) {
		int digits = to.size() - to.scale();
		if (from.name() == TypeName.DECIMAL) {
			return to.scale() < from.scale() || digits < from.size() - from.scale();
		}
		int integer = INTEGERS.indexOf(from.name());
		return integer < 0 || digits < INTEGER_DIGITS.get(integer);
	}

}
