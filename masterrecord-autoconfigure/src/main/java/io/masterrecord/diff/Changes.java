package io.masterrecord.diff;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.masterrecord.operation.AddCheck;
import io.masterrecord.operation.AddColumn;
import io.masterrecord.operation.AddForeignKey;
import io.masterrecord.operation.AddPrimaryKey;
import io.masterrecord.operation.AddUnique;
import io.masterrecord.operation.AlterColumn;
import io.masterrecord.operation.AlterSequence;
import io.masterrecord.operation.CommentTable;
import io.masterrecord.operation.CreateIndex;
import io.masterrecord.operation.CreateSearchIndex;
import io.masterrecord.operation.CreateSequence;
import io.masterrecord.operation.CreateTable;
import io.masterrecord.operation.DropCheck;
import io.masterrecord.operation.DropColumn;
import io.masterrecord.operation.DropForeignKey;
import io.masterrecord.operation.DropIndex;
import io.masterrecord.operation.DropPrimaryKey;
import io.masterrecord.operation.DropSearchIndex;
import io.masterrecord.operation.DropSequence;
import io.masterrecord.operation.DropTable;
import io.masterrecord.operation.DropUnique;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.schema.Check;
import io.masterrecord.schema.Column;
import io.masterrecord.schema.ColumnDefault;
import io.masterrecord.schema.DependencyOrder;
import io.masterrecord.schema.ForeignKey;
import io.masterrecord.schema.Index;
import io.masterrecord.schema.PrimaryKey;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.SearchIndex;
import io.masterrecord.schema.Sequence;
import io.masterrecord.schema.SqlText;
import io.masterrecord.schema.Table;
import io.masterrecord.schema.TableOrder;
import io.masterrecord.schema.UniqueConstraint;
import org.jspecify.annotations.Nullable;

/**
 * The part of a difference that is not renames. Operations are collected by phase, so
 * that whatever an operation needs is there and whatever stands in its way is gone:
 * foreign keys go first and come last, other keys and indexes go before the columns they
 * are made of and come after them. Tables that go take what refers to a key with them, so
 * they go before keys do; but what may have moved goes last, so that the values can be
 * copied while both places are there.
 */
final class Changes {

	private final Schema from;

	private final Schema to;

	private final List<SchemaOperation> dropForeignKeys = new ArrayList<>();

	private final List<SchemaOperation> dropKeys = new ArrayList<>();

	private final List<SchemaOperation> dropTables = new ArrayList<>();

	private final List<SchemaOperation> columns = new ArrayList<>();

	private final List<SchemaOperation> createSequences = new ArrayList<>();

	private final List<SchemaOperation> dropSequences = new ArrayList<>();

	private final List<SchemaOperation> numberAgain = new ArrayList<>();

	private final List<SchemaOperation> addKeys = new ArrayList<>();

	private final List<SchemaOperation> createTables = new ArrayList<>();

	/** Tables and columns whose values may be wanted in what is created. */
	private final List<SchemaOperation> dropMoved = new ArrayList<>();

	private final List<SchemaOperation> addForeignKeys = new ArrayList<>();

	private final List<Move> moves;

	/** All names of the schema after, in lower case. */
	private final Set<String> namesAfter;

	private final List<String> remarks = new ArrayList<>();

	/** Keys that are gone for a while, as table and columns. */
	private final Set<String> disturbed = new HashSet<>();

	Changes(Schema from, Schema to) {
		this.from = from;
		this.to = to;
		this.namesAfter = Stream
			.concat(to.tables().values().stream().flatMap(Changes::names),
					to.sequences().keySet().stream().map((name) -> name.toLowerCase(Locale.ROOT)))
			.collect(Collectors.toSet());
		this.moves = Move.between(from, to).stream().filter(this::canWait).toList();
		changeSequences();
		for (Table after : to.tables().values()) {
			Table before = from.tables().get(after.name());
			if (before != null && !before.equals(after)) {
				change(before, after);
			}
		}
		dropTables();
		createTables();
		for (Table after : to.tables().values()) {
			from.table(after.name()).ifPresent((before) -> changeForeignKeys(before, after));
		}
		this.moves.forEach((move) -> this.remarks.add(
				"%s: dropped, while %s gets columns of the same names. If the values are to move, copy them where the migration says so, before they are gone."
					.formatted(move.names(), move.target())));
	}

	List<SchemaOperation> operations() {
		List<SchemaOperation> operations = new ArrayList<>(this.dropForeignKeys);
		operations.addAll(this.dropTables);
		operations.addAll(this.createSequences);
		operations.addAll(this.dropKeys);
		operations.addAll(this.columns);
		operations.addAll(this.addKeys);
		operations.addAll(this.numberAgain);
		List<SchemaOperation> inTheWay = this.dropSequences.stream().filter(this::isTakenByTable).toList();
		operations.addAll(inTheWay);
		operations.addAll(this.createTables);
		operations.addAll(this.dropMoved);
		operations.addAll(this.addForeignKeys);
		this.dropSequences.stream().filter((drop) -> !inTheWay.contains(drop)).forEach(operations::add);
		return operations;
	}

	/**
	 * Tell whether a new table takes the name of a sequence that goes.
	 */
	private boolean isTakenByTable(SchemaOperation drop) {
		return drop instanceof DropSequence sequence && this.createTables.stream()
			.anyMatch((operation) -> operation instanceof CreateTable create
					&& create.table().name().equalsIgnoreCase(sequence.name()));
	}

	List<String> remarks() {
		return this.remarks;
	}

	private void changeSequences() {
		for (Sequence sequence : this.to.sequences().values()) {
			Sequence old = this.from.sequences().get(sequence.name());
			if (old == null) {
				this.createSequences.add(new CreateSequence(sequence));
			}
			else if (!old.equals(sequence)) {
				this.createSequences.add(new AlterSequence(sequence));
			}
		}
		this.from.sequences()
			.keySet()
			.stream()
			.filter((name) -> !this.to.sequences().containsKey(name))
			.forEach((name) -> this.dropSequences.add(new DropSequence(name)));
	}

	private void change(Table before, Table after) {
		Set<String> replaced = replaced(before, after);
		replaced.addAll(exchanged(before, after));
		changeColumns(before, after, replaced);
		changePrimaryKey(before, after, replaced);
		replace(before.uniques(), after.uniques(),
				(old, now) -> old.equals(now) && old.columns().stream().noneMatch(replaced::contains), (unique) -> {
					this.dropKeys.add(new DropUnique(after.name(), unique.name()));
					disturb(after.name(), unique.columns());
				}, (unique) -> this.addKeys.add(new AddUnique(after.name(), unique)));
		replace(before.indexes(), after.indexes(),
				(old, now) -> Likeness.ofIndexes(old, now) && replaced.stream().noneMatch(old::mentions), (index) -> {
					this.dropKeys.add(new DropIndex(after.name(), index.name()));
					disturb(after.name(), index.columnNames());
				}, (index) -> this.addKeys.add(new CreateIndex(after.name(), index)));
		replace(before.searchIndexes(), after.searchIndexes(), Object::equals,
				(index) -> this.dropKeys.add(new DropSearchIndex(after.name(), index.name())),
				(index) -> this.addKeys.add(new CreateSearchIndex(after.name(), index)));
		remarkOnValues(before, after);
		Set<String> retyped = retyped(before, after);
		replace(before.checks(), after.checks(),
				(old, now) -> Likeness.ofChecks(old, now) && replaced.stream().noneMatch(old::mentions)
						&& retyped.stream().noneMatch(old::mentions),
				(check) -> this.dropKeys.add(new DropCheck(after.name(), check.name())),
				(check) -> this.addKeys.add(new AddCheck(after.name(), check)));
		if (!Objects.equals(before.comment(), after.comment())) {
			this.columns.add(new CommentTable(after.name(), after.comment()));
		}
	}

	/**
	 * Say what becomes of rows whose value is listed no more. Whether it is another one
	 * now is never guessed, and a check cannot be renamed.
	 */
	private void remarkOnValues(Table before, Table after) {
		for (Check check : after.checks()) {
			Check old = before.check(check.name()).orElse(check);
			if (!(check.rule() instanceof Check.OneOf now) || !(old.rule() instanceof Check.OneOf then)
					|| !now.column().equals(then.column())) {
				continue;
			}
			List<Object> gone = then.values().stream().filter((value) -> !now.values().contains(value)).toList();
			List<Object> added = now.values().stream().filter((value) -> !then.values().contains(value)).toList();
			if (!gone.isEmpty()) {
				String column = after.name() + "." + now.column();
				String example = added.isEmpty() ? ""
						: " If %s is called %s now, put %s before the line that adds the check.".formatted(
								text(gone.get(0)), text(added.get(0)), update(after.name(), now.column(), added, gone));
				this.remarks.add("%s may not hold %s any more: the migration fails while rows do.%s".formatted(column,
						gone.stream().map(Changes::text).collect(Collectors.joining(", ")), example));
			}
		}
	}

	private static String update(String table, String column, List<Object> added, List<Object> gone) {
		return "schema.sql(\"UPDATE %s SET %s = %s WHERE %s = %s\")".formatted(table, column, text(added.get(0)),
				column, text(gone.get(0)));
	}

	private static String text(Object value) {
		return (value instanceof String text) ? "'" + text.replace("'", "''") + "'" : value.toString();
	}

	private static <T> void replace(List<T> before, List<T> after, BiPredicate<T, T> stays, Consumer<T> drop,
			Consumer<T> add) {
		before.stream().filter((old) -> after.stream().noneMatch((now) -> stays.test(old, now))).forEach(drop);
		after.stream().filter((now) -> before.stream().noneMatch((old) -> stays.test(old, now))).forEach(add);
	}

	/**
	 * Return the computed columns that go and come back: those which are computed in
	 * another way from now on, and those which are computed from a column that changes
	 * its type, or goes and comes back itself, since a server refuses to change what a
	 * column is computed from.
	 */
	private static Set<String> replaced(Table before, Table after) {
		Set<String> names = new HashSet<>();
		for (Column now : after.columns()) {
			Column old = before.column(now.name()).orElse(null);
			if (old == null || (!old.isComputed() && !now.isComputed())) {
				continue;
			}
			if (!Likeness.ofComputed(old, now) || !old.type().equals(now.type())
					|| dependsOnChange(before, after, old)) {
				names.add(now.name());
			}
		}
		while (before.columns()
			.stream()
			.filter((column) -> after.column(column.name()).isPresent())
			.anyMatch((column) -> names.stream().anyMatch((name) -> isComputedFrom(column, name))
					&& names.add(column.name()))) {
			// One more of them.
		}
		return names;
	}

	private static boolean isComputedFrom(Column column, String name) {
		String expression = column.computed();
		return expression != null && SqlText.mentions(expression, name);
	}

	/**
	 * Return the columns whose values no database turns into those of the new type: they
	 * go and come back. One that has no other beside it stays, and the database refuses
	 * the change.
	 */
	private Set<String> exchanged(Table before, Table after) {
		Set<String> names = new HashSet<>();
		boolean single = before.columns().stream().filter((column) -> !column.isComputed()).count() == 1;
		for (Column now : after.columns()) {
			Column old = before.column(now.name()).orElse(null);
			if (old != null && !old.isComputed() && !now.isComputed() && !single
					&& !Conversions.isPossible(old.type(), now.type())) {
				names.add(now.name());
				this.remarks.add(
						"No database turns %s into %s, so column %s.%s is dropped and added again: its values are lost. If they are to stay, add a column of another name and fill it in the migration."
							.formatted(old.type(), now.type(), after.name(), now.name()));
			}
		}
		return names;
	}

	private static boolean dependsOnChange(Table before, Table after, Column computed) {
		String expression = Objects.requireNonNullElse(computed.computed(), "");
		return before.columns()
			.stream()
			.filter((source) -> SqlText.mentions(expression, source.name()))
			.anyMatch((source) -> after.column(source.name())
				.map((now) -> !now.type().equals(source.type()) || !Objects.equals(now.collation(), source.collation()))
				.orElse(true));
	}

	private static Set<String> retyped(Table before, Table after) {
		Set<String> names = new HashSet<>();
		for (Column now : after.columns()) {
			before.column(now.name())
				.filter((old) -> old.type().name() != now.type().name())
				.ifPresent((old) -> names.add(now.name()));
		}
		return names;
	}

	/**
	 * Change the columns of a table. New columns come before old ones go, since a table
	 * cannot be without columns; and an identity is given up before another column takes
	 * it over, since a table cannot have two. For the former reason those that are
	 * exchanged go and come back one after the other. What is computed goes before
	 * everything that it may be computed from changes, and comes after it.
	 * @param before the table before
	 * @param after the table after
	 * @param replaced the computed columns that go and come back
	 */
	private void changeColumns(Table before, Table after, Set<String> replaced) {
		List<SchemaOperation> alterations = new ArrayList<>();
		List<SchemaOperation> additions = new ArrayList<>();
		List<Column> computed = new ArrayList<>();
		List<Column> computedBefore = new ArrayList<>();
		List<SchemaOperation> removals = new ArrayList<>();
		List<SchemaOperation> exchanges = new ArrayList<>();
		for (Column column : after.columns()) {
			Column old = before.column(column.name()).orElse(null);
			if (old == null || replaced.contains(column.name())) {
				if (old != null && old.isComputed()) {
					computedBefore.add(old);
				}
				else if (old != null) {
					exchanges.add(new DropColumn(after.name(), column.name()));
				}
				if (column.isComputed()) {
					computed.add(column);
				}
				else if (!comesWithItsKey(before, after, column, replaced)) {
					boolean exchanged = old != null && !old.isComputed() && !column.identity();
					(exchanged ? exchanges : additions).add(new AddColumn(after.name(), column));
				}
				if (old != null) {
					this.disturbed.add(after.name() + "." + column.name());
				}
			}
			else if (!Likeness.ofColumns(old, column)) {
				alterations.add(old.identity() ? 0 : alterations.size(), new AlterColumn(after.name(), column));
				disturbByType(after.name(), old, column);
			}
		}
		for (Column old : before.columns()) {
			if (after.column(old.name()).isEmpty()) {
				if (old.identity() && after.identityColumn().isPresent()) {
					alterations.add(0, new AlterColumn(after.name(), old.withIdentity(false)));
				}
				if (old.isComputed()) {
					computedBefore.add(old);
				}
				else {
					(mayMove(after, old) ? this.dropMoved : removals).add(new DropColumn(after.name(), old.name()));
				}
			}
		}
		usersFirst(computedBefore).forEach((column) -> this.columns.add(new DropColumn(after.name(), column.name())));
		this.columns.addAll(exchanges);
		this.columns.addAll(alterations);
		this.columns.addAll(additions);
		usedFirst(computed).forEach((column) -> this.columns.add(new AddColumn(after.name(), column)));
		this.columns.addAll(removals);
	}

	private static List<Column> usersFirst(List<Column> columns) {
		return DependencyOrder
			.of(columns, (column) -> columns.stream().filter((other) -> isComputedFrom(other, column.name())).toList())
			.ordered();
	}

	private static List<Column> usedFirst(List<Column> columns) {
		return DependencyOrder
			.of(columns, (column) -> columns.stream().filter((other) -> isComputedFrom(column, other.name())).toList())
			.ordered();
	}

	private void changePrimaryKey(Table before, Table after, Set<String> replaced) {
		PrimaryKey old = before.primaryKey();
		PrimaryKey now = after.primaryKey();
		if (columns(old).equals(columns(now)) && columns(old).stream().noneMatch(replaced::contains)) {
			return;
		}
		if (old != null) {
			pauseNumbering(before, after, old, replaced);
			this.dropKeys.add(new DropPrimaryKey(after.name()));
			disturb(after.name(), old.columns());
		}
		if (now != null) {
			after.identityColumn()
				.filter((column) -> comesWithItsKey(before, after, column, replaced))
				.ifPresent((column) -> this.addKeys.add(new AddColumn(after.name(), column)));
			this.addKeys.add(new AddPrimaryKey(after.name(), withFreeName(now)));
			startNumbering(before, after, now, replaced);
		}
	}

	/**
	 * Tell whether a new column is numbered, and leads a new key: some servers want both
	 * at once.
	 */
	private static boolean comesWithItsKey(Table before, Table after, Column column, Set<String> replaced) {
		List<String> key = columns(after.primaryKey());
		boolean comes = before.column(column.name()).isEmpty() || replaced.contains(column.name());
		return column.identity() && comes && !key.isEmpty() && key.get(0).equals(column.name())
				&& after.columns().stream().noneMatch((other) -> isComputedFrom(other, column.name()))
				&& after.columns().stream().anyMatch((other) -> !other.isComputed() && !other.equals(column));
	}

	/**
	 * Let a column of the new key number the rows only when that key is there.
	 */
	private void startNumbering(Table before, Table after, PrimaryKey now, Set<String> replaced) {
		Column numbered = after.identityColumn().filter((column) -> now.columns().contains(column.name())).orElse(null);
		Column old = (numbered != null) ? before.column(numbered.name()).orElse(null) : null;
		if (numbered == null || old == null || old.identity() || replaced.contains(numbered.name())) {
			return;
		}
		AlterColumn start = new AlterColumn(after.name(), numbered);
		Column resting = numbered.withIdentity(false);
		this.columns.remove(start);
		if (!Likeness.ofColumns(old, resting)) {
			this.columns.add(new AlterColumn(after.name(), resting));
		}
		this.numberAgain.add(start);
	}

	/**
	 * Let an identity rest while the key it belongs to is replaced, or end before: some
	 * servers number the rows only by a column that leads a key.
	 */
	private void pauseNumbering(Table before, Table after, PrimaryKey old, Set<String> replaced) {
		Column numbered = before.identityColumn()
			.filter((column) -> old.columns().contains(column.name()))
			.orElse(null);
		if (numbered == null) {
			return;
		}
		Column resting = numbered.withIdentity(false);
		Column again = after.column(numbered.name()).orElse(null);
		this.dropKeys.add(new AlterColumn(after.name(), resting));
		this.columns
			.removeIf((operation) -> operation instanceof AlterColumn alter && alter.table().equals(after.name())
					&& (alter.column().equals(again) || alter.column().equals(resting)));
		if (again == null || replaced.contains(numbered.name())) {
			return;
		}
		if (!again.withIdentity(false).equals(resting)) {
			this.columns.add(new AlterColumn(after.name(), again.withIdentity(false)));
		}
		if (again.identity()) {
			this.numberAgain.add(new AlterColumn(after.name(), again));
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
			(mayMove(table) ? this.dropMoved : this.dropTables).add(new DropTable(table.name()));
		}
		parentsFirst.stream().filter(this::mayMove).forEach(this::release);
	}

	/**
	 * Let go of what a table that goes last would hold on to till then.
	 */
	private void release(Table table) {
		for (ForeignKey key : table.foreignKeys()) {
			SchemaOperation drop = new DropForeignKey(table.name(), key.name());
			boolean holds = this.dropTables.contains(new DropTable(key.targetTable()))
					|| isDisturbed(table.name(), key);
			if (holds && !this.dropForeignKeys.contains(drop)) {
				this.dropForeignKeys.add(drop);
			}
		}
	}

	private boolean mayMove(Table table, Column column) {
		return !(column.defaultValue() instanceof ColumnDefault.NextValue) && this.moves.stream()
			.anyMatch((move) -> move.source().equals(table.name()) && move.columns().contains(column.name()));
	}

	private boolean mayMove(Table table) {
		return this.moves.stream().anyMatch((move) -> move.source().equals(table.name()));
	}

	/**
	 * Tell whether what values move from can wait until there is something to move them
	 * to: whether no table that is new takes a name from a table that goes.
	 */
	private boolean canWait(Move move) {
		Table source = this.from.table(move.source()).orElseThrow();
		return this.to.tables().containsKey(source.name())
				|| (names(source).noneMatch(this.namesAfter::contains) && source.columns()
					.stream()
					.noneMatch((column) -> column.defaultValue() instanceof ColumnDefault.NextValue));
	}

	private static Stream<String> names(Table table) {
		return Stream
			.of(Stream.of(table.name()), Stream.ofNullable(table.primaryKey()).map(PrimaryKey::name),
					table.uniques().stream().map(UniqueConstraint::name),
					table.foreignKeys().stream().map(ForeignKey::name), table.indexes().stream().map(Index::name),
					table.searchIndexes().stream().map(SearchIndex::name), table.checks().stream().map(Check::name))
			.flatMap(Function.identity())
			.map((name) -> name.toLowerCase(Locale.ROOT));
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
			if (other != null && after != null && columns(other).equals(columns(after.primaryKey()))
					&& !this.disturbed.contains(key(table.name(), other.columns()))) {
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
		this.disturbed.add(key(table, columns));
	}

	private static String key(String table, List<String> columns) {
		return table + columns.stream().sorted().toList();
	}

	private void disturbByType(String table, Column before, Column after) {
		if (!before.type().equals(after.type()) || !Objects.equals(before.collation(), after.collation())) {
			this.disturbed.add(table + "." + after.name());
		}
	}

	private boolean isDisturbed(String table, ForeignKey key) {
		return this.disturbed.contains(key(key.targetTable(), key.targetColumns()))
				|| key.columns().stream().anyMatch((column) -> this.disturbed.contains(table + "." + column))
				|| key.targetColumns()
					.stream()
					.anyMatch((column) -> this.disturbed.contains(key.targetTable() + "." + column));
	}

	private static List<String> columns(@Nullable PrimaryKey primaryKey) {
		return (primaryKey != null) ? primaryKey.columns() : List.of();
	}

}
