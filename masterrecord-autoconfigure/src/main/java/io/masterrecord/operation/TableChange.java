package io.masterrecord.operation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import io.masterrecord.schema.PrimaryKey;
import io.masterrecord.schema.SqlText;
import io.masterrecord.schema.Table;
import io.masterrecord.schema.UniqueConstraint;
import org.jspecify.annotations.Nullable;

/**
 * A table that is created as it is after an operation, instead of being changed by it.
 */
final class TableChange {

	private TableChange() {
	}

	/**
	 * Return a table without indexes as it is after an operation, or {@code null} if it
	 * cannot be created so.
	 */
	static @Nullable Table apply(Table table, SchemaOperation operation) {
		if (operation instanceof RenameTable || operation instanceof RenameColumn) {
			return OperationRename.of(operation).apply(table);
		}
		if (operation instanceof CommentTable comment) {
			return table.withComment(comment.comment());
		}
		if (operation instanceof AddColumn add) {
			return table.withColumns(with(table.columns(), add.column()));
		}
		if (operation instanceof DropColumn drop) {
			return isUsed(table, drop.column()) ? null
					: table.withColumns(without(table.columns(), (column) -> column.name().equals(drop.column())));
		}
		if (operation instanceof AlterColumn alter) {
			String name = alter.column().name();
			return table.column(name).isEmpty() ? null
					: table.withColumns(table.columns()
						.stream()
						.map((column) -> column.name().equals(name) ? alter.column() : column)
						.toList());
		}
		return constraint(table, operation);
	}

	private static @Nullable Table constraint(Table table, SchemaOperation operation) {
		if (operation instanceof AddPrimaryKey add) {
			return table.withPrimaryKey(add.primaryKey());
		}
		if (operation instanceof DropPrimaryKey) {
			return (table.primaryKey() != null) ? table.withPrimaryKey(null) : null;
		}
		if (operation instanceof AddUnique add) {
			return table.withUniques(with(table.uniques(), add.unique()));
		}
		if (operation instanceof DropUnique drop) {
			return table.unique(drop.name()).isEmpty() ? null
					: table.withUniques(without(table.uniques(), (unique) -> unique.name().equals(drop.name())));
		}
		if (operation instanceof AddForeignKey add) {
			boolean needsIndex = add.foreignKey().targetTable().equals(table.name())
					&& !table.isKey(add.foreignKey().targetColumns());
			return needsIndex ? null : table.withForeignKeys(with(table.foreignKeys(), add.foreignKey()));
		}
		if (operation instanceof DropForeignKey drop) {
			return table.foreignKey(drop.name()).isEmpty() ? null
					: table.withForeignKeys(without(table.foreignKeys(), (key) -> key.name().equals(drop.name())));
		}
		if (operation instanceof AddCheck add) {
			return table.withChecks(with(table.checks(), add.check()));
		}
		if (operation instanceof DropCheck drop) {
			return table.check(drop.name()).isEmpty() ? null
					: table.withChecks(without(table.checks(), (check) -> check.name().equals(drop.name())));
		}
		return (operation instanceof RenameConstraint rename) ? renamed(table, rename) : null;
	}

	private static @Nullable Table renamed(Table table, RenameConstraint rename) {
		String old = rename.name();
		String name = rename.newName();
		PrimaryKey key = table.primaryKey();
		Table renamed = table
			.withPrimaryKey((key != null && key.name().equals(old)) ? new PrimaryKey(name, key.columns()) : key)
			.withUniques(table.uniques()
				.stream()
				.map((unique) -> unique.name().equals(old) ? new UniqueConstraint(name, unique.columns()) : unique)
				.toList())
			.withForeignKeys(table.foreignKeys()
				.stream()
				.map((foreign) -> foreign.name().equals(old) ? foreign.named(name) : foreign)
				.toList())
			.withChecks(table.checks()
				.stream()
				.map((check) -> check.name().equals(old) ? check.named(name) : check)
				.toList());
		return renamed.equals(table) ? null : renamed;
	}

	private static boolean isUsed(Table table, String column) {
		PrimaryKey key = table.primaryKey();
		return table.column(column).isEmpty() || key != null && key.columns().contains(column)
				|| table.uniques().stream().anyMatch((unique) -> unique.columns().contains(column))
				|| table.foreignKeys()
					.stream()
					.anyMatch((foreign) -> foreign.columns().contains(column)
							|| foreign.targetTable().equals(table.name()) && foreign.targetColumns().contains(column))
				|| table.checks().stream().anyMatch((check) -> check.mentions(column))
				|| table.columns().stream().anyMatch((other) -> isComputedFrom(other.computed(), column));
	}

	private static boolean isComputedFrom(@Nullable String computed, String column) {
		return computed != null && SqlText.mentions(computed, column);
	}

	private static <T> List<T> with(List<T> elements, T added) {
		List<T> result = new ArrayList<>(elements);
		result.add(added);
		return result;
	}

	private static <T> List<T> without(List<T> elements, Predicate<T> removed) {
		return elements.stream().filter(removed.negate()).toList();
	}

}
