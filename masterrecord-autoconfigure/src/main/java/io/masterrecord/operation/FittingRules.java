package io.masterrecord.operation;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.masterrecord.schema.Check;
import io.masterrecord.schema.Column;
import io.masterrecord.schema.ColumnDefault;
import io.masterrecord.schema.ForeignKey;
import io.masterrecord.schema.Index;
import io.masterrecord.schema.PrimaryKey;
import io.masterrecord.schema.Routine;
import io.masterrecord.schema.Row;
import io.masterrecord.schema.SearchColumn;
import io.masterrecord.schema.SearchIndex;
import io.masterrecord.schema.SeedKey;
import io.masterrecord.schema.SeedPolicy;
import io.masterrecord.schema.Sequence;
import io.masterrecord.schema.SqlText;
import io.masterrecord.schema.Table;
import io.masterrecord.schema.TypeName;
import io.masterrecord.schema.UniqueConstraint;
import org.jspecify.annotations.Nullable;

/**
 * What has to hold before an operation is applied. The rules are those of the strictest
 * database, so that what fits here fits everywhere: names of at most 63 bytes which
 * differ in more than case, names of indexes and constraints which are unique in the
 * whole database, nothing dropped that something else still needs.
 */
final class FittingRules {

	private static final int NAME_BYTES = 63;

	private static final Pattern LANGUAGE = Pattern.compile("[a-z_]{0,40}");

	private static final Set<TypeName> INTEGERS = Set.of(TypeName.SMALLINT, TypeName.INTEGER, TypeName.BIGINT);

	private static final Set<TypeName> TEXTS = Set.of(TypeName.VARCHAR, TypeName.TEXT);

	private static final Set<TypeName> NUMBERS = Set.of(TypeName.SMALLINT, TypeName.INTEGER, TypeName.BIGINT,
			TypeName.REAL, TypeName.DOUBLE, TypeName.DECIMAL);

	private final Map<String, Table> tables;

	private final Map<String, Sequence> sequences;

	private final Map<String, Routine> routines;

	private final NameIndex names;

	private final SchemaOperation operation;

	FittingRules(Map<String, Table> tables, Map<String, Sequence> sequences, Map<String, Routine> routines,
			NameIndex names, SchemaOperation operation) {
		this.tables = tables;
		this.sequences = sequences;
		this.routines = routines;
		this.names = names;
		this.operation = operation;
	}

	Table table(String name) {
		Table table = this.tables.get(name);
		if (table == null) {
			throw problem("there is no table '%s'; there is %s", name, list(this.tables.keySet()));
		}
		return table;
	}

	Column column(Table table, String name) {
		return existing(table.column(name), "column", name, table, table.columns().stream().map(Column::name));
	}

	<T> T existing(Optional<T> found, String kind, String name, Table table, Stream<String> known) {
		return found.orElseThrow(
				() -> problem("table '%s' has no %s '%s'; it has %s", table.name(), kind, name, list(known.toList())));
	}

	void newTable(Table table) {
		newTableName(table.name(), null);
		require(!table.columns().isEmpty(), "the table has no columns");
		require(table.indexes().isEmpty() && table.searchIndexes().isEmpty(),
				"the table brings its indexes along: each is an operation of its own");
		Set<String> names = new HashSet<>();
		for (Column column : table.columns()) {
			name(column.name());
			require(names.add(NameIndex.fold(column.name())), "the table has two columns '%s'", column.name());
			column(table, column);
		}
		Set<String> constraints = new HashSet<>();
		PrimaryKey primaryKey = table.primaryKey();
		if (primaryKey != null) {
			constraints.add(NameIndex.fold(primaryKey.name()));
			primaryKey(table.withPrimaryKey(null), primaryKey);
		}
		for (UniqueConstraint unique : table.uniques()) {
			require(constraints.add(NameIndex.fold(unique.name())), "the table has two constraints '%s'",
					unique.name());
			unique(table.withUniques(List.of()).withPrimaryKey(null).withForeignKeys(List.of()), unique);
		}
		for (ForeignKey key : table.foreignKeys()) {
			require(constraints.add(NameIndex.fold(key.name())), "the table has two constraints '%s'", key.name());
			foreignKey(table, key);
		}
		for (Check check : table.checks()) {
			require(constraints.add(NameIndex.fold(check.name())), "the table has two constraints '%s'", check.name());
			check(table, check);
		}
	}

	void newTableName(String name, @Nullable Table renamed) {
		name(name);
		String owner = this.names.table(name);
		require(owner == null || (renamed != null && owner.equals(renamed.name())), "there is a table '%s' already",
				owner);
		free(name);
	}

	void newColumnName(Table table, String name, @Nullable Column renamed) {
		name(name);
		require(table.searchIndexes().stream().noneMatch((index) -> index.name().equalsIgnoreCase(name)),
				"the name '%s' is taken by a search index of the table", name);
		for (Column column : table.columns()) {
			if (column != renamed) {
				require(!column.name().equalsIgnoreCase(name), "table '%s' has a column '%s' already", table.name(),
						column.name());
			}
		}
	}

	/**
	 * Check a column as part of its table, both as they are after the operation.
	 * @param table the table
	 * @param column the column
	 */
	void column(Table table, Column column) {
		if (column.identity()) {
			require(INTEGERS.contains(column.type().name()), "column '%s' is an identity, which has to be an integer",
					column.name());
			require(!column.nullable(), "column '%s' is an identity, which has to be not null", column.name());
			require(column.defaultValue() == null, "column '%s' is an identity, which has no default", column.name());
			require(table.columns().stream().filter(Column::identity).count() == 1,
					"table '%s' would have two identity columns", table.name());
		}
		if (column.defaultValue() instanceof ColumnDefault.Literal literal) {
			require(holds(column.type().name(), literal.value()), "column '%s' of type %s cannot have the default '%s'",
					column.name(), column.type(), literal.value());
		}
		if (column.defaultValue() instanceof ColumnDefault.Expression expression) {
			require(!expression.sql().isBlank(), "the default of column '%s' is a blank expression", column.name());
		}
		if (column.defaultValue() instanceof ColumnDefault.NextValue next) {
			sequence(next.sequence());
			require(INTEGERS.contains(column.type().name()),
					"column '%s' is numbered by a sequence, so it has to be an integer", column.name());
		}
		String computed = column.computed();
		if (computed != null) {
			require(!computed.isBlank(), "column '%s' is computed from a blank expression", column.name());
			require(column.defaultValue() == null && !column.identity(),
					"column '%s' is computed, so it has neither default nor identity", column.name());
			require(!SqlText.mentions(computed, column.name()), "column '%s' is computed from itself", column.name());
		}
		require(column.collation() == null || TEXTS.contains(column.type().name()),
				"column '%s' has a collation, but holds no text", column.name());
	}

	void alteration(Table table, Column before, Column after) {
		table.searchIndexes()
			.stream()
			.filter((index) -> index.columnNames().contains(after.name()))
			.forEach((index) -> require(isText(after), "it is part of search index '%s', which searches text only",
					index.name()));
		require(Objects.equals(before.computed(), after.computed()),
				"no database can change how a column is computed: drop it and add it again");
		PrimaryKey primaryKey = table.primaryKey();
		require(!after.nullable() || primaryKey == null || !primaryKey.columns().contains(after.name()),
				"the column is in the primary key, which has to be not null");
		if (!before.type().equals(after.type())) {
			Stream<String> own = table.foreignKeys()
				.stream()
				.filter((key) -> key.columns().contains(after.name()))
				.map(ForeignKey::name);
			Stream<String> inbound = foreignKeysTo(table).filter((key) -> key.targetColumns().contains(after.name()))
				.map(ForeignKey::name);
			Set<String> blocking = Stream.concat(own, inbound).collect(Collectors.toCollection(TreeSet::new));
			require(blocking.isEmpty(),
					"the type of a column in a foreign key cannot change: drop %s first and add it again afterwards",
					list(blocking));
		}
	}

	void unused(Table table, Column column) {
		require(table.columns().size() > 1, "it is the last column; drop the table instead");
		PrimaryKey primaryKey = table.primaryKey();
		require(primaryKey == null || !primaryKey.columns().contains(column.name()),
				"it is part of the primary key: drop that first");
		table.uniques()
			.forEach((unique) -> require(!unique.columns().contains(column.name()),
					"it is part of unique constraint '%s': drop that first", unique.name()));
		table.foreignKeys()
			.forEach((key) -> require(!key.columns().contains(column.name()),
					"it is part of foreign key '%s': drop that first", key.name()));
		table.indexes()
			.forEach((index) -> require(!index.mentions(column.name()), "it is part of index '%s': drop that first",
					index.name()));
		table.searchIndexes()
			.forEach((index) -> require(!index.columnNames().contains(column.name()),
					"it is part of search index '%s': drop that first", index.name()));
		table.checks()
			.forEach((check) -> require(!check.mentions(column.name()),
					"it is part of check constraint '%s': drop that first", check.name()));
		for (Column other : table.columns()) {
			String computed = other.computed();
			require(computed == null || !SqlText.mentions(computed, column.name()),
					"column '%s' is computed from it: drop that first", other.name());
		}
	}

	void unused(Table table, Column column, String sequence) {
		require(!FoldingVisitor.isNumberedBy(column, sequence), "column '%s.%s' is numbered by it: alter that first",
				table.name(), column.name());
	}

	Sequence sequence(String name) {
		Sequence sequence = this.sequences.get(name);
		if (sequence == null) {
			throw problem("there is no sequence '%s'; there is %s", name, list(this.sequences.keySet()));
		}
		return sequence;
	}

	void sequence(Sequence sequence) {
		require(sequence.increment() != 0, "its step is 0");
		require(sequence.start() > 0 && sequence.increment() > 0,
				"it starts at %d in steps of %d: both have to be positive to mean the same everywhere",
				sequence.start(), sequence.increment());
	}

	void newSequence(Sequence sequence) {
		newTableName(sequence.name(), null);
		sequence(sequence);
	}

	void routine(String name) {
		require(this.routines.containsKey(name), "there is no view, function or trigger '%s'; there is %s", name,
				list(this.routines.keySet()));
	}

	void newRoutine(Routine routine) {
		newTableName(routine.name(), null);
		require(!routine.sql().isEmpty() && routine.sql().values().stream().noneMatch(String::isBlank),
				"it has no SQL, or one that is blank");
		String trigger = routine.table();
		require((routine.kind() == Routine.Kind.TRIGGER) == (trigger != null),
				"a trigger, and nothing else, belongs to a table");
		if (trigger != null) {
			table(trigger);
		}
		routine.uses()
			.forEach((used) -> require(this.tables.containsKey(used) || this.routines.containsKey(used),
					"it uses '%s', which is no table, view or function", used));
	}

	void noRoutineUses(String name) {
		this.routines.values()
			.forEach((routine) -> require(!routine.uses().contains(name) && !name.equals(routine.table()),
					"the %s '%s' uses it: drop that first", routine.kind().name().toLowerCase(Locale.ROOT),
					routine.name()));
	}

	void check(Table table, Check check) {
		name(check.name());
		require(this.names.table(check.name()) == null, "the name '%s' is taken by a table", check.name());
		free(check.name());
		if (check.rule() instanceof Check.OneOf values) {
			Column column = column(table, values.column());
			require(!values.values().isEmpty(), "it allows no value at all");
			values.values()
				.forEach((value) -> require(holds(column.type().name(), value),
						"column '%s' of type %s cannot hold '%s'", column.name(), column.type(), value));
		}
		else {
			require(!((Check.Sql) check.rule()).sql().isBlank(), "its condition is blank");
		}
	}

	void constraint(Table table, String name) {
		PrimaryKey primaryKey = table.primaryKey();
		boolean known = (primaryKey != null && primaryKey.name().equals(name)) || table.unique(name).isPresent()
				|| table.foreignKey(name).isPresent() || table.check(name).isPresent();
		require(known, "table '%s' has no constraint '%s'", table.name(), name);
	}

	void newConstraintName(String former, String name) {
		name(name);
		require(this.names.table(name) == null, "the name '%s' is taken by a table", name);
		if (!NameIndex.fold(former).equals(NameIndex.fold(name))) {
			free(name);
		}
	}

	void noForeignKeyTo(Table table) {
		this.tables.values()
			.stream()
			.filter((other) -> !other.name().equals(table.name()))
			.forEach((other) -> other.foreignKeys()
				.forEach((key) -> require(!key.targetTable().equals(table.name()),
						"foreign key '%s' of table '%s' refers to it: drop that first", key.name(), other.name())));
	}

	void hasPrimaryKey(Table table) {
		require(table.primaryKey() != null, "table '%s' has no primary key", table.name());
	}

	void primaryKey(Table table, PrimaryKey primaryKey) {
		require(table.primaryKey() == null, "table '%s' has a primary key already", table.name());
		newConstraint(table, primaryKey.name(), primaryKey.columns());
		primaryKey.columns()
			.forEach((name) -> require(!column(table, name).nullable(),
					"column '%s' is nullable, and a primary key has to be not null", name));
	}

	void unique(Table table, UniqueConstraint unique) {
		newConstraint(table, unique.name(), unique.columns());
	}

	void index(Table table, Index index) {
		name(index.name());
		require(this.names.table(index.name()) == null, "the name '%s' is taken by a table", index.name());
		free(index.name());
		require(!index.columns().isEmpty(), "it has no columns");
		columns(table, index.columnNames());
		index.columns()
			.forEach((part) -> require(!part.isExpression() || !part.name().isBlank(),
					"one of its expressions is blank"));
		require(index.filter() == null || !index.filter().isBlank(), "its condition is blank");
		columns(table, index.included());
		index.included()
			.forEach((name) -> require(!index.columnNames().contains(name),
					"column '%s' is included in what it is sorted by", name));
	}

	/**
	 * Check a search index. In some databases it is a column of its own name.
	 * @param table the table
	 * @param index the search index
	 */
	void searchIndex(Table table, SearchIndex index) {
		newConstraint(table, index.name(), index.columnNames());
		require(table.column(index.name()).isEmpty(), "the name '%s' is taken by a column of the table", index.name());
		for (SearchColumn searched : index.columns()) {
			Column column = column(table, searched.name());
			require(isText(column), "column '%s' is %s, and only text can be searched", column.name(), column.type());
			require(!column.isComputed(),
					"column '%s' is computed, and a search index may be computed from stored columns only",
					column.name());
			require(searched.weight() >= 1 && searched.weight() <= 10, "column '%s' has weight %d, not one of 1 to 10",
					column.name(), searched.weight());
		}
		require(index.columns().stream().map(SearchColumn::weight).distinct().count() <= 4,
				"its columns have more than four different weights");
		require(LANGUAGE.matcher(index.language()).matches(), "'%s' is no name of a language; write it like 'english'",
				index.language());
	}

	private static boolean isText(Column column) {
		return column.type().name() == TypeName.VARCHAR || column.type().name() == TypeName.TEXT;
	}

	void foreignKey(Table table, ForeignKey key) {
		newConstraint(table, key.name(), key.columns());
		boolean toItself = key.targetTable().equals(table.name());
		Table target = toItself ? table : table(key.targetTable());
		require(key.columns().size() == key.targetColumns().size(),
				"%d columns cannot refer to %d columns of table '%s'", key.columns().size(), key.targetColumns().size(),
				target.name());
		for (int i = 0; i < key.columns().size(); i++) {
			Column from = column(table, key.columns().get(i));
			Column to = column(target, key.targetColumns().get(i));
			require(from.type().name() == to.type().name(), "column '%s' is %s, but '%s.%s' is %s", from.name(),
					from.type(), target.name(), to.name(), to.type());
		}
		require(target.isKey(key.targetColumns()),
				"%s of table '%s' is neither its primary key nor unique: a foreign key has to refer to one row",
				list(key.targetColumns()), target.name());
	}

	/**
	 * Check that every foreign key still refers to a key.
	 * @param before a table
	 * @param after the table without one of its keys
	 */
	void keysStay(Table before, Table after) {
		foreignKeysTo(before)
			.forEach((key) -> require(!before.isKey(key.targetColumns()) || after.isKey(key.targetColumns()),
					"foreign key '%s' refers to it: drop that first", key.name()));
	}

	void rows(String tableName, List<String> key, List<Row> rows) {
		Table table = table(tableName);
		key.forEach((name) -> column(table, name));
		require(!rows.isEmpty(), "there is no row");
		Set<SeedKey> identities = new HashSet<>();
		for (int i = 0; i < rows.size(); i++) {
			Row row = rows.get(i);
			int number = i + 1;
			require(!row.values().isEmpty(), "row %d has no values", number);
			row.values().forEach((name, value) -> {
				require(!column(table, name).isComputed(), "row %d has a value for column '%s', which is computed",
						number, name);
				value(column(table, name), value, number);
			});
			key.forEach((name) -> require(row.values().get(name) != null, "row %d has no value for key column '%s'",
					number, name));
			require(key.isEmpty() || identities.add(SeedFingerprint.key(tableName, key, row)),
					"row %d has the same key as a row before it", number);
		}
	}

	void backfill(Backfill backfill) {
		Table table = table(backfill.table());
		PrimaryKey key = table.primaryKey();
		require(key != null, "table '%s' has no primary key, in the order of which its rows could be filled",
				table.name());
		for (String name : backfill.values().keySet()) {
			require(!column(table, name).isComputed(), "column '%s' is computed", name);
			require(key == null || !key.columns().contains(name), "column '%s' is part of the primary key", name);
		}
	}

	void upsert(UpsertRows upsert) {
		upsert(table(upsert.table()), upsert.key(), upsert.updating());
	}

	void load(LoadRows load) {
		Table table = table(load.table());
		load.key().forEach((name) -> column(table, name));
		if (load.policy() == SeedPolicy.UPSERT || load.policy() == SeedPolicy.SYNC) {
			upsert(table, load.key(), load.updating());
		}
	}

	private void upsert(Table table, List<String> key, List<String> updating) {
		require(!key.isEmpty(), "an upsert needs the columns by which a row is recognised");
		require(table.isKey(key),
				"%s of table '%s' is neither its primary key nor unique: an upsert has to recognise one row", list(key),
				table.name());
		for (String name : updating) {
			column(table, name);
			require(!key.contains(name), "key column '%s' cannot be updated", name);
		}
	}

	private void value(Column column, @Nullable Object value, int row) {
		if (value instanceof String text) {
			int characters = text.codePointCount(0, text.length());
			require(column.type().name() != TypeName.VARCHAR || characters <= column.type().size(),
					"row %d has %d characters for column '%s', which holds %d", row, characters, column.name(),
					column.type().size());
			require(text.codePoints().noneMatch((character) -> Character.getType(character) == Character.SURROGATE),
					"row %d has half a character (a lone surrogate) for column '%s', which no database holds", row,
					column.name());
		}
		else if (value != null && !(value instanceof Boolean)) {
			require(CanonicalText.isKnown(value), "row %d has a '%s' for column '%s': give the value of the column",
					row, value.getClass().getName(), column.name());
		}
	}

	private void newConstraint(Table table, String name, List<String> columns) {
		name(name);
		require(this.names.table(name) == null, "the name '%s' is taken by a table", name);
		free(name);
		require(!columns.isEmpty(), "it has no columns");
		columns(table, columns);
	}

	private void columns(Table table, List<String> columns) {
		require(new HashSet<>(columns).size() == columns.size(), "it names a column twice: %s", list(columns));
		columns.forEach((column) -> column(table, column));
	}

	private void free(String name) {
		String owner = this.names.constraint(name);
		require(owner == null, "the name '%s' is taken by %s", name, owner);
	}

	private void name(String name) {
		require(!name.isBlank() && name.chars().noneMatch(Character::isISOControl),
				"the name '%s' is blank or has control characters", name);
		int bytes = name.getBytes(StandardCharsets.UTF_8).length;
		require(bytes <= NAME_BYTES, "the name '%s' has %d bytes, and no more than %d are portable", name, bytes,
				NAME_BYTES);
	}

	private Stream<ForeignKey> foreignKeysTo(Table target) {
		return this.tables.values()
			.stream()
			.flatMap((table) -> table.foreignKeys().stream())
			.filter((key) -> key.targetTable().equals(target.name()));
	}

	private void require(boolean condition, String problem, @Nullable Object... arguments) {
		if (!condition) {
			throw problem(problem, arguments);
		}
	}

	private SchemaFoldException problem(String problem, @Nullable Object... arguments) {
		return new SchemaFoldException(this.operation, problem.formatted(arguments));
	}

	private static boolean holds(TypeName type, Object value) {
		if (type == TypeName.BOOLEAN) {
			return value instanceof Boolean;
		}
		if (INTEGERS.contains(type)) {
			return value instanceof Long;
		}
		if (NUMBERS.contains(type)) {
			return value instanceof Long || value instanceof BigDecimal || value instanceof Double;
		}
		return value instanceof String;
	}

	private static String list(Collection<String> names) {
		return names.isEmpty() ? "none"
				: names.stream().map((name) -> "'" + name + "'").collect(Collectors.joining(", "));
	}

}
