package io.masterrecord.diff;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

import io.masterrecord.schema.Check;
import io.masterrecord.schema.Column;
import io.masterrecord.schema.ColumnDefault;
import io.masterrecord.schema.ColumnType;
import io.masterrecord.schema.Deferral;
import io.masterrecord.schema.Environments;
import io.masterrecord.schema.ForeignKey;
import io.masterrecord.schema.Index;
import io.masterrecord.schema.IndexColumn;
import io.masterrecord.schema.PrimaryKey;
import io.masterrecord.schema.ReferentialAction;
import io.masterrecord.schema.Routine;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.Sequence;
import io.masterrecord.schema.SqlText;
import io.masterrecord.schema.Table;
import io.masterrecord.schema.TypeName;
import io.masterrecord.schema.UniqueConstraint;

/**
 * A model that somebody works on: each step changes one thing, as a person would, and
 * leaves a hint where something was renamed. Every change can be made to tables with
 * rows.
 */
final class RandomEvolution {

	private static final List<ColumnType> TYPES = List.of(ColumnType.of(TypeName.BOOLEAN),
			ColumnType.of(TypeName.SMALLINT), ColumnType.of(TypeName.INTEGER), ColumnType.of(TypeName.BIGINT),
			ColumnType.of(TypeName.REAL), ColumnType.of(TypeName.DOUBLE), ColumnType.decimal(10, 2),
			ColumnType.varchar(20), ColumnType.of(TypeName.TEXT), ColumnType.of(TypeName.UUID),
			ColumnType.of(TypeName.DATE), ColumnType.of(TypeName.TIME), ColumnType.of(TypeName.DATETIME),
			ColumnType.of(TypeName.TIMESTAMP), ColumnType.of(TypeName.BINARY), new ColumnType(TypeName.BINARY, 16, 0),
			ColumnType.of(TypeName.JSON));

	/**
	 * How the columns of foreign keys begin, also when those are gone: what is filled in
	 * meanwhile would stand in the way back.
	 */
	private static final String REFERENCE = "f";

	private static final Set<TypeName> INTEGERS = Set.of(TypeName.SMALLINT, TypeName.INTEGER, TypeName.BIGINT);

	private static final Set<TypeName> KEYS = Set.of(TypeName.SMALLINT, TypeName.INTEGER, TypeName.BIGINT,
			TypeName.VARCHAR, TypeName.UUID);

	private final Random random;

	private final Features features;

	private final Map<String, Table> tables = new TreeMap<>();

	private final Map<String, Sequence> sequences = new TreeMap<>();

	private final Map<String, Routine> views = new TreeMap<>();

	private RenameHints hints = RenameHints.none().butNothingElse();

	private int numbers;

	/**
	 * What an engine has.
	 *
	 * @param filters whether an index can leave rows out
	 * @param expressions whether an index can be sorted by an expression
	 * @param sequences whether there are sequences
	 * @param arrays whether there are arrays
	 * @param deferral whether the check of a foreign key can wait
	 */
	record Features(boolean filters, boolean expressions, boolean sequences, boolean arrays, boolean deferral) {
	}

	RandomEvolution(long seed, Features features) {
		this.random = new Random(seed);
		this.features = features;
	}

	Schema schema() {
		return Schema.of(this.tables.values()).withSequences(this.sequences.values()).withRoutines(this.views.values());
	}

	/**
	 * Return what was renamed since this was asked last.
	 */
	RenameHints takeHints() {
		RenameHints taken = this.hints;
		this.hints = RenameHints.none().butNothingElse();
		return taken;
	}

	void steps(int count) {
		for (int i = 0; i < count; i++) {
			step();
		}
	}

	private void step() {
		switch (this.tables.isEmpty() ? 0 : this.random.nextInt(32)) {
			case 0, 1 -> addTable();
			case 2 -> dropTable();
			case 3, 4, 5 -> addColumn(pick(this.tables.values()));
			case 6 -> dropColumn();
			case 7 -> widen();
			case 8 -> changeDefault();
			case 9 -> changeNullability();
			case 10, 11 -> renameColumn();
			case 12 -> renameTable();
			case 13, 14 -> index();
			case 15 -> unique();
			case 16, 17 -> foreignKey();
			case 18 -> check();
			case 19 -> comment();
			case 20 -> sequence();
			case 21, 22 -> value();
			case 23 -> moveIntoValue();
			case 24 -> renameValue();
			case 25, 26 -> key();
			case 27 -> values();
			case 28 -> computeOtherwise();
			case 29 -> convert();
			case 30 -> renameSequence();
			default -> view();
		}
	}

	private void addTable() {
		String name = "t" + this.numbers++;
		List<Column> columns = new ArrayList<>();
		List<String> key = List.of("id");
		switch (this.random.nextInt(4)) {
			case 0 -> columns.add(new Column("id", ColumnType.of(TypeName.UUID), false, null, false));
			case 1 -> {
				columns.add(new Column("id", ColumnType.of(TypeName.INTEGER), false, null, false));
				columns.add(new Column("part", ColumnType.varchar(20), false, null, false));
				key = List.of("id", "part");
			}
			default -> columns.add(new Column("id", ColumnType.of(TypeName.BIGINT), false, null, chance(60)));
		}
		put(new Table(name, columns, new PrimaryKey("pk_" + name, key), List.of(), List.of(), List.of(), List.of(),
				List.of(), chance(30) ? "table " + name : null));
		for (int i = this.random.nextInt(4); i >= 0; i--) {
			addColumn(this.tables.get(name));
		}
	}

	private void dropTable() {
		Table table = pick(this.tables.values());
		this.tables.remove(table.name());
		dropViewsOn(table.name());
		each((other) -> other.withForeignKeys(
				other.foreignKeys().stream().filter((key) -> !key.targetTable().equals(table.name())).toList()));
	}

	private void addColumn(Table table) {
		String name = "c" + this.numbers++;
		List<String> sources = names(table,
				(column) -> !column.nullable() && INTEGERS.contains(column.type().name()) && !column.identity());
		if (chance(15) && !sources.isEmpty()) {
			put(with(table, new Column(name, ColumnType.of(TypeName.BIGINT), true, null, false)
				.withComputed(pick(sources) + " + 1")));
			return;
		}
		ColumnType type = pick(TYPES);
		if (this.features.arrays() && chance(5)) {
			type = ColumnType.arrayOf(pick(List.of(TypeName.TEXT, TypeName.BIGINT)));
		}
		ColumnDefault value = defaultOf(type);
		boolean required = value != null && chance(40);
		Column column = new Column(name, type, !required, (required || chance(30)) ? value : null, false)
			.withComment(chance(20) ? "it's column " + name : null);
		Table changed = with(table, column);
		if (type.equals(ColumnType.varchar(20)) && !required && chance(40)) {
			changed = changed.withChecks(with(changed.checks(),
					Check.oneOf("ck_" + table.name() + "_" + name, name, List.of("open", "it's", "1", ""))));
		}
		put(changed);
	}

	private ColumnDefault defaultOf(ColumnType type) {
		return switch (type.name()) {
			case BOOLEAN -> new ColumnDefault.Literal(this.random.nextBoolean());
			case SMALLINT, INTEGER, BIGINT -> new ColumnDefault.Literal((long) this.random.nextInt(5));
			case REAL, DOUBLE -> new ColumnDefault.Literal(0.5);
			case DECIMAL -> new ColumnDefault.Literal(new java.math.BigDecimal("1.25"));
			case VARCHAR -> new ColumnDefault.Literal(pick(List.of("open", "it's", "1", "")));
			case DATE -> new ColumnDefault.Literal("2026-01-31");
			case TIMESTAMP -> new ColumnDefault.Expression("CURRENT_TIMESTAMP");
			default -> null;
		};
	}

	private void dropColumn() {
		Table table = pick(this.tables.values());
		List<String> free = names(table, (column) -> isFree(table, column.name()));
		if (free.isEmpty() || table.columns().size() < 2) {
			return;
		}
		String gone = pick(free);
		dropViewsOn(table.name());
		Table rest = table
			.withColumns(table.columns().stream().filter((column) -> !column.name().equals(gone)).toList())
			.withIndexes(table.indexes().stream().filter((index) -> !index.mentions(gone)).toList())
			.withUniques(table.uniques().stream().filter((unique) -> !unique.columns().contains(gone)).toList())
			.withForeignKeys(table.foreignKeys().stream().filter((key) -> !key.columns().contains(gone)).toList())
			.withChecks(table.checks().stream().filter((check) -> !check.mentions(gone)).toList());
		put(rest);
	}

	/**
	 * Tell whether nothing outside the table, no key and no other column needs a column.
	 */
	private boolean isFree(Table table, String name) {
		return !table.primaryKey().columns().contains(name)
				&& table.columns().stream().noneMatch((other) -> isComputedFrom(other, name));
	}

	private static boolean isComputedFrom(Column column, String source) {
		return column.computed() != null && SqlText.mentions(column.computed(), source);
	}

	private void widen() {
		Table table = pick(this.tables.values());
		Column column = pick(table.columns());
		boolean referred = this.tables.values()
			.stream()
			.flatMap((other) -> other.foreignKeys().stream())
			.anyMatch((key) -> key.targetTable().equals(table.name()) && key.targetColumns().contains(column.name())
					|| key.columns().contains(column.name()));
		if (column.isComputed() || referred) {
			return;
		}
		ColumnType wider = switch (column.type().name()) {
			case SMALLINT -> ColumnType.of(TypeName.INTEGER);
			case INTEGER -> ColumnType.of(TypeName.BIGINT);
			case VARCHAR -> ColumnType.varchar(column.type().size() + 20);
			case DECIMAL -> ColumnType.decimal(column.type().size() + 4, column.type().scale() + 2);
			default -> column.type();
		};
		put(replace(table, column, column.withType(wider)));
	}

	private void changeDefault() {
		Table table = pick(this.tables.values());
		List<String> written = names(table,
				(column) -> column.nullable() && !column.isComputed() && !column.name().startsWith(REFERENCE)
						&& table.foreignKeys().stream().noneMatch((key) -> key.columns().contains(column.name())));
		if (!written.isEmpty()) {
			Column column = table.column(pick(written)).orElseThrow();
			put(replace(table, column, column.withDefault(chance(50) ? null : defaultOf(column.type()))));
		}
	}

	private void changeNullability() {
		Table table = pick(this.tables.values());
		List<String> written = names(table,
				(column) -> column.defaultValue() != null && !column.name().startsWith(REFERENCE)
						&& !table.primaryKey().columns().contains(column.name())
						&& table.columns().stream().noneMatch((other) -> isComputedFrom(other, column.name())));
		if (!written.isEmpty()) {
			Column column = table.column(pick(written)).orElseThrow();
			put(replace(table, column, column.withNullable(!column.nullable())));
		}
	}

	private void renameColumn() {
		Table table = pick(this.tables.values());
		String old = pick(table.columns()).name();
		renameColumn(table, old, (old.startsWith(REFERENCE) ? REFERENCE : "r") + this.numbers++);
	}

	private void renameColumn(Table table, String old, String name) {
		dropViewsOn(table.name());
		for (String former : this.hints.columns()
			.getOrDefault(new RenameHints.ColumnName(table.name(), old), List.of())) {
			this.hints = this.hints.column(table.name(), name, former);
		}
		this.hints = this.hints.column(table.name(), name, old);
		UnaryOperator<String> rename = (other) -> other.equals(old) ? name : other;
		put(new Table(table.name(), table.columns().stream().map((other) -> {
			Column renamed = other.named(rename.apply(other.name()));
			return (other.computed() != null) ? renamed.withComputed(SqlText.rename(other.computed(), old, name))
					: renamed;
		}).toList(), new PrimaryKey(table.primaryKey().name(), map(table.primaryKey().columns(), rename)), table
			.uniques()
			.stream()
			.map((unique) -> new UniqueConstraint(derived(unique.name(), old, name), map(unique.columns(), rename)))
			.toList(),
				table.foreignKeys()
					.stream()
					.map((key) -> key.from(map(key.columns(), rename)).named(derived(key.name(), old, name)))
					.toList(),
				table.indexes()
					.stream()
					.map((index) -> index.withColumnRenamed(old, name).named(derived(index.name(), old, name)))
					.toList(),
				List.of(),
				table.checks()
					.stream()
					.map((check) -> check.withColumnRenamed(old, name).named(derived(check.name(), old, name)))
					.toList(),
				table.comment()));
		each((other) -> other.withForeignKeys(other.foreignKeys()
			.stream()
			.map((key) -> key.targetTable().equals(table.name())
					? key.to(table.name(), map(key.targetColumns(), rename)) : key)
			.toList()));
	}

	private static String derived(String name, String old, String renamed) {
		return name.endsWith("_" + old) ? name.substring(0, name.length() - old.length()) + renamed : name;
	}

	private void renameTable() {
		Table table = pick(this.tables.values());
		String name = "n" + this.numbers++;
		dropViewsOn(table.name());
		this.tables.remove(table.name());
		this.hints = moved(table, name);
		UnaryOperator<String> rename = (other) -> other.replace("_" + table.name() + "_", "_" + name + "_");
		put(new Table(name, table.columns(), table.primaryKey(),
				table.uniques()
					.stream()
					.map((unique) -> new UniqueConstraint(rename.apply(unique.name()), unique.columns()))
					.toList(),
				table.foreignKeys().stream().map((key) -> key.named(rename.apply(key.name()))).toList(),
				table.indexes().stream().map((index) -> index.named(rename.apply(index.name()))).toList(), List.of(),
				table.checks().stream().map((check) -> check.named(rename.apply(check.name()))).toList(),
				table.comment()));
		each((other) -> other.withForeignKeys(other.foreignKeys()
			.stream()
			.map((key) -> key.targetTable().equals(table.name()) ? key.to(name, key.targetColumns()) : key)
			.toList()));
	}

	/**
	 * Hints about columns name their table as it is called in the end.
	 */
	private RenameHints moved(Table table, String name) {
		RenameHints moved = RenameHints.none().butNothingElse();
		for (Map.Entry<String, List<String>> hint : this.hints.tables().entrySet()) {
			for (String former : hint.getValue()) {
				moved = moved.table(hint.getKey().equals(table.name()) ? name : hint.getKey(), former);
			}
		}
		for (Map.Entry<RenameHints.ColumnName, List<String>> hint : this.hints.columns().entrySet()) {
			for (String former : hint.getValue()) {
				moved = moved.column(hint.getKey().table().equals(table.name()) ? name : hint.getKey().table(),
						hint.getKey().column(), former);
			}
		}
		for (String former : this.hints.tables().getOrDefault(table.name(), List.of())) {
			moved = moved.table(name, former);
		}
		return moved.table(name, table.name());
	}

	private void index() {
		Table table = pick(this.tables.values());
		if (chance(30) && !table.indexes().isEmpty()) {
			put(table.withIndexes(without(table.indexes(), pick(table.indexes()))));
			return;
		}
		List<String> columns = some(indexable(table));
		if (columns.isEmpty()) {
			return;
		}
		List<IndexColumn> parts = new ArrayList<>(
				columns.stream().map((column) -> new IndexColumn(column, chance(30))).toList());
		String name = "idx_" + table.name() + "_" + this.numbers++ + "_" + columns.get(columns.size() - 1);
		boolean expression = this.features.expressions() && chance(20)
				&& table.column(columns.get(0)).orElseThrow().type().name() == TypeName.VARCHAR;
		if (expression) {
			parts.set(0, IndexColumn.expression("lower(" + columns.get(0) + ")", false));
		}
		String filter = (this.features.filters() && chance(25)) ? columns.get(0) + " IS NOT NULL" : null;
		put(table.withIndexes(with(table.indexes(), new Index(name, parts, false, Environments.everywhere(), filter))));
	}

	private void unique() {
		Table table = pick(this.tables.values());
		if (chance(30) && !table.uniques().isEmpty()) {
			put(table.withUniques(without(table.uniques(), pick(table.uniques()))));
			return;
		}
		List<String> columns = new ArrayList<>(table.primaryKey().columns());
		indexable(table).stream().filter((column) -> !columns.contains(column)).findFirst().ifPresent(columns::add);
		Collections.reverse(columns);
		if (table.uniques().stream().noneMatch((unique) -> Set.copyOf(unique.columns()).equals(Set.copyOf(columns)))
				&& columns.size() > table.primaryKey().columns().size()) {
			put(table.withUniques(with(table.uniques(), new UniqueConstraint(
					"uq_" + table.name() + "_" + this.numbers++ + "_" + columns.get(columns.size() - 1), columns))));
		}
	}

	private void foreignKey() {
		Table table = pick(this.tables.values());
		if (chance(30) && !table.foreignKeys().isEmpty()) {
			put(table.withForeignKeys(without(table.foreignKeys(), pick(table.foreignKeys()))));
			return;
		}
		Table target = pick(this.tables.values());
		List<String> own = new ArrayList<>();
		Table changed = table;
		for (String key : target.primaryKey().columns()) {
			String name = REFERENCE + this.numbers++;
			own.add(name);
			changed = with(changed, new Column(name, target.column(key).orElseThrow().type(), true, null, false));
		}
		ForeignKey key = new ForeignKey("fk_" + table.name() + "_" + own.get(own.size() - 1), own, target.name(),
				target.primaryKey().columns(),
				pick(List.of(ReferentialAction.RESTRICT, ReferentialAction.CASCADE, ReferentialAction.SET_NULL)),
				pick(List.of(ReferentialAction.RESTRICT, ReferentialAction.CASCADE)),
				this.features.deferral() ? pick(List.of(Deferral.values())) : Deferral.NOT_DEFERRABLE);
		put(changed.withForeignKeys(with(changed.foreignKeys(), key)));
	}

	private void check() {
		Table table = pick(this.tables.values());
		if (chance(30) && !table.checks().isEmpty()) {
			put(table.withChecks(without(table.checks(), pick(table.checks()))));
			return;
		}
		List<String> columns = names(table,
				(column) -> INTEGERS.contains(column.type().name()) && !column.identity() && !column.isComputed()
						&& table.foreignKeys().stream().noneMatch((key) -> key.columns().contains(column.name())));
		if (!columns.isEmpty()) {
			String column = pick(columns);
			put(table
				.withChecks(with(table.checks(), Check.that("ck_" + table.name() + "_" + this.numbers++ + "_" + column,
						column + " > -1000 OR " + column + " IS NULL"))));
		}
	}

	private void comment() {
		Table table = pick(this.tables.values());
		Column column = pick(table.columns());
		if (chance(50)) {
			put(table.withComment(chance(30) ? null : "it's " + this.numbers++));
		}
		else if (!column.isComputed()) {
			put(replace(table, column, column.withComment(chance(30) ? null : "said " + this.numbers++)));
		}
	}

	private void sequence() {
		if (!this.features.sequences()) {
			return;
		}
		if (chance(40) && !this.sequences.isEmpty()) {
			Sequence sequence = pick(this.sequences.values());
			this.sequences.put(sequence.name(),
					new Sequence(sequence.name(), sequence.start(), sequence.increment() + 1));
			return;
		}
		Sequence sequence = new Sequence("s" + this.numbers++, 1 + this.random.nextInt(100), 1);
		this.sequences.put(sequence.name(), sequence);
		if (chance(60)) {
			Table table = pick(this.tables.values());
			put(with(table, new Column("c" + this.numbers++, ColumnType.of(TypeName.BIGINT), true,
					new ColumnDefault.NextValue(sequence.name()), false)));
		}
	}

	/**
	 * An embedded value: columns that begin alike.
	 */
	private void value() {
		Table table = pick(this.tables.values());
		String value = "v" + this.numbers++ + "_";
		Column street = new Column(value + "street", ColumnType.varchar(20), true, null, false);
		Column city = new Column(value + "city", ColumnType.varchar(20), true, null, false)
			.withComment(chance(20) ? "of the value" : null);
		Column rank = new Column(value + "rank", ColumnType.of(TypeName.INTEGER), true,
				chance(50) ? new ColumnDefault.Literal(1L) : null, false);
		put(with(with(with(table, street), city), rank));
	}

	private void moveIntoValue() {
		Table table = pick(this.tables.values());
		List<String> single = names(table, (column) -> column.name().matches("[cr]\\d+"));
		String value = "v" + this.numbers++ + "_";
		for (String column : some(single)) {
			renameColumn(this.tables.get(table.name()), column, value + column);
		}
	}

	private void renameValue() {
		Table table = pick(this.tables.values());
		List<String> parts = names(table, (column) -> column.name().matches("v\\d+_.*"));
		if (parts.isEmpty()) {
			return;
		}
		String part = pick(parts);
		String value = part.substring(0, part.indexOf('_') + 1);
		String renamed = "v" + this.numbers++ + "_";
		for (String column : parts) {
			if (column.startsWith(value)) {
				renameColumn(this.tables.get(table.name()), column, renamed + column.substring(value.length()));
			}
		}
	}

	/**
	 * A number becomes the key, with another column or without, counted by the database
	 * or not; only where nothing refers to it.
	 */
	private void key() {
		Table table = pick(this.tables.values());
		List<String> old = table.primaryKey().columns();
		Column id = table.column(old.get(0)).orElseThrow();
		boolean referred = this.tables.values()
			.stream()
			.flatMap((other) -> other.foreignKeys().stream())
			.anyMatch((key) -> key.targetTable().equals(table.name()));
		List<String> others = names(table, (column) -> !column.nullable() && !column.isComputed()
				&& !old.contains(column.name()) && KEYS.contains(column.type().name()));
		boolean computedFrom = table.columns().stream().anyMatch((other) -> isComputedFrom(other, id.name()));
		if (referred || computedFrom || !INTEGERS.contains(id.type().name()) || id.isComputed()) {
			return;
		}
		boolean alone = old.size() > 1 || others.isEmpty();
		List<String> key = alone ? List.of(id.name()) : List.of(id.name(), pick(others));
		Table changed = replace(table, id, id.withDefault(null).withIdentity(alone && chance(60)));
		put(changed.withPrimaryKey(new PrimaryKey("pk_" + table.name() + "_" + this.numbers++, key)));
	}

	private void values() {
		Table table = pick(this.tables.values());
		List<Check> lists = table.checks().stream().filter((check) -> check.rule() instanceof Check.OneOf).toList();
		if (lists.isEmpty()) {
			return;
		}
		Check old = pick(lists);
		Check.OneOf rule = (Check.OneOf) old.rule();
		List<Object> values = new ArrayList<>(rule.values());
		if (values.size() > 4) {
			values.remove(values.size() - 1);
		}
		else {
			values.add("more " + this.numbers++);
		}
		put(table.withChecks(with(without(table.checks(), old), Check.oneOf(old.name(), rule.column(), values))));
	}

	private void computeOtherwise() {
		Table table = pick(this.tables.values());
		List<String> computed = names(table, Column::isComputed);
		if (!computed.isEmpty()) {
			Column column = table.column(pick(computed)).orElseThrow();
			dropViewsOn(table.name());
			put(replace(table, column, column.withComputed(column.computed() + " + 1")));
		}
	}

	/**
	 * A type of another kind that every value of the old one fits into, and back again.
	 */
	private void convert() {
		Table table = pick(this.tables.values());
		List<String> free = names(table,
				(column) -> column.nullable() && column.defaultValue() == null && !column.isComputed()
						&& isFree(table, column.name())
						&& table.indexes().stream().noneMatch((index) -> index.mentions(column.name()))
						&& table.uniques().stream().noneMatch((unique) -> unique.columns().contains(column.name()))
						&& table.foreignKeys().stream().noneMatch((key) -> key.columns().contains(column.name()))
						&& table.checks().stream().noneMatch((check) -> check.mentions(column.name())));
		if (free.isEmpty()) {
			return;
		}
		Column column = table.column(pick(free)).orElseThrow();
		ColumnType type = switch (column.type().name()) {
			case SMALLINT, INTEGER -> ColumnType.decimal(12, 2);
			case VARCHAR -> ColumnType.of(TypeName.TEXT);
			case DATE -> ColumnType.of(TypeName.DATETIME);
			case REAL -> ColumnType.of(TypeName.DOUBLE);
			case DATETIME -> ColumnType.of(TypeName.TIMESTAMP);
			default -> column.type();
		};
		dropViewsOn(table.name());
		put(replace(table, column, column.withType(type)));
	}

	private void renameSequence() {
		if (this.sequences.isEmpty()) {
			return;
		}
		Sequence sequence = pick(this.sequences.values());
		String name = "q" + this.numbers++;
		this.sequences.remove(sequence.name());
		this.sequences.put(name, new Sequence(name, sequence.start(), sequence.increment()));
		for (String former : this.hints.tables().getOrDefault(sequence.name(), List.of())) {
			this.hints = this.hints.table(name, former);
		}
		this.hints = this.hints.table(name, sequence.name());
		each((table) -> table.withColumns(table.columns()
			.stream()
			.map((column) -> (column.defaultValue() instanceof ColumnDefault.NextValue next
					&& next.sequence().equals(sequence.name())) ? column.withDefault(new ColumnDefault.NextValue(name))
							: column)
			.toList()));
	}

	private void view() {
		Table table = pick(this.tables.values());
		String name = "v" + this.numbers++;
		String column = table.columns().get(0).name();
		this.views.put(name,
				new Routine(Routine.Kind.VIEW, name, null,
						new TreeMap<>(Map.of(Routine.EVERY_DIALECT,
								"SELECT %s FROM %s WHERE %s IS NOT NULL".formatted(column, table.name(), column))),
						List.of(table.name())));
	}

	private void dropViewsOn(String table) {
		this.views.values().removeIf((view) -> view.uses().contains(table));
	}

	private static List<String> indexable(Table table) {
		return names(table, (column) -> switch (column.type().name()) {
			case TEXT, JSON, ARRAY, REAL, DOUBLE -> false;
			case BINARY -> column.type().size() > 0;
			default -> true;
		});
	}

	private void put(Table table) {
		this.tables.put(table.name(), table);
	}

	private void each(UnaryOperator<Table> change) {
		List.copyOf(this.tables.values()).forEach((table) -> put(change.apply(table)));
	}

	private static Table with(Table table, Column column) {
		return table.withColumns(with(table.columns(), column));
	}

	private static Table replace(Table table, Column old, Column now) {
		return table.withColumns(table.columns().stream().map((column) -> column.equals(old) ? now : column).toList());
	}

	private static List<String> names(Table table, Predicate<Column> wanted) {
		return table.columns().stream().filter(wanted).map(Column::name).toList();
	}

	private static List<String> map(List<String> names, UnaryOperator<String> change) {
		return names.stream().map(change).toList();
	}

	private List<String> some(List<String> columns) {
		List<String> shuffled = new ArrayList<>(columns);
		Collections.shuffle(shuffled, this.random);
		return List.copyOf(shuffled.subList(0, Math.min(1 + this.random.nextInt(2), shuffled.size())));
	}

	private static <T> List<T> with(List<T> elements, T added) {
		List<T> result = new ArrayList<>(elements);
		result.add(added);
		return result;
	}

	private static <T> List<T> without(List<T> elements, T removed) {
		return elements.stream().filter((element) -> !element.equals(removed)).toList();
	}

	private <T> T pick(java.util.Collection<T> elements) {
		return List.copyOf(elements).get(this.random.nextInt(elements.size()));
	}

	private boolean chance(int percent) {
		return this.random.nextInt(100) < percent;
	}

}
