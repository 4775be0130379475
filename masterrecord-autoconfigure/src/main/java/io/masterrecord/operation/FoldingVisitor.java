package io.masterrecord.operation;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

import io.masterrecord.schema.Check;
import io.masterrecord.schema.Column;
import io.masterrecord.schema.ColumnDefault;
import io.masterrecord.schema.Environments;
import io.masterrecord.schema.ForeignKey;
import io.masterrecord.schema.Index;
import io.masterrecord.schema.PrimaryKey;
import io.masterrecord.schema.Routine;
import io.masterrecord.schema.Row;
import io.masterrecord.schema.SearchIndex;
import io.masterrecord.schema.SeedKey;
import io.masterrecord.schema.Sequence;
import io.masterrecord.schema.SqlText;
import io.masterrecord.schema.Table;
import io.masterrecord.schema.UniqueConstraint;

/**
 * Changes tables and seeds as each operation says, after asking the {@link FittingRules}
 * whether it fits.
 */
final class FoldingVisitor implements OperationVisitor<FoldingVisitor> {

	private final SortedMap<String, Table> tables;

	private final SortedMap<SeedKey, String> seeds;

	private final SortedMap<String, Sequence> sequences;

	private final SortedMap<String, Routine> routines;

	private final NameIndex names = new NameIndex();

	FoldingVisitor(SortedMap<String, Table> tables, SortedMap<SeedKey, String> seeds,
			SortedMap<String, Sequence> sequences, SortedMap<String, Routine> routines) {
		this.tables = tables;
		this.seeds = seeds;
		this.sequences = sequences;
		this.routines = routines;
		tables.values().forEach(this.names::add);
		sequences.keySet().forEach(this.names::addRelation);
		routines.keySet().forEach(this.names::addRelation);
	}

	@Override
	public FoldingVisitor visit(CreateTable operation) {
		rules(operation).newTable(operation.table());
		return put(operation.table());
	}

	@Override
	public FoldingVisitor visit(DropTable operation) {
		FittingRules rules = rules(operation);
		Table table = rules.table(operation.table());
		rules.noForeignKeyTo(table);
		rules.noRoutineUses(table.name());
		remove(table);
		seedsOf(table.name()).clear();
		return this;
	}

	@Override
	public FoldingVisitor visit(RenameTable operation) {
		FittingRules rules = rules(operation);
		Table table = rules.table(operation.table());
		rules.newTableName(operation.newName(), table);
		remove(table);
		put(table.withName(operation.newName()));
		retarget((key) -> key.targetTable().equals(operation.table()) ? key.to(operation.newName(), key.targetColumns())
				: key);
		follow(operation.table(), operation.newName());
		SortedMap<SeedKey, String> old = seedsOf(table.name());
		SortedMap<SeedKey, String> renamed = new TreeMap<>();
		old.forEach((key, hash) -> renamed.put(new SeedKey(operation.newName(), key.key()), hash));
		old.clear();
		this.seeds.putAll(renamed);
		renameReferred(operation.newName(), new ReferenceRename(operation.table(), null, operation.newName()));
		return this;
	}

	@Override
	public FoldingVisitor visit(AddColumn operation) {
		FittingRules rules = rules(operation);
		Table table = rules.table(operation.table());
		rules.newColumnName(table, operation.column().name(), null);
		Table changed = table.withColumns(with(table.columns(), operation.column()));
		rules.column(changed, operation.column());
		return put(changed);
	}

	@Override
	public FoldingVisitor visit(DropColumn operation) {
		FittingRules rules = rules(operation);
		Table table = rules.table(operation.table());
		Column column = rules.column(table, operation.column());
		rules.unused(table, column);
		return put(table.withColumns(without(table.columns(), column)));
	}

	@Override
	public FoldingVisitor visit(AlterColumn operation) {
		FittingRules rules = rules(operation);
		Table table = rules.table(operation.table());
		Column before = rules.column(table, operation.column().name());
		Table changed = table
			.withColumns(map(table.columns(), (column) -> column.equals(before) ? operation.column() : column));
		rules.column(changed, operation.column());
		rules.alteration(table, before, operation.column());
		return put(changed);
	}

	@Override
	public FoldingVisitor visit(RenameColumn operation) {
		FittingRules rules = rules(operation);
		Table table = rules.table(operation.table());
		Column column = rules.column(table, operation.column());
		rules.newColumnName(table, operation.newName(), column);
		UnaryOperator<String> name = (old) -> old.equals(operation.column()) ? operation.newName() : old;
		put(renamed(table, name, operation));
		retarget((key) -> key.targetTable().equals(table.name())
				? key.to(key.targetTable(), map(key.targetColumns(), name)) : key);
		SortedMap<SeedKey, String> old = seedsOf(table.name());
		SortedMap<SeedKey, String> renamed = new TreeMap<>();
		old.forEach(
				(key, hash) -> renamed.put(SeedFingerprint.renameColumn(key, operation.column(), operation.newName()),
						SeedFingerprint.renameColumn(hash, operation.column(), operation.newName())));
		old.clear();
		this.seeds.putAll(renamed);
		renameReferred(table.name(), new ReferenceRename(table.name(), operation.column(), operation.newName()));
		return this;
	}

	/** Seeds name the rows they refer to by table and columns. */
	private void renameReferred(String target, ReferenceRename rename) {
		for (Table table : List.copyOf(this.tables.values())) {
			if (table.foreignKeys().stream().anyMatch((key) -> key.targetTable().equals(target))) {
				SortedMap<SeedKey, String> renamed = new TreeMap<>();
				seedsOf(table.name()).forEach((key, hash) -> renamed.put(SeedFingerprint.renameReferred(key, rename),
						SeedFingerprint.renameReferred(hash, rename)));
				seedsOf(table.name()).clear();
				this.seeds.putAll(renamed);
			}
		}
	}

	@Override
	public FoldingVisitor visit(AddPrimaryKey operation) {
		FittingRules rules = rules(operation);
		Table table = rules.table(operation.table());
		rules.primaryKey(table, operation.primaryKey());
		return put(table.withPrimaryKey(operation.primaryKey()));
	}

	@Override
	public FoldingVisitor visit(DropPrimaryKey operation) {
		FittingRules rules = rules(operation);
		Table table = rules.table(operation.table());
		rules.hasPrimaryKey(table);
		return replaceKey(rules, table, table.withPrimaryKey(null));
	}

	@Override
	public FoldingVisitor visit(AddUnique operation) {
		FittingRules rules = rules(operation);
		Table table = rules.table(operation.table());
		rules.unique(table, operation.unique());
		return put(table.withUniques(with(table.uniques(), operation.unique())));
	}

	@Override
	public FoldingVisitor visit(DropUnique operation) {
		FittingRules rules = rules(operation);
		Table table = rules.table(operation.table());
		UniqueConstraint unique = rules.existing(table.unique(operation.name()), "unique constraint", operation.name(),
				table, table.uniques().stream().map(UniqueConstraint::name));
		return replaceKey(rules, table, table.withUniques(without(table.uniques(), unique)));
	}

	@Override
	public FoldingVisitor visit(AddForeignKey operation) {
		FittingRules rules = rules(operation);
		Table table = rules.table(operation.table());
		rules.foreignKey(table, operation.foreignKey());
		return put(table.withForeignKeys(with(table.foreignKeys(), operation.foreignKey())));
	}

	@Override
	public FoldingVisitor visit(DropForeignKey operation) {
		FittingRules rules = rules(operation);
		Table table = rules.table(operation.table());
		ForeignKey key = rules.existing(table.foreignKey(operation.name()), "foreign key", operation.name(), table,
				table.foreignKeys().stream().map(ForeignKey::name));
		return put(table.withForeignKeys(without(table.foreignKeys(), key)));
	}

	@Override
	public FoldingVisitor visit(CreateIndex operation) {
		FittingRules rules = rules(operation);
		Table table = rules.table(operation.table());
		rules.index(table, operation.index());
		return put(table.withIndexes(with(table.indexes(), operation.index())));
	}

	@Override
	public FoldingVisitor visit(DropIndex operation) {
		FittingRules rules = rules(operation);
		Table table = rules.table(operation.table());
		Index index = rules.existing(table.index(operation.name()), "index", operation.name(), table,
				table.indexes().stream().map(Index::name));
		return replaceKey(rules, table, table.withIndexes(without(table.indexes(), index)));
	}

	@Override
	public FoldingVisitor visit(CreateSearchIndex operation) {
		FittingRules rules = rules(operation);
		Table table = rules.table(operation.table());
		rules.searchIndex(table, operation.index());
		return put(table.withSearchIndexes(with(table.searchIndexes(), operation.index())));
	}

	@Override
	public FoldingVisitor visit(DropSearchIndex operation) {
		FittingRules rules = rules(operation);
		Table table = rules.table(operation.table());
		SearchIndex index = rules.existing(table.searchIndex(operation.name()), "search index", operation.name(), table,
				table.searchIndexes().stream().map(SearchIndex::name));
		return put(table.withSearchIndexes(without(table.searchIndexes(), index)));
	}

	@Override
	public FoldingVisitor visit(AddCheck operation) {
		FittingRules rules = rules(operation);
		Table table = rules.table(operation.table());
		rules.check(table, operation.check());
		return put(table.withChecks(with(table.checks(), operation.check())));
	}

	@Override
	public FoldingVisitor visit(DropCheck operation) {
		FittingRules rules = rules(operation);
		Table table = rules.table(operation.table());
		Check check = rules.existing(table.check(operation.name()), "check constraint", operation.name(), table,
				table.checks().stream().map(Check::name));
		return put(table.withChecks(without(table.checks(), check)));
	}

	@Override
	public FoldingVisitor visit(RenameIndex operation) {
		FittingRules rules = rules(operation);
		Table table = rules.table(operation.table());
		Index index = rules.existing(table.index(operation.name()), "index", operation.name(), table,
				table.indexes().stream().map(Index::name));
		rules.newConstraintName(operation.name(), operation.newName());
		return put(table.withIndexes(
				map(table.indexes(), (other) -> other.equals(index) ? index.named(operation.newName()) : other)));
	}

	@Override
	public FoldingVisitor visit(RenameConstraint operation) {
		FittingRules rules = rules(operation);
		Table table = rules.table(operation.table());
		rules.constraint(table, operation.name());
		rules.newConstraintName(operation.name(), operation.newName());
		UnaryOperator<String> name = (old) -> old.equals(operation.name()) ? operation.newName() : old;
		PrimaryKey primaryKey = table.primaryKey();
		return put(table
			.withPrimaryKey(
					(primaryKey != null) ? new PrimaryKey(name.apply(primaryKey.name()), primaryKey.columns()) : null)
			.withUniques(
					map(table.uniques(), (unique) -> new UniqueConstraint(name.apply(unique.name()), unique.columns())))
			.withForeignKeys(map(table.foreignKeys(), (key) -> key.named(name.apply(key.name()))))
			.withChecks(map(table.checks(), (check) -> check.named(name.apply(check.name())))));
	}

	@Override
	public FoldingVisitor visit(CommentTable operation) {
		return put(rules(operation).table(operation.table()).withComment(operation.comment()));
	}

	@Override
	public FoldingVisitor visit(CreateSequence operation) {
		rules(operation).newSequence(operation.sequence());
		this.sequences.put(operation.sequence().name(), operation.sequence());
		this.names.addRelation(operation.sequence().name());
		return this;
	}

	@Override
	public FoldingVisitor visit(AlterSequence operation) {
		FittingRules rules = rules(operation);
		rules.sequence(operation.sequence().name());
		rules.sequence(operation.sequence());
		this.sequences.put(operation.sequence().name(), operation.sequence());
		return this;
	}

	@Override
	public FoldingVisitor visit(RenameSequence operation) {
		FittingRules rules = rules(operation);
		Sequence sequence = rules.sequence(operation.name());
		rules.newSequence(sequence.named(operation.newName()));
		this.sequences.remove(operation.name());
		this.names.removeRelation(operation.name());
		this.sequences.put(operation.newName(), sequence.named(operation.newName()));
		this.names.addRelation(operation.newName());
		for (Table table : List.copyOf(this.tables.values())) {
			put(table.withColumns(map(table.columns(), (column) -> isNumberedBy(column, operation.name())
					? column.withDefault(new ColumnDefault.NextValue(operation.newName())) : column)));
		}
		return this;
	}

	@Override
	public FoldingVisitor visit(DropSequence operation) {
		FittingRules rules = rules(operation);
		rules.sequence(operation.name());
		for (Table table : this.tables.values()) {
			table.columns().forEach((column) -> rules.unused(table, column, operation.name()));
		}
		this.sequences.remove(operation.name());
		this.names.removeRelation(operation.name());
		return this;
	}

	static boolean isNumberedBy(Column column, String sequence) {
		return column.defaultValue() instanceof ColumnDefault.NextValue next && next.sequence().equals(sequence);
	}

	@Override
	public FoldingVisitor visit(CreateRoutine operation) {
		rules(operation).newRoutine(operation.routine());
		this.routines.put(operation.routine().name(), operation.routine());
		this.names.addRelation(operation.routine().name());
		return this;
	}

	@Override
	public FoldingVisitor visit(DropRoutine operation) {
		FittingRules rules = rules(operation);
		rules.routine(operation.name());
		rules.noRoutineUses(operation.name());
		this.routines.remove(operation.name());
		this.names.removeRelation(operation.name());
		return this;
	}

	@Override
	public FoldingVisitor visit(InsertRows operation) {
		rules(operation).rows(operation.table(), operation.key(), operation.rows());
		return remember(operation.table(), operation.key(), operation.environments(), operation.rows(), false);
	}

	@Override
	public FoldingVisitor visit(UpsertRows operation) {
		FittingRules rules = rules(operation);
		rules.rows(operation.table(), operation.key(), operation.rows());
		rules.upsert(operation);
		return remember(operation.table(), operation.key(), operation.environments(), operation.rows(),
				operation.sync());
	}

	@Override
	public FoldingVisitor visit(LoadRows operation) {
		FittingRules rules = rules(operation);
		rules.load(operation);
		this.seeds.put(SeedFingerprint.fileKey(operation.table(), operation.set()),
				SeedFingerprint.of(operation.file().sha256(), operation.environments()));
		return this;
	}

	@Override
	public FoldingVisitor visit(DeleteRows operation) {
		rules(operation).rows(operation.table(), operation.key(), operation.rows());
		operation.rows()
			.forEach((row) -> this.seeds.remove(SeedFingerprint.key(operation.table(), operation.key(), row)));
		return this;
	}

	@Override
	public FoldingVisitor visit(TakeBackRows operation) {
		return this;
	}

	@Override
	public FoldingVisitor visit(Backfill operation) {
		rules(operation).backfill(operation);
		return this;
	}

	@Override
	public FoldingVisitor visit(RunSql operation) {
		operation.declares().forEach((declared) -> declared.accept(this));
		return this;
	}

	@Override
	public FoldingVisitor visit(RunCode operation) {
		operation.declares().forEach((declared) -> declared.accept(this));
		return this;
	}

	private FittingRules rules(SchemaOperation operation) {
		return new FittingRules(this.tables, this.sequences, this.routines, this.names, operation);
	}

	private FoldingVisitor put(Table table) {
		Table before = this.tables.put(table.name(), table);
		if (before != null) {
			this.names.remove(before);
		}
		this.names.add(table);
		return this;
	}

	private void remove(Table table) {
		this.tables.remove(table.name());
		this.names.remove(table);
	}

	private FoldingVisitor replaceKey(FittingRules rules, Table before, Table after) {
		rules.keysStay(before, after);
		return put(after);
	}

	private FoldingVisitor remember(String table, List<String> key, Environments environments, List<Row> rows,
			boolean sync) {
		rows.forEach((row) -> this.seeds.put(SeedFingerprint.key(table, key, row),
				SeedFingerprint.remember(row, environments, sync)));
		return this;
	}

	private void follow(String table, String newName) {
		for (Routine routine : List.copyOf(this.routines.values())) {
			String trigger = routine.table();
			this.routines.put(routine.name(),
					new Routine(routine.kind(), routine.name(), table.equals(trigger) ? newName : trigger,
							routine.sql(), map(routine.uses(), (used) -> used.equals(table) ? newName : used)));
		}
	}

	private void retarget(UnaryOperator<ForeignKey> change) {
		for (Table table : List.copyOf(this.tables.values())) {
			List<ForeignKey> changed = map(table.foreignKeys(), change);
			if (!changed.equals(table.foreignKeys())) {
				put(table.withForeignKeys(changed));
			}
		}
	}

	private SortedMap<SeedKey, String> seedsOf(String table) {
		return this.seeds.subMap(new SeedKey(table, ""), new SeedKey(table + '\0', ""));
	}

	/**
	 * Return a table whose column has another name, without the foreign keys to it.
	 */
	static Table renamed(Table table, UnaryOperator<String> name, RenameColumn operation) {
		PrimaryKey primaryKey = table.primaryKey();
		String old = operation.column();
		String renamed = operation.newName();
		return new Table(table.name(), map(table.columns(), (column) -> {
			String computed = column.computed();
			Column named = column.named(name.apply(column.name()));
			return (computed != null) ? named.withComputed(SqlText.rename(computed, old, renamed)) : named;
		}), (primaryKey == null) ? null : new PrimaryKey(primaryKey.name(), map(primaryKey.columns(), name)),
				map(table.uniques(), (unique) -> new UniqueConstraint(unique.name(), map(unique.columns(), name))),
				map(table.foreignKeys(), (key) -> key.from(map(key.columns(), name))),
				map(table.indexes(), (index) -> index.withColumnRenamed(old, renamed)),
				map(table.searchIndexes(),
						(index) -> index
							.withColumns(map(index.columns(), (column) -> column.named(name.apply(column.name()))))),
				map(table.checks(), (check) -> check.withColumnRenamed(old, renamed)), table.comment());
	}

	private static <T> List<T> map(List<T> elements, UnaryOperator<T> change) {
		return elements.stream().map(change).toList();
	}

	private static <T> List<T> with(List<T> elements, T added) {
		List<T> result = new ArrayList<>(elements);
		result.add(added);
		return result;
	}

	private static <T> List<T> without(List<T> elements, T removed) {
		List<T> result = new ArrayList<>(elements);
		result.remove(removed);
		return result;
	}

}
