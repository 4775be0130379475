package io.masterrecord.operation;

import java.util.List;
import java.util.Set;

import io.masterrecord.schema.Column;
import io.masterrecord.schema.ColumnDefault;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether the order of two operations makes no difference, also for the rows of a
 * table, and what becomes of the one if the other comes before it.
 */
final class OperationOrder {

	private final Touches touches = new Touches();

	private final SqlSight sight;

	private final boolean renamingRows;

	OperationOrder(SqlSight sight, boolean renamingRows) {
		this.sight = sight;
		this.renamingRows = renamingRows;
	}

	/**
	 * Exchange two operations.
	 * @param earlier the one that is before the other
	 * @param later the other one, which is to come before it
	 * @return what the earlier one is behind the later one: nothing if there is no need
	 * for it; {@code null} if the order makes a difference
	 */
	@Nullable List<SchemaOperation> exchange(SchemaOperation earlier, SchemaOperation later) {
		if (isOpaque(later) || isOpaque(earlier) && !isBlindFor(earlier, later)) {
			return null;
		}
		if (isOpaque(earlier)) {
			return List.of(earlier);
		}
		if (later instanceof RenameTable || later instanceof RenameColumn) {
			if (!this.renamingRows && RowTables.of(earlier) != null) {
				return null;
			}
			SchemaOperation renamed = OperationRename.of(later).apply(earlier, this.touches.of(earlier));
			return (renamed != null) ? List.of(renamed) : null;
		}
		if (later instanceof DropTable drop && isPartOf(earlier, drop.table())) {
			return List.of();
		}
		return (minds(earlier, later) || minds(later, earlier) || isSpoiled(earlier, later) || collides(earlier, later))
				? null : List.of(earlier);
	}

	private static boolean isOpaque(SchemaOperation operation) {
		return operation instanceof RunSql || operation instanceof RunCode || operation instanceof TakeBackRows
				|| operation instanceof Backfill;
	}

	private boolean isBlindFor(SchemaOperation opaque, SchemaOperation operation) {
		return opaque instanceof RunSql sql && !isSequence(operation)
				&& !this.sight.sees(sql, this.touches.of(operation));
	}

	private static boolean isSequence(SchemaOperation operation) {
		return operation instanceof CreateSequence || operation instanceof AlterSequence
				|| operation instanceof RenameSequence || operation instanceof DropSequence;
	}

	/**
	 * Tell whether an operation is about a table alone, so that it goes with it.
	 */
	private boolean isPartOf(SchemaOperation operation, String table) {
		if (operation instanceof CreateTable || operation instanceof DropTable || operation instanceof RenameTable) {
			return false;
		}
		// A trigger may have written elsewhere.
		return table.equals(OperationMerger.tableOf(operation))
				|| !this.sight.isUnlimited() && table.equals(RowTables.of(operation));
	}

	/**
	 * Tell whether rows that an operation writes would be other ones if another operation
	 * came before or after it.
	 */
	private static boolean minds(SchemaOperation writing, SchemaOperation other) {
		String table = RowTables.of(writing);
		if (table == null) {
			return false;
		}
		if (table.equals(RowTables.of(other)) || isSequence(other) || other instanceof DropForeignKey
				|| other instanceof CreateRoutine || other instanceof DropRoutine) {
			return true;
		}
		if (other instanceof AddColumn add) {
			return add.table().equals(table) && isFilled(add.column());
		}
		return dropsConstraint(other) && table.equals(OperationMerger.tableOf(other));
	}

	/** Rows get a value of their own each. */
	private static boolean isFilled(Column column) {
		return column.identity()
				|| column.defaultValue() != null && !(column.defaultValue() instanceof ColumnDefault.Literal);
	}

	private static boolean dropsConstraint(SchemaOperation operation) {
		return operation instanceof DropUnique || operation instanceof DropPrimaryKey || operation instanceof DropCheck
				|| operation instanceof DropForeignKey;
	}

	/**
	 * Tell whether a change would meet what an earlier operation takes out of its way, or
	 * miss what that provides. What is dropped does not say what it was about.
	 */
	private static boolean isSpoiled(SchemaOperation earlier, SchemaOperation later) {
		if (later instanceof AddForeignKey add) {
			String target = add.foreignKey().targetTable();
			return earlier instanceof AddUnique unique && unique.table().equals(target)
					|| earlier instanceof CreateIndex create && create.index().unique()
							&& create.table().equals(target);
		}
		boolean column = later instanceof DropColumn || later instanceof AlterColumn;
		boolean key = later instanceof DropUnique || later instanceof DropPrimaryKey || later instanceof DropIndex;
		if (earlier instanceof DropForeignKey) {
			return column || key || later instanceof DropTable;
		}
		boolean drop = dropsConstraint(earlier) || earlier instanceof DropIndex || earlier instanceof DropSearchIndex;
		return drop && column
				&& String.valueOf(OperationMerger.tableOf(earlier)).equals(OperationMerger.tableOf(later));
	}

	private boolean collides(SchemaOperation earlier, SchemaOperation later) {
		Set<String> free = later instanceof AlterColumn alter && isKept(earlier, alter.table())
				? Set.of(alter.table() + "." + alter.column().name()) : Set.of();
		for (Touch touch : this.touches.of(later)) {
			for (Touch other : this.touches.of(earlier)) {
				boolean excused = touch.kind() == Touch.Kind.COLUMN && free.contains(touch.name())
						&& other.mode() == Touch.Mode.USE;
				if (!excused && touch.collidesWith(other)) {
					return true;
				}
			}
		}
		return false;
	}

	/** An index or constraint on a column stays on it, whatever the column is. */
	private static boolean isKept(SchemaOperation operation, String table) {
		return (operation instanceof CreateIndex || operation instanceof AddUnique || operation instanceof AddCheck)
				&& table.equals(OperationMerger.tableOf(operation));
	}

}
