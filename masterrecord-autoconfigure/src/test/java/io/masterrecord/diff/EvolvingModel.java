package io.masterrecord.diff;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

import io.masterrecord.schema.Column;
import io.masterrecord.schema.ColumnDefault;
import io.masterrecord.schema.ForeignKey;
import io.masterrecord.schema.PrimaryKey;
import io.masterrecord.schema.Routine;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.SearchColumn;
import io.masterrecord.schema.Sequence;
import io.masterrecord.schema.SqlText;
import io.masterrecord.schema.Table;
import io.masterrecord.schema.TypeName;
import io.masterrecord.schema.UniqueConstraint;
import io.masterrecord.testing.Engine;
import org.jspecify.annotations.Nullable;

/**
 * A model in the making, and the hints that whoever works on it leaves where something is
 * renamed. It keeps itself legal: what is renamed is renamed wherever it is mentioned,
 * and what goes takes along what cannot be without it.
 */
public final class EvolvingModel {

	/**
	 * How the columns of foreign keys begin, also when those are gone: what is filled in
	 * meanwhile would stand in the way back.
	 */
	static final String REFERENCE = "f";

	static final Set<TypeName> INTEGERS = Set.of(TypeName.SMALLINT, TypeName.INTEGER, TypeName.BIGINT);

	/** Words that no engine takes for a name unless they are quoted. */
	private static final List<String> WORDS = List.of("order", "group", "key", "user", "desc", "limit", "index",
			"table", "column", "default", "check", "primary", "values", "interval");

	private final Random random;

	private final Features features;

	private final Map<String, Table> tables = new TreeMap<>();

	private final Map<String, Sequence> sequences = new TreeMap<>();

	private final Map<String, Routine> routines = new TreeMap<>();

	/** Tables, and columns as table and column, that no migration knows yet. */
	private final Set<String> fresh = new HashSet<>();

	/** What was dropped is not to come back as something else. */
	private final Set<String> words = new HashSet<>();

	private RenameHints hints = RenameHints.none().butNothingElse();

	/** The model as the migrations know it. */
	private Schema start = Schema.empty();

	private int numbers;

	/**
	 * What an engine has.
	 *
	 * @param filters whether an index can leave rows out
	 * @param expressions whether an index can be sorted by an expression
	 * @param nulls whether an index can say where NULL stands
	 * @param sequences whether there are sequences
	 * @param arrays whether there are arrays
	 * @param deferral whether the check of a foreign key can wait
	 * @param defaulting whether a foreign key can set a default
	 * @param collation a collation that a column can have, {@code null} for none
	 * @param trigger the statement that creates a trigger, with its name and its table,
	 * {@code null} for none
	 */
	public record Features(boolean filters, boolean includes, boolean expressions, boolean nulls, boolean sequences,
			boolean arrays, boolean deferral, boolean defaulting, @Nullable String collation,
			@Nullable String trigger) {

		/**
		 * Return what an engine has.
		 * @param engine the engine
		 * @return everything on PostgreSQL
		 */
		public static Features of(Engine engine) {
			return switch (engine) {
				case POSTGRESQL -> new Features(true, true, true, true, true, true, true, true, "C",
						"CREATE TRIGGER %s BEFORE UPDATE ON \"%s\" FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()");
				case SQLITE -> new Features(true, false, true, false, false, false, true, true, "NOCASE",
						"CREATE TRIGGER %s AFTER UPDATE ON \"%s\" BEGIN SELECT 1; END");
				case H2 -> new Features(false, false, false, true, true, true, false, true, null, null);
				case MARIADB -> new Features(false, false, false, false, true, false, false, false, "utf8mb4_bin",
						"CREATE TRIGGER %s BEFORE UPDATE ON `%s` FOR EACH ROW SET @masterrecord = 1");
				case MYSQL -> new Features(false, false, true, false, false, false, false, false, "utf8mb4_bin",
						"CREATE TRIGGER %s BEFORE UPDATE ON `%s` FOR EACH ROW SET @masterrecord = 1");
			};
		}

	}

	EvolvingModel(long seed, Features features) {
		this.random = new Random(seed);
		this.features = features;
	}

	Features features() {
		return this.features;
	}

	Schema schema() {
		return Schema.of(this.tables.values())
			.withSequences(this.sequences.values())
			.withRoutines(this.routines.values());
	}

	/**
	 * Return what was renamed since this was asked last: a migration is made of it.
	 */
	RenameHints takeHints() {
		RenameHints taken = this.hints;
		this.hints = RenameHints.none().butNothingElse();
		this.fresh.clear();
		this.start = schema();
		return taken;
	}

	/**
	 * Tell whether no migration knows a table, or a column as table and column.
	 */
	boolean isFresh(String name) {
		return this.fresh.contains(name);
	}

	boolean isEmpty() {
		return this.tables.isEmpty();
	}

	Map<String, Sequence> sequences() {
		return this.sequences;
	}

	Map<String, Routine> routines() {
		return this.routines;
	}

	Table table(String name) {
		return this.tables.get(name);
	}

	Table anyTable() {
		return pick(this.tables.values());
	}

	void put(Table table) {
		this.tables.put(table.name(), table);
	}

	void add(Table table) {
		put(table);
		this.fresh.add(table.name());
	}

	void add(String table, Column column) {
		put(with(table(table), column));
		this.fresh.add(table + "." + column.name());
	}

	void each(UnaryOperator<Table> change) {
		List.copyOf(this.tables.values()).forEach((table) -> put(change.apply(table)));
	}

	/**
	 * Drop a table, unless it has just been renamed, so that another one may have its
	 * former name, or rows that stay refer to it, which could not be taken back.
	 */
	void drop(Table table) {
		if (this.hints.tables().containsKey(table.name()) || isReferredInRows(table)) {
			return;
		}
		this.tables.remove(table.name());
		dropRoutinesOn(table.name());
		each((other) -> other.withForeignKeys(
				other.foreignKeys().stream().filter((key) -> !key.targetTable().equals(table.name())).toList()));
	}

	private boolean isReferredInRows(Table table) {
		return this.start.tables()
			.values()
			.stream()
			.filter((other) -> !other.name().equals(table.name()))
			.flatMap((other) -> other.foreignKeys().stream())
			.anyMatch((key) -> key.targetTable().equals(table.name()));
	}

	/**
	 * Drop a column, unless it has just been renamed: another one may have its former
	 * name.
	 */
	void drop(Table table, String column) {
		if (this.hints.columns().containsKey(new RenameHints.ColumnName(table.name(), column))) {
			return;
		}
		dropRoutinesOn(table.name());
		dropReferences(table, table.uniques().stream().filter((unique) -> unique.columns().contains(column)).toList());
		Table rest = table(table.name());
		put(rest.withColumns(rest.columns().stream().filter((other) -> !other.name().equals(column)).toList())
			.withIndexes(rest.indexes().stream().filter((index) -> !index.mentions(column)).toList())
			.withSearchIndexes(
					rest.searchIndexes().stream().filter((index) -> !index.columnNames().contains(column)).toList())
			.withUniques(rest.uniques().stream().filter((unique) -> !unique.columns().contains(column)).toList())
			.withForeignKeys(rest.foreignKeys().stream().filter((key) -> !key.columns().contains(column)).toList())
			.withChecks(rest.checks().stream().filter((check) -> !check.mentions(column)).toList()));
	}

	/**
	 * Take away the foreign keys that refer to unique constraints.
	 */
	void dropReferences(Table table, List<UniqueConstraint> uniques) {
		for (UniqueConstraint unique : uniques) {
			each((other) -> other.withForeignKeys(other.foreignKeys()
				.stream()
				.filter((key) -> !key.targetTable().equals(table.name())
						|| !key.targetColumns().equals(unique.columns()))
				.toList()));
		}
	}

	void dropRoutinesOn(String name) {
		List<Routine> gone = this.routines.values()
			.stream()
			.filter((routine) -> routine.uses().contains(name) || name.equals(routine.table()))
			.toList();
		for (Routine routine : gone) {
			this.routines.remove(routine.name());
			dropRoutinesOn(routine.name());
		}
	}

	/**
	 * Rename a column together with everything that is named after it.
	 */
	void renameColumn(Table table, String old, String name) {
		if (!this.fresh.contains(table.name())) {
			if (this.fresh.remove(table.name() + "." + old)) {
				this.fresh.add(table.name() + "." + name);
			}
			else {
				for (String former : this.hints.columns()
					.getOrDefault(new RenameHints.ColumnName(table.name(), old), List.of())) {
					this.hints = this.hints.column(table.name(), name, former);
				}
				this.hints = this.hints.column(table.name(), name, old);
			}
		}
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
				table.searchIndexes()
					.stream()
					.map((index) -> index.withColumns(index.columns()
						.stream()
						.map((column) -> new SearchColumn(rename.apply(column.name()), column.weight()))
						.toList()))
					.toList(),
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
		renameInRoutines(table.name(), old, name);
	}

	private static String derived(String name, String old, String renamed) {
		return name.endsWith("_" + old) ? name.substring(0, name.length() - old.length()) + renamed : name;
	}

	/**
	 * Rename a table together with everything that is named after it.
	 */
	void renameTable(Table table, String name) {
		this.tables.remove(table.name());
		this.hints = moved(table, name);
		for (String key : List.copyOf(this.fresh)) {
			if (key.equals(table.name()) || key.startsWith(table.name() + ".")) {
				this.fresh.remove(key);
				this.fresh.add(name + key.substring(table.name().length()));
			}
		}
		UnaryOperator<String> rename = (other) -> other.replace("_" + table.name() + "_", "_" + name + "_");
		put(new Table(name, table.columns(), table.primaryKey(),
				table.uniques()
					.stream()
					.map((unique) -> new UniqueConstraint(rename.apply(unique.name()), unique.columns()))
					.toList(),
				table.foreignKeys().stream().map((key) -> key.named(rename.apply(key.name()))).toList(),
				table.indexes().stream().map((index) -> index.named(rename.apply(index.name()))).toList(),
				table.searchIndexes(),
				table.checks().stream().map((check) -> check.named(rename.apply(check.name()))).toList(),
				table.comment()));
		each((other) -> other.withForeignKeys(other.foreignKeys()
			.stream()
			.map((key) -> key.targetTable().equals(table.name()) ? key.to(name, key.targetColumns()) : key)
			.toList()));
		renameInRoutines(table.name(), table.name(), name);
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
		return this.fresh.contains(table.name()) ? moved : moved.table(name, table.name());
	}

	/**
	 * Rename a sequence together with the defaults that take its numbers.
	 */
	void renameSequence(Sequence sequence, String name) {
		this.sequences.remove(sequence.name());
		this.sequences.put(name, sequence.named(name));
		if (this.fresh.remove(sequence.name())) {
			this.fresh.add(name);
		}
		else {
			for (String former : this.hints.tables().getOrDefault(sequence.name(), List.of())) {
				this.hints = this.hints.table(name, former);
			}
			this.hints = this.hints.table(name, sequence.name());
		}
		each((table) -> table.withColumns(table.columns()
			.stream()
			.map((column) -> (column.defaultValue() instanceof ColumnDefault.NextValue next
					&& next.sequence().equals(sequence.name())) ? column.withDefault(new ColumnDefault.NextValue(name))
							: column)
			.toList()));
	}

	void add(Sequence sequence) {
		this.sequences.put(sequence.name(), sequence);
		this.fresh.add(sequence.name());
	}

	/**
	 * A view says what it is made of, and so does everything that is made of the view.
	 */
	private void renameInRoutines(String table, String old, String name) {
		Set<String> concerned = new HashSet<>(Set.of(table));
		boolean more = true;
		while (more) {
			more = false;
			for (Routine routine : this.routines.values()) {
				boolean uses = routine.uses().stream().anyMatch(concerned::contains);
				more |= uses && concerned.add(routine.name());
			}
		}
		this.routines.replaceAll((key, routine) -> {
			if (!concerned.contains(key) && !table.equals(routine.table())) {
				return routine;
			}
			TreeMap<String, String> sql = new TreeMap<>(routine.sql());
			sql.replaceAll((dialect, text) -> SqlText.rename(text, old, name));
			boolean isTable = old.equals(table);
			return new Routine(routine.kind(), routine.name(),
					(isTable && table.equals(routine.table())) ? name : routine.table(), sql,
					isTable ? map(routine.uses(), (used) -> used.equals(table) ? name : used) : routine.uses());
		});
	}

	/**
	 * Tell whether no key and no other column needs a column.
	 */
	boolean isFree(Table table, String name) {
		return !table.primaryKey().columns().contains(name) && !isComputedFrom(table, name);
	}

	/**
	 * Tell whether nothing at all speaks of a column.
	 */
	boolean isAlone(Table table, String name) {
		return isFree(table, name) && !isIndexed(table, name)
				&& table.foreignKeys().stream().noneMatch((key) -> key.columns().contains(name))
				&& table.checks().stream().noneMatch((check) -> check.mentions(name));
	}

	private static boolean isIndexed(Table table, String name) {
		return table.indexes().stream().anyMatch((index) -> index.mentions(name))
				|| table.searchIndexes().stream().anyMatch((index) -> index.columnNames().contains(name))
				|| table.uniques().stream().anyMatch((unique) -> unique.columns().contains(name));
	}

	static boolean isComputedFrom(Table table, String source) {
		return table.columns()
			.stream()
			.anyMatch((column) -> column.computed() != null && SqlText.mentions(column.computed(), source));
	}

	/**
	 * Tell whether a column refers to another one, or is referred to.
	 */
	boolean isReference(Table table, String column) {
		return table.foreignKeys().stream().anyMatch((key) -> key.columns().contains(column))
				|| referring(table).stream().anyMatch((key) -> key.targetColumns().contains(column));
	}

	List<ForeignKey> referring(Table table) {
		return this.tables.values()
			.stream()
			.flatMap((other) -> other.foreignKeys().stream())
			.filter((key) -> key.targetTable().equals(table.name()))
			.toList();
	}

	/**
	 * Return a name that was never used before.
	 */
	String name(String prefix) {
		return prefix + this.numbers++;
	}

	/**
	 * Return a name for a column: mostly a plain one, at times one that has to be quoted.
	 */
	String columnName(String prefix) {
		if (chance(12)) {
			String word = pick(WORDS);
			if (this.words.add(word)) {
				return word;
			}
		}
		return chance(10) ? prefix + "Größe" + this.numbers++ : name(prefix);
	}

	static List<String> indexable(Table table) {
		return names(table, (column) -> switch (column.type().name()) {
			case TEXT, JSON, ARRAY, REAL, DOUBLE -> false;
			case BINARY -> column.type().size() > 0;
			default -> true;
		});
	}

	static Table with(Table table, Column column) {
		return table.withColumns(with(table.columns(), column));
	}

	void replace(Table table, Column old, Column now) {
		put(table.withColumns(table.columns().stream().map((column) -> column.equals(old) ? now : column).toList()));
	}

	static List<String> names(Table table, Predicate<Column> wanted) {
		return table.columns().stream().filter(wanted).map(Column::name).toList();
	}

	static List<String> map(List<String> names, UnaryOperator<String> change) {
		return names.stream().map(change).toList();
	}

	List<String> some(List<String> columns) {
		List<String> shuffled = new ArrayList<>(columns);
		Collections.shuffle(shuffled, this.random);
		return List.copyOf(shuffled.subList(0, Math.min(1 + this.random.nextInt(2), shuffled.size())));
	}

	static <T> List<T> with(List<T> elements, T added) {
		List<T> result = new ArrayList<>(elements);
		result.add(added);
		return result;
	}

	static <T> List<T> without(List<T> elements, T removed) {
		return elements.stream().filter((element) -> !element.equals(removed)).toList();
	}

	<T> T pick(Collection<T> elements) {
		return List.copyOf(elements).get(this.random.nextInt(elements.size()));
	}

	boolean chance(int percent) {
		return this.random.nextInt(100) < percent;
	}

	int number(int bound) {
		return this.random.nextInt(bound);
	}

}
