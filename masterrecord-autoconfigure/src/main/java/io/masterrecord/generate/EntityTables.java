package io.masterrecord.generate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

import io.masterrecord.migration.DatabaseTables;
import io.masterrecord.operation.AddCheck;
import io.masterrecord.operation.AddForeignKey;
import io.masterrecord.operation.AddUnique;
import io.masterrecord.operation.CreateIndex;
import io.masterrecord.operation.CreateTable;
import io.masterrecord.operation.SchemaFold;
import io.masterrecord.operation.SchemaFoldException;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.schema.Check;
import io.masterrecord.schema.Column;
import io.masterrecord.schema.ColumnDefault;
import io.masterrecord.schema.ForeignKey;
import io.masterrecord.schema.ForeignObject;
import io.masterrecord.schema.ForeignObject.Kind;
import io.masterrecord.schema.Index;
import io.masterrecord.schema.IndexColumn;
import io.masterrecord.schema.PrimaryKey;
import io.masterrecord.schema.ReferentialAction;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.Table;
import io.masterrecord.schema.TypeName;
import io.masterrecord.schema.UniqueConstraint;
import org.jspecify.annotations.Nullable;

/**
 * The tables of a database as far as entities can say them. Everything else is left out
 * with a remark; a migration will leave it alone.
 */
final class EntityTables {

	private static final Set<TypeName> NUMBERED = Set.of(TypeName.INTEGER, TypeName.BIGINT);

	private static final Set<TypeName> NO_IDS = Set.of(TypeName.BINARY, TypeName.JSON, TypeName.ARRAY);

	private final Map<String, Table> tables = new LinkedHashMap<>();

	private final List<String> remarks = new ArrayList<>();

	private final SchemaFold fold = SchemaFold.from(Schema.empty());

	private int unnamed;

	EntityTables(DatabaseTables existing, Collection<String> wanted) {
		Set<String> ledgers = wanted.isEmpty() ? ledgers(existing.schema()) : Set.of();
		Predicate<String> isWanted = (name) -> wanted.contains(name) || (wanted.isEmpty() && !ledgers.contains(name));
		existing.foreign().stream().filter((object) -> isWanted.test(object.table())).forEach(this::remark);
		for (Table table : existing.schema().tables().values()) {
			if (isWanted.test(table.name())) {
				add(table, columns(existing, table.name()));
			}
		}
		this.tables.replaceAll((name, table) -> withUniques(table));
		this.tables.replaceAll((name, table) -> withForeignKeys(table));
		this.tables.replaceAll((name, table) -> withIndexes(table));
		this.tables.replaceAll((name, table) -> withChecks(table));
	}

	private Set<String> ledgers(Schema schema) {
		Set<String> names = new HashSet<>();
		for (Table table : schema.tables().values()) {
			String tool = MigrationLedger.toolOf(table);
			if (tool != null) {
				names.add(table.name());
				this.remarks.add("table '%s' is where %s keeps its own records, and gets no entity"
					.formatted(table.name(), tool));
			}
		}
		return names;
	}

	/**
	 * Return the tables that get an entity, by name.
	 */
	Map<String, Table> tables() {
		return this.tables;
	}

	List<String> remarks() {
		return this.remarks;
	}

	private static Set<String> columns(DatabaseTables existing, String table) {
		Set<String> columns = new HashSet<>();
		existing.foreign()
			.stream()
			.filter((object) -> object.kind() == Kind.COLUMN && object.table().equals(table))
			.forEach((object) -> columns.add(object.name()));
		return columns;
	}

	private void add(Table table, Set<String> foreign) {
		Table known = without(table, foreign);
		String obstacle = obstacle(known, table.primaryKey());
		if (obstacle == null) {
			Table base = base(known);
			obstacle = refusal(new CreateTable(base));
			if (obstacle != null) {
				known = without(known, misfits(known));
				obstacle = obstacle(known, table.primaryKey());
				obstacle = (obstacle != null) ? obstacle : refusal(new CreateTable(base(known)));
			}
		}
		if (obstacle == null) {
			this.tables.put(table.name(), known);
		}
		else {
			this.remarks.add("table '%s' %s, and gets no entity".formatted(table.name(), obstacle));
		}
	}

	private static @Nullable String obstacle(Table table, @Nullable PrimaryKey key) {
		if (key == null) {
			return "has no primary key";
		}
		for (String name : key.columns()) {
			Column column = table.column(name).orElse(null);
			if (column == null || NO_IDS.contains(column.type().name()) || column.isComputed()) {
				return "has a primary key of a type that no entity has";
			}
			if (column.identity() && (key.columns().size() > 1 || !NUMBERED.contains(column.type().name()))) {
				return "has a primary key that the database numbers as for no entity";
			}
		}
		return null;
	}

	/**
	 * Return a table with nothing but its columns and its primary key, under a name that
	 * nothing else has.
	 */
	private Table base(Table table) {
		PrimaryKey key = table.primaryKey();
		return new Table(table.name(), table.columns(), (key != null) ? new PrimaryKey(unnamed(), key.columns()) : null,
				List.of(), List.of(), List.of());
	}

	private String unnamed() {
		this.unnamed++;
		return "masterrecord_unnamed_" + this.unnamed;
	}

	/**
	 * Return the columns that do not fit into a table with those before them.
	 */
	private Set<String> misfits(Table table) {
		Set<String> misfits = new HashSet<>();
		List<Column> fitting = new ArrayList<>();
		for (Column column : table.columns()) {
			fitting.add(column);
			Table part = new Table("masterrecord_part", fitting, null, List.of(), List.of(), List.of());
			try {
				SchemaFold.apply(Schema.empty(), new CreateTable(part));
			}
			catch (SchemaFoldException ex) {
				fitting.remove(column);
				misfits.add(column.name());
				leaveOut(Kind.COLUMN, table, column.name(), reason(ex));
			}
		}
		return misfits;
	}

	/**
	 * Return a table without some columns, and everything that is made of them.
	 */
	private Table without(Table table, Set<String> gone) {
		if (gone.isEmpty()) {
			return withoutForeignNumbers(table);
		}
		Set<String> all = new HashSet<>(gone);
		boolean more = true;
		while (more) {
			more = false;
			for (Column column : table.columns()) {
				String computed = column.computed();
				if (computed != null && all.stream().anyMatch((name) -> Check.that("", computed).mentions(name))
						&& all.add(column.name())) {
					leaveOut(Kind.COLUMN, table, column.name(), "it is computed from a column that is left out");
					more = true;
				}
			}
		}
		String reason = "it is about a column that is left out";
		return withoutForeignNumbers(
				table.withColumns(table.columns().stream().filter((column) -> !all.contains(column.name())).toList())
					.withUniques(rest(table, Kind.UNIQUE_CONSTRAINT, table.uniques(), UniqueConstraint::name,
							(unique) -> unique.columns().stream().anyMatch(all::contains) ? reason : null))
					.withForeignKeys(rest(table, Kind.FOREIGN_KEY, table.foreignKeys(), ForeignKey::name,
							(key) -> key.columns().stream().anyMatch(all::contains) ? reason : null))
					.withIndexes(rest(table, Kind.INDEX, table.indexes(), Index::name,
							(index) -> all.stream().anyMatch(index::mentions) ? reason : null))
					.withChecks(rest(table, Kind.CHECK_CONSTRAINT, table.checks(), Check::name,
							(check) -> all.stream().anyMatch(check::mentions) ? reason : null)));
	}

	/**
	 * Leave out a column that the database numbers though it is no id.
	 */
	private Table withoutForeignNumbers(Table table) {
		PrimaryKey key = table.primaryKey();
		Set<String> numbered = new HashSet<>();
		for (Column column : table.columns()) {
			if (column.identity() && (key == null || !key.columns().contains(column.name()))) {
				numbered.add(column.name());
				leaveOut(Kind.COLUMN, table, column.name(), "the database numbers it, and it is no id");
			}
		}
		return numbered.isEmpty() ? table : without(table, numbered);
	}

	private Table withUniques(Table table) {
		List<List<String>> seen = new ArrayList<>();
		PrimaryKey key = table.primaryKey();
		if (key != null) {
			seen.add(key.columns());
		}
		return table
			.withUniques(rest(table, Kind.UNIQUE_CONSTRAINT, table.uniques(), UniqueConstraint::name, (unique) -> {
				if (seen.contains(unique.columns())) {
					return "another key is over the same columns";
				}
				seen.add(unique.columns());
				return refusal(
						new AddUnique(table.name(), new UniqueConstraint(name(unique.name()), unique.columns())));
			}));
	}

	private Table withForeignKeys(Table table) {
		List<List<String>> seen = new ArrayList<>();
		return table.withForeignKeys(rest(table, Kind.FOREIGN_KEY, table.foreignKeys(), ForeignKey::name, (key) -> {
			if (!isReference(table, key)) {
				return "it refers to (%s) of '%s' in a way that no entity says"
					.formatted(String.join(", ", key.targetColumns()), key.targetTable());
			}
			if (seen.contains(key.columns())) {
				return "another foreign key is over the same columns";
			}
			String obstacle = actions(table, key);
			if (obstacle == null) {
				obstacle = refusal(new AddForeignKey(table.name(), key.named(name(key.name()))));
			}
			if (obstacle == null) {
				seen.add(key.columns());
			}
			return obstacle;
		}));
	}

	/**
	 * Tell whether a foreign key refers to an entity by its id.
	 */
	private boolean isReference(Table table, ForeignKey key) {
		Table target = this.tables.get(key.targetTable());
		PrimaryKey id = (target != null) ? target.primaryKey() : null;
		return target != null && id != null && id.columns().equals(key.targetColumns())
				&& types(table, key.columns()).equals(types(target, key.targetColumns()))
				&& Set.copyOf(key.columns()).size() == key.columns().size();
	}

	private static List<TypeName> types(Table table, List<String> columns) {
		return columns.stream()
			.flatMap((name) -> table.column(name).stream())
			.map((column) -> column.type().name())
			.toList();
	}

	private static @Nullable String actions(Table table, ForeignKey key) {
		for (String name : key.columns()) {
			Column column = table.column(name).orElse(null);
			if (column == null || column.identity()) {
				return "the database numbers its column";
			}
			if (has(key, ReferentialAction.SET_NULL) && !column.nullable()) {
				return "it sets a column to NULL which cannot be NULL";
			}
			if (has(key, ReferentialAction.SET_DEFAULT) && column.defaultValue() == null) {
				return "it sets a column to its default which has none";
			}
			if (column.defaultValue() instanceof ColumnDefault.Expression expression
					&& CatalogText.sequence(expression.sql()).isPresent()
					&& EntitySourceWriter.sequence(table, column) != null) {
				return "a sequence numbers its column";
			}
		}
		return null;
	}

	private static boolean has(ForeignKey key, ReferentialAction action) {
		return key.onDelete() == action || key.onUpdate() == action;
	}

	private Table withIndexes(Table table) {
		List<Index> seen = new ArrayList<>();
		return table.withIndexes(rest(table, Kind.INDEX, table.indexes(), Index::name, (index) -> {
			if (index.columns().stream().map(IndexColumn::name).distinct().count() < index.columns().size()) {
				return "it names a column twice";
			}
			if (seen.stream().anyMatch((other) -> other.named("").equals(index.named("")))) {
				return "another index is like it";
			}
			String refusal = refusal(new CreateIndex(table.name(), index.named(name(index.name()))));
			if (refusal == null) {
				seen.add(index);
			}
			return refusal;
		}));
	}

	private Table withChecks(Table table) {
		return table.withChecks(rest(table, Kind.CHECK_CONSTRAINT, table.checks(), Check::name,
				(check) -> refusal(new AddCheck(table.name(), check.named(name(check.name()))))));
	}

	private String name(String told) {
		return told.isEmpty() ? unnamed() : told;
	}

	private <T> List<T> rest(Table table, Kind kind, List<T> parts, Function<T, String> name,
			Function<T, @Nullable String> obstacle) {
		List<T> rest = new ArrayList<>();
		for (T part : parts) {
			String reason = obstacle.apply(part);
			if (reason == null) {
				rest.add(part);
			}
			else {
				leaveOut(kind, table, name.apply(part), reason);
			}
		}
		return rest;
	}

	/**
	 * Apply an operation.
	 * @return why that is refused, or {@code null} if it is not
	 */
	private @Nullable String refusal(SchemaOperation operation) {
		try {
			this.fold.then(operation);
			return null;
		}
		catch (SchemaFoldException ex) {
			return reason(ex);
		}
	}

	private static String reason(SchemaFoldException ex) {
		String message = String.valueOf(ex.getMessage());
		return message.substring(message.indexOf(": ") + 2);
	}

	private void remark(ForeignObject object) {
		this.remarks.add("%s %s, which no entity says: it is left alone".formatted(object.title(), object.nature()));
	}

	private void leaveOut(Kind kind, Table table, String name, String reason) {
		ForeignObject object = new ForeignObject(kind, table.name(), name, reason);
		this.remarks.add("%s is left alone: %s".formatted(object.title(), reason));
	}

}
