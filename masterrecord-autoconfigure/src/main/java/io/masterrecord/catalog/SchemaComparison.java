package io.masterrecord.catalog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

import io.masterrecord.dialect.Dialect;
import io.masterrecord.schema.Check;
import io.masterrecord.schema.Column;
import io.masterrecord.schema.ColumnDefault;
import io.masterrecord.schema.Environments;
import io.masterrecord.schema.ForeignKey;
import io.masterrecord.schema.ForeignObject;
import io.masterrecord.schema.Index;
import io.masterrecord.schema.IndexColumn;
import io.masterrecord.schema.PrimaryKey;
import io.masterrecord.schema.Routine;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.SearchIndex;
import io.masterrecord.schema.Sequence;
import io.masterrecord.schema.SqlText;
import io.masterrecord.schema.Table;
import io.masterrecord.schema.UniqueConstraint;
import org.jspecify.annotations.Nullable;

/**
 * Compares schemas as far as a database can tell them apart: types which are stored in
 * the same way are equal, of a default, a check, a condition or an expression counts that
 * there is one, and constraints count in the form in which the catalog keeps them. Of
 * sequences the names and steps count, since the first number of one that is in use means
 * nothing any more, and of routines the names, since the text of a database is never that
 * of the application. Where it has been translated, {@link #withTexts()} compares it too.
 *
 * @since 0.1.0
 */
public final class SchemaComparison {

	private static final ColumnDefault SOME_DEFAULT = new ColumnDefault.Expression("");

	private final Dialect dialect;

	private final Collection<String> environments;

	private final boolean texts;

	private SchemaComparison(Dialect dialect, Collection<String> environments, boolean texts) {
		this.dialect = dialect;
		this.environments = List.copyOf(environments);
		this.texts = texts;
	}

	/**
	 * Return the comparison for a database.
	 * @param dialect its dialect
	 * @param environments the environments that are active there: indexes of others are
	 * not expected
	 * @return the comparison
	 */
	public static SchemaComparison of(Dialect dialect, Collection<String> environments) {
		return new SchemaComparison(dialect, environments, false);
	}

	/**
	 * Return a comparison for which it also counts what defaults, checks, conditions,
	 * expressions and routines say, but for blanks and the case of words. The order of
	 * columns does not count, because no change of a table can bring it back.
	 * @return the comparison
	 */
	public SchemaComparison withTexts() {
		return new SchemaComparison(this.dialect, this.environments, true);
	}

	/**
	 * Return a schema as this database would tell it. Two schemas are equal for the
	 * database if these are equal.
	 * @param schema the schema
	 * @return its normal form, without declared rows
	 */
	public Schema normalize(Schema schema) {
		return Schema.of(schema.tables().values().stream().map(this::normalize).toList())
			.withSequences(schema.sequences()
				.values()
				.stream()
				.map((sequence) -> new Sequence(sequence.name(), 1, sequence.increment()))
				.toList())
			.withRoutines(schema.routines()
				.values()
				.stream()
				.filter((routine) -> routine.sql().isEmpty() || routine.sqlFor(this.dialect.id()) != null)
				.map(this::normalize)
				.toList());
	}

	/**
	 * Return a routine as this database would tell it.
	 * @param routine the routine
	 * @return its normal form
	 */
	Routine normalize(Routine routine) {
		TreeMap<String, String> sql = new TreeMap<>();
		String text = routine.sqlFor(this.dialect.id());
		if (this.texts && text != null) {
			sql.put(this.dialect.id(), SqlText.normal(text));
		}
		return new Routine(routine.kind(), routine.name(), routine.table(), sql, List.of());
	}

	/**
	 * Return a table as this database would tell it.
	 * @param table the table
	 * @return its normal form
	 */
	public Table normalize(Table table) {
		List<UniqueConstraint> uniques = table.uniques();
		List<Index> indexes = new ArrayList<>();
		for (Index index : table.indexes()) {
			if (index.environments().match(this.environments)) {
				indexes.add(normalize(index));
			}
		}
		if (this.dialect.uniqueConstraintsAreIndexes()) {
			uniques.forEach((unique) -> indexes.add(index(unique)));
			uniques = List.of();
		}
		return InOrder.of(new Table(table.name(), table.columns().stream().map(this::normalize).toList(),
				normalize(table.primaryKey()), uniques, table.foreignKeys(), indexes,
				table.searchIndexes().stream().filter((index) -> this.dialect.search().keeps(table, index)).toList(),
				table.checks().stream().map(this::normalize).toList(),
				this.dialect.catalog().comments() ? table.comment() : null));
	}

	/**
	 * Return a column as this database would tell it.
	 * @param column the column
	 * @return its normal form
	 */
	public Column normalize(Column column) {
		ColumnDefault value = column.defaultValue();
		return new Column(column.name(), this.dialect.storedType(column), column.nullable(),
				(value == null || this.texts) ? value : SOME_DEFAULT, column.identity(), text(column.computed()),
				this.dialect.catalog().collations() ? column.collation() : null,
				this.dialect.catalog().comments() ? column.comment() : null);
	}

	/**
	 * Return a check constraint as this database would tell it.
	 * @param check the constraint
	 * @return its normal form
	 */
	Check normalize(Check check) {
		if (!this.texts) {
			return Check.that(check.name(), "");
		}
		return (check.rule() instanceof Check.Sql rule) ? Check.that(check.name(), SqlText.normal(rule.sql())) : check;
	}

	private @Nullable String text(@Nullable String expression) {
		return (expression == null || !this.texts) ? blank(expression) : SqlText.normal(expression);
	}

	private static @Nullable String blank(@Nullable String expression) {
		return (expression != null) ? "" : null;
	}

	/**
	 * Return an index as this database would tell it.
	 * @param index the index
	 * @return its normal form
	 */
	Index normalize(Index index) {
		return new Index(index.name(), index.columns()
			.stream()
			.map((column) -> column.isExpression()
					? IndexColumn.expression(this.texts ? SqlText.normal(column.name()) : "", column.descending())
					: column.withNulls(null))
			.toList(), index.unique(), Environments.everywhere(), text(index.filter()), index.included());
	}

	static Index index(UniqueConstraint unique) {
		return new Index(unique.name(), unique.columns().stream().map(IndexColumn::ascending).toList(), true,
				Environments.everywhere());
	}

	private @Nullable PrimaryKey normalize(@Nullable PrimaryKey key) {
		return (key == null || this.dialect.catalog().namedPrimaryKeys()) ? key : new PrimaryKey("", key.columns());
	}

	/**
	 * Return a schema that was read, in the words of the expected one wherever the
	 * database cannot tell the two apart, so that what differs really does.
	 * @param expected the schema that is expected
	 * @param actual the schema that was read
	 * @return the tables that were read, with the sequences and routines that are
	 * expected
	 */
	public Schema reconcile(Schema expected, Schema actual) {
		return new Reconciliation(this).reconcile(expected, actual);
	}

	/**
	 * Return a schema that was read, with the expected names of those constraints that
	 * have none in the database but are otherwise as they are expected.
	 * @param expected the schema that is expected
	 * @param actual the schema that was read
	 * @return the schema that was read
	 */
	public Schema withNamesOf(Schema expected, Schema actual) {
		Schema result = actual;
		for (Table table : actual.tables().values()) {
			Optional<Table> other = expected.table(table.name());
			if (other.isPresent()) {
				result = result.with(new UnnamedConstraints(this.dialect, other.get(), table).named());
			}
		}
		return result;
	}

	/**
	 * Return a schema without some parts of its tables.
	 * @param schema the schema, as it was read
	 * @param objects what is left out
	 * @return a copy
	 */
	public static Schema without(Schema schema, Collection<ForeignObject> objects) {
		return ForeignParts.without(schema, objects);
	}

	/**
	 * Return what a foreign key is called among those parts of tables that nobody
	 * expects.
	 * @param key the foreign key
	 * @return its name, or what it is made of if it has none
	 */
	public static String nameOf(ForeignKey key) {
		return ForeignParts.name(key);
	}

	/**
	 * Return the parts of tables that are there though nobody expects them, and stand in
	 * nobody's way. A part that is expected in another form is none of them.
	 * @param expected the schema that is expected
	 * @param actual the schema that was read
	 * @return the parts, in order of the tables
	 */
	public List<ForeignObject> unexpected(Schema expected, Schema actual) {
		List<ForeignObject> objects = new ArrayList<>();
		for (Table table : actual.tables().values()) {
			expected.table(table.name())
				.ifPresent((other) -> objects.addAll(ForeignParts.beyond(normalize(other), normalize(table))));
		}
		return objects;
	}

	/**
	 * Say how a live database differs from what is expected of it.
	 * @param expected the schema that is expected
	 * @param actual the schema that was read
	 * @return a sentence for each difference, in order of the tables; none if there are
	 * no differences
	 */
	public List<String> differences(Schema expected, Schema actual) {
		Schema one = normalize(expected);
		Schema other = normalize(actual);
		List<String> differences = new ArrayList<>();
		TreeSet<String> names = new TreeSet<>(one.tables().keySet());
		names.addAll(other.tables().keySet());
		for (String name : names) {
			Optional<Table> left = one.table(name);
			Optional<Table> right = other.table(name);
			if (right.isEmpty()) {
				differences.add("table '%s' is missing".formatted(name));
			}
			else if (left.isEmpty()) {
				differences.add("table '%s' is not expected".formatted(name));
			}
			else {
				Table actualTable = right.get();
				differences(differences, left.get(), this.texts ? inOrderOf(left.get(), actualTable) : actualTable);
			}
		}
		one.sequences()
			.values()
			.forEach((sequence) -> differences(differences, sequence, other.sequences().get(sequence.name())));
		one.routines()
			.values()
			.forEach((routine) -> differences(differences, routine, other.routines().get(routine.name())));
		return List.copyOf(differences);
	}

	private static void differences(List<String> differences, Sequence expected, @Nullable Sequence actual) {
		if (actual == null) {
			differences.add("sequence '%s' is missing".formatted(expected.name()));
		}
		else if (!actual.equals(expected)) {
			differences.add("the step of sequence '%s' is %d instead of %d".formatted(expected.name(),
					actual.increment(), expected.increment()));
		}
	}

	private static void differences(List<String> differences, Routine expected, @Nullable Routine actual) {
		String kind = expected.kind().name().toLowerCase(Locale.ROOT);
		if (actual == null || actual.kind() != expected.kind() || !Objects.equals(actual.table(), expected.table())) {
			differences.add("%s '%s' is missing".formatted(kind, expected.name()));
		}
		else if (!actual.equals(expected)) {
			differences.add("%s '%s' says something else".formatted(kind, expected.name()));
		}
	}

	/**
	 * Return a table with its columns in the order of another one, and further ones
	 * behind.
	 */
	private static Table inOrderOf(Table expected, Table actual) {
		List<String> order = expected.columns().stream().map(Column::name).toList();
		List<Column> columns = new ArrayList<>(actual.columns());
		columns.sort(Comparator
			.comparingInt((column) -> order.contains(column.name()) ? order.indexOf(column.name()) : order.size()));
		return actual.withColumns(columns);
	}

	private static void differences(List<String> differences, Table expected, Table actual) {
		String table = expected.name();
		differences(differences, table, "column", expected.columns(), actual.columns(), Column::name);
		if (!Objects.equals(expected.primaryKey(), actual.primaryKey())) {
			differences.add("the primary key of '%s' is %s instead of %s".formatted(table,
					describe(actual.primaryKey()), describe(expected.primaryKey())));
		}
		differences(differences, table, "unique constraint", expected.uniques(), actual.uniques(),
				UniqueConstraint::name);
		differences(differences, table, "foreign key", expected.foreignKeys(), actual.foreignKeys(), ForeignKey::name);
		differences(differences, table, "index", expected.indexes(), actual.indexes(), Index::name);
		differences(differences, table, "search index", expected.searchIndexes(), actual.searchIndexes(),
				SearchIndex::name);
		differences(differences, table, "check constraint", expected.checks(), actual.checks(), Check::name);
		if (!Objects.equals(expected.comment(), actual.comment())) {
			differences.add("the comment of '%s' is '%s' instead of '%s'".formatted(table, actual.comment(),
					expected.comment()));
		}
	}

	private static String describe(@Nullable PrimaryKey key) {
		if (key == null) {
			return "missing";
		}
		String columns = "(" + String.join(", ", key.columns()) + ")";
		return key.name().isEmpty() ? columns : "'%s' %s".formatted(key.name(), columns);
	}

	private static String describe(Object element) {
		if (element instanceof Check check) {
			return (check.rule() instanceof Check.Sql rule) ? "'%s'".formatted(rule.sql()) : check.rule().toString();
		}
		return element.toString();
	}

	private static <T> void differences(List<String> differences, String table, String kind, List<T> expected,
			List<T> actual, Function<T, String> name) {
		List<String> names = Stream.concat(expected.stream(), actual.stream()).map(name).distinct().toList();
		int before = differences.size();
		for (String each : names) {
			Optional<T> left = expected.stream().filter((element) -> name.apply(element).equals(each)).findFirst();
			Optional<T> right = actual.stream().filter((element) -> name.apply(element).equals(each)).findFirst();
			if (right.isEmpty()) {
				differences.add("%s '%s' of '%s' is missing".formatted(kind, each, table));
			}
			else if (left.isEmpty()) {
				differences.add("%s '%s' of '%s' is not expected".formatted(kind, each, table));
			}
			else if (!left.equals(right)) {
				differences.add("%s '%s' of '%s' is %s instead of %s".formatted(kind, each, table,
						describe(right.get()), describe(left.get())));
			}
		}
		if (differences.size() == before && !expected.equals(actual)) {
			differences.add("the order of each %s of '%s' is not the expected one".formatted(kind, table));
		}
	}

}
