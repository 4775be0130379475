package io.masterrecord.diff;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import io.masterrecord.operation.AddColumn;
import io.masterrecord.operation.AddForeignKey;
import io.masterrecord.operation.AddPrimaryKey;
import io.masterrecord.operation.AddUnique;
import io.masterrecord.operation.AlterColumn;
import io.masterrecord.operation.CreateIndex;
import io.masterrecord.operation.CreateSearchIndex;
import io.masterrecord.operation.CreateTable;
import io.masterrecord.operation.DropColumn;
import io.masterrecord.operation.DropForeignKey;
import io.masterrecord.operation.DropIndex;
import io.masterrecord.operation.DropPrimaryKey;
import io.masterrecord.operation.DropSearchIndex;
import io.masterrecord.operation.DropTable;
import io.masterrecord.operation.DropUnique;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.schema.Column;
import io.masterrecord.schema.ColumnDefault;
import io.masterrecord.schema.ForeignKey;
import io.masterrecord.schema.Index;
import io.masterrecord.schema.PrimaryKey;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.Table;
import io.masterrecord.schema.TableOrder;
import io.masterrecord.schema.UniqueConstraint;
import org.jspecify.annotations.Nullable;

/**
 * The part of a difference that is not renames. Operations are collected by phase, so
 * that whatever an operation needs is there and whatever stands in its way is gone:
 * foreign keys go first and come last, other keys and indexes go before the columns they
 * are made of and come after them. Tables that go take what refers to a key with them, so
 * they go before keys do.
 */
final class Changes {

	private final Schema from;

	private final Schema to;

	private final List<SchemaOperation> dropForeignKeys = new ArrayList<>();

	private final List<SchemaOperation> dropKeys = new ArrayList<>();

	private final List<SchemaOperation> dropTables = new ArrayList<>();

	private final List<SchemaOperation> columns = new ArrayList<>();

	private final List<SchemaOperation> addKeys = new ArrayList<>();

	private final List<SchemaOperation> createTables = new ArrayList<>();

	private final List<SchemaOperation> addForeignKeys = new ArrayList<>();

	private final List<String> remarks = new ArrayList<>();

	/** Keys that are gone for a while, as table and columns. */
	private final Set<String> disturbed = new HashSet<>();

	Changes(Schema from, Schema to) {
		this.from = from;
		this.to = to;
		for (Table after : to.tables().values()) {
			from.table(after.name()).ifPresent((before) -> change(before, after));
		}
		dropTables();
		createTables();
		for (Table after : to.tables().values()) {
			from.table(after.name()).ifPresent((before) -> changeForeignKeys(before, after));
		}
	}

	List<SchemaOperation> operations() {
		List<SchemaOperation> operations = new ArrayList<>(this.dropForeignKeys);
		operations.addAll(this.dropTables);
		operations.addAll(this.dropKeys);
		operations.addAll(this.columns);
		operations.addAll(this.addKeys);
		operations.addAll(this.createTables);
		operations.addAll(this.addForeignKeys);
		return operations;
	}

	List<String> remarks() {
		return this.remarks;
	}

	private void change(Table before, Table after) {
		changeColumns(before, after);
		changePrimaryKey(before, after);
		for (UniqueConstraint unique : gone(before.uniques(), after.uniques())) {
			this.dropKeys.add(new DropUnique(after.name(), unique.name()));
			disturb(after.name(), unique.columns());
		}
		gone(after.uniques(), before.uniques())
			.forEach((unique) -> this.addKeys.add(new AddUnique(after.name(), unique)));
		for (Index index : gone(before.indexes(), after.indexes())) {
			this.dropKeys.add(new DropIndex(after.name(), index.name()));
			disturb(after.name(), index.columnNames());
		}
		gone(after.indexes(), before.indexes())
			.forEach((index) -> this.addKeys.add(new CreateIndex(after.name(), index)));
		gone(before.searchIndexes(), after.searchIndexes())
			.forEach((index) -> this.dropKeys.add(new DropSearchIndex(after.name(), index.name())));
		gone(after.searchIndexes(), before.searchIndexes())
			.forEach((index) -> this.addKeys.add(new CreateSearchIndex(after.name(), index)));
	}

	/**
	 * Change the columns of a table. New columns come before old ones go, since a table
	 * cannot be without columns; and an identity is given up before another column takes
	 * it over, since a table cannot have two.
	 * @param before the table before
	 * @param after the table after
	 */
	private void changeColumns(Table before, Table after) {
		List<SchemaOperation> alterations = new ArrayList<>();
		List<SchemaOperation> additions = new ArrayList<>();
		List<SchemaOperation> removals = new ArrayList<>();
		for (Column column : after.columns()) {
			Column old = before.column(column.name()).orElse(null);
			if (old == null) {
				additions.add(new AddColumn(after.name(), column));
			}
			else if (!alike(old, column)) {
				alterations.add(old.identity() ? 0 : alterations.size(), new AlterColumn(after.name(), column));
				disturbByType(after.name(), old, column);
			}
		}
		for (Column old : before.columns()) {
			if (after.column(old.name()).isEmpty()) {
				if (old.identity() && after.identityColumn().isPresent()) {
					alterations.add(0, new AlterColumn(after.name(),
							new Column(old.name(), old.type(), old.nullable(), null, false)));
				}
				removals.add(new DropColumn(after.name(), old.name()));
			}
		}
		this.columns.addAll(alterations);
		this.columns.addAll(additions);
		this.columns.addAll(removals);
	}

	private void changePrimaryKey(Table before, Table after) {
		PrimaryKey old = before.primaryKey();
		PrimaryKey now = after.primaryKey();
		if (!columns(old).equals(columns(now))) {
			if (old != null) {
				this.dropKeys.add(new DropPrimaryKey(after.name()));
				disturb(after.name(), old.columns());
			}
			if (now != null) {
				this.addKeys.add(new AddPrimaryKey(after.name(), withFreeName(now)));
			}
		}
	}

	private void changeForeignKeys(Table before, Table after) {
		for (ForeignKey key : before.foreignKeys()) {
			if (!after.foreignKeys().contains(key) || isDisturbed(after.name(), key)) {
				this.dropForeignKeys.add(new DropForeignKey(after.name(), key.name()));
			}
		}
		for (ForeignKey key : after.foreignKeys()) {
			if (!before.foreignKeys().contains(key) || isDisturbed(after.name(), key)) {
				this.addForeignKeys.add(new AddForeignKey(after.name(), key));
			}
		}
	}

	private void dropTables() {
		List<Table> parentsFirst = TableOrder.parentsFirst(this.from.tables()
			.values()
			.stream()
			.filter((table) -> !this.to.tables().containsKey(table.name()))
			.toList());
		for (int i = parentsFirst.size() - 1; i >= 0; i--) {
			Table table = parentsFirst.get(i);
			for (Table other : parentsFirst.subList(0, i)) {
				other.foreignKeys()
					.stream()
					.filter((key) -> key.targetTable().equals(table.name()))
					.forEach((key) -> this.dropForeignKeys.add(new DropForeignKey(other.name(), key.name())));
			}
			this.dropTables.add(new DropTable(table.name()));
		}
	}

	private void createTables() {
		List<Table> parentsFirst = TableOrder.parentsFirst(this.to.tables()
			.values()
			.stream()
			.filter((table) -> !this.from.tables().containsKey(table.name()))
			.toList());
		Set<String> notYet = new HashSet<>();
		parentsFirst.forEach((table) -> notYet.add(table.name()));
		for (Table table : parentsFirst) {
			notYet.remove(table.name());
			PrimaryKey primaryKey = table.primaryKey();
			List<ForeignKey> now = table.foreignKeys()
				.stream()
				.filter((key) -> !notYet.contains(key.targetTable()))
				.toList();
			this.createTables.addAll(CreateTable.complete(
					table.withForeignKeys(now).withPrimaryKey((primaryKey != null) ? withFreeName(primaryKey) : null)));
			table.foreignKeys()
				.stream()
				.filter((key) -> notYet.contains(key.targetTable()))
				.forEach((key) -> this.addForeignKeys.add(new AddForeignKey(table.name(), key)));
		}
	}

	/**
	 * Return a primary key whose name is not that of another one: a renamed table keeps
	 * the name of its primary key, which a new table of its former name would take again.
	 * @param primaryKey the primary key
	 * @return the primary key, under another name if need be
	 */
	private PrimaryKey withFreeName(PrimaryKey primaryKey) {
		Set<String> taken = new HashSet<>();
		for (Table table : this.from.tables().values()) {
			PrimaryKey other = table.primaryKey();
			Table after = this.to.tables().get(table.name());
			if (other != null && after != null && columns(other).equals(columns(after.primaryKey()))) {
				taken.add(other.name());
			}
		}
		String name = primaryKey.name();
		for (int i = 2; taken.contains(name); i++) {
			name = primaryKey.name() + "_" + i;
		}
		return new PrimaryKey(name, primaryKey.columns());
	}

	private void disturb(String table, List<String> columns) {
		this.disturbed.add(table + columns.stream().sorted().toList());
	}

	private void disturbByType(String table, Column before, Column after) {
		if (!before.type().equals(after.type())) {
			this.disturbed.add(table + "." + after.name());
		}
	}

	private boolean isDisturbed(String table, ForeignKey key) {
		return this.disturbed.contains(key.targetTable() + key.targetColumns().stream().sorted().toList())
				|| key.columns().stream().anyMatch((column) -> this.disturbed.contains(table + "." + column))
				|| key.targetColumns()
					.stream()
					.anyMatch((column) -> this.disturbed.contains(key.targetTable() + "." + column));
	}

	private static List<String> columns(@Nullable PrimaryKey primaryKey) {
		return (primaryKey != null) ? primaryKey.columns() : List.of();
	}

	private static <T> List<T> gone(List<T> before, List<T> after) {
		return before.stream().filter((element) -> !after.contains(element)).toList();
	}

	private static boolean alike(Column first, Column second) {
		return first.type().equals(second.type()) && first.nullable() == second.nullable()
				&& first.identity() == second.identity() && alike(first.defaultValue(), second.defaultValue());
	}

	private static boolean alike(@Nullable ColumnDefault first, @Nullable ColumnDefault second) {
		return Objects.equals(first, second) || (first instanceof ColumnDefault.Literal one
				&& second instanceof ColumnDefault.Literal other && isFinite(one.value()) && isFinite(other.value())
				&& new BigDecimal(one.value().toString()).compareTo(new BigDecimal(other.value().toString())) == 0);
	}

	private static boolean isFinite(Object value) {
		return value instanceof Number number && Double.isFinite(number.doubleValue());
	}

}
