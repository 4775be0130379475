package io.masterrecord.catalog;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

import io.masterrecord.dialect.CatalogQueries;
import io.masterrecord.dialect.Dialect;
import io.masterrecord.jdbc.SqlStatement;
import io.masterrecord.jdbc.StatementGate;
import io.masterrecord.jdbc.StatementKind;
import io.masterrecord.schema.Check;
import io.masterrecord.schema.Column;
import io.masterrecord.schema.ColumnDefault;
import io.masterrecord.schema.ColumnType;
import io.masterrecord.schema.Deferral;
import io.masterrecord.schema.Environments;
import io.masterrecord.schema.ForeignKey;
import io.masterrecord.schema.ForeignObject;
import io.masterrecord.schema.Index;
import io.masterrecord.schema.IndexColumn;
import io.masterrecord.schema.PrimaryKey;
import io.masterrecord.schema.ReferentialAction;
import io.masterrecord.schema.Routine;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.SearchIndex;
import io.masterrecord.schema.Sequence;
import io.masterrecord.schema.Table;
import io.masterrecord.schema.TypeName;
import io.masterrecord.schema.UniqueConstraint;
import org.jspecify.annotations.Nullable;

/**
 * Reads the tables of the current schema of a live database.
 * <p>
 * Two reads of the same database are equal. Compared with the schema that was applied, a
 * read tells less: use {@link SchemaComparison}. A default is an expression with the text
 * of the catalog; a type that has no neutral name reads as {@code TEXT}; what a check
 * constraint, an index, a computed column or a routine says in SQL is told as the catalog
 * keeps it, which is hardly ever as it was written; of a sequence the first number may be
 * that of the time when it was renamed; constraints and indexes are in order of their
 * names.
 *
 * @since 0.1.0
 */
public final class CatalogReader {

	private final StatementGate gate;

	private final Dialect dialect;

	private final Map<String, TableParts> tables = new LinkedHashMap<>();

	private final Consumer<ForeignObject> foreign;

	private final List<ForeignObject> told = new ArrayList<>();

	private CatalogReader(StatementGate gate, Consumer<ForeignObject> foreign) {
		this.gate = gate;
		this.dialect = gate.dialect();
		this.foreign = foreign;
	}

	/**
	 * Read all tables.
	 * @param connection a connection to the database, which stays open
	 * @param dialect its dialect
	 * @return the tables, without declared rows
	 */
	public static Schema read(Connection connection, Dialect dialect) {
		return read(connection, dialect, (table) -> true);
	}

	/**
	 * Read some tables.
	 * @param connection a connection to the database, which stays open
	 * @param dialect its dialect
	 * @param wanted tells by its name whether a table is read
	 * @return the tables, without declared rows
	 */
	public static Schema read(Connection connection, Dialect dialect, Predicate<String> wanted) {
		return read(StatementGate.on(connection, dialect), wanted);
	}

	/**
	 * Read some tables.
	 * @param gate the way to the database
	 * @param wanted tells by its name whether a table is read
	 * @return the tables, without declared rows
	 */
	public static Schema read(StatementGate gate, Predicate<String> wanted) {
		return read(gate, wanted, (type) -> {
		});
	}

	/**
	 * Read some tables, and tell of what no operation can say. A column of that kind is
	 * read nevertheless, as a text if need be; everything else is left out.
	 * @param gate the way to the database
	 * @param wanted tells by its name whether a table is read
	 * @param foreign takes what no operation can say
	 * @return the tables, without declared rows
	 */
	public static Schema read(StatementGate gate, Predicate<String> wanted, Consumer<ForeignObject> foreign) {
		return new CatalogReader(gate, foreign).read(wanted);
	}

	private Schema read(Predicate<String> wanted) {
		CatalogQueries queries = this.dialect.catalog().queries();
		each(queries.columns(), (row) -> {
			String table = row.getString(1);
			if (wanted.test(table)) {
				this.tables.computeIfAbsent(table, TableParts::new).columns.add(column(row));
			}
		});
		each(queries.primaryKeys(), (row) -> {
			TableParts table = this.tables.get(row.getString(1));
			if (table != null) {
				table.primaryKey.computeIfAbsent(row.getString(2), (name) -> new ArrayList<>()).add(row.getString(3));
			}
		});
		each(queries.uniques(), (row) -> {
			TableParts table = this.tables.get(row.getString(1));
			if (table != null) {
				foreign(ForeignObject.Kind.UNIQUE_CONSTRAINT, row, row.getString(2), 4);
				table.uniques.computeIfAbsent(row.getString(2), (name) -> new ArrayList<>()).add(row.getString(3));
			}
		});
		each(queries.foreignKeys(), this::foreignKey);
		each(queries.indexes(), this::index);
		each(queries.searchIndexes(), (row) -> {
			TableParts table = this.tables.get(row.getString(1));
			if (table != null) {
				this.dialect.search().read(row.getString(2), row.getString(3)).ifPresent(table.searchIndexes::add);
			}
		});
		each(queries.comments(), (row) -> {
			TableParts table = this.tables.get(row.getString(1));
			if (table != null) {
				table.comment = row.getString(2);
			}
		});
		each(queries.checks(), (row) -> {
			TableParts table = this.tables.get(row.getString(1));
			if (table != null) {
				table.checks.addAll(this.dialect.catalog().checks(row.getString(2), text(row, 3)));
				for (String text : this.dialect.catalog().unnamedChecks(row.getString(2))) {
					tell(new ForeignObject(ForeignObject.Kind.CHECK_CONSTRAINT, table.name, text, "has no name"));
				}
			}
		});
		List<Sequence> sequences = new ArrayList<>();
		each(queries.sequences(),
				(row) -> sequences.add(new Sequence(row.getString(1), row.getLong(2), row.getLong(3))));
		List<Routine> routines = new ArrayList<>();
		each(queries.routines(), (row) -> routines.add(routine(row)));
		List<Table> read = this.tables.values().stream().map((table) -> table.toTable(this.dialect)).toList();
		return ForeignParts
			.without(Schema.of(read),
					this.told.stream().filter((each) -> each.kind() != ForeignObject.Kind.COLUMN).toList())
			.withSequences(sequences.stream().map(this::sequence).toList())
			.withRoutines(routines);
	}

	private Sequence sequence(Sequence told) {
		List<Sequence> itself = new ArrayList<>();
		each(this.dialect.catalog().sequence(told.name()),
				(row) -> itself.add(new Sequence(told.name(), row.getLong(1), row.getLong(2))));
		return itself.isEmpty() ? told : itself.get(0);
	}

	private Routine routine(ResultSet row) throws SQLException {
		SortedMap<String, String> sql = new TreeMap<>();
		String text = row.getString(4);
		if (text != null) {
			sql.put(this.dialect.id(), text);
		}
		return new Routine(Routine.Kind.valueOf(row.getString(1)), row.getString(2), row.getString(3), sql, List.of());
	}

	private static String text(ResultSet row, int column) throws SQLException {
		String text = row.getString(column);
		return (text != null) ? text : "";
	}

	private Column column(ResultSet row) throws SQLException {
		String table = row.getString(1);
		String name = row.getString(2);
		String told = row.getString(3);
		ColumnType type = this.dialect.typeOf(told).orElseGet(() -> {
			tell(new ForeignObject(ForeignObject.Kind.COLUMN, table, name, "has the type '%s'".formatted(told)));
			return ColumnType.of(TypeName.TEXT);
		});
		foreign(ForeignObject.Kind.COLUMN, row, name, 10);
		boolean nullable = row.getInt(4) == 1;
		String text = row.getString(5);
		boolean identity = row.getInt(6) == 1;
		ColumnDefault value = (text != null && !identity) ? new ColumnDefault.Expression(text) : null;
		String computed = row.getString(7);
		return new Column(name, type, nullable, value, identity,
				(computed != null) ? this.dialect.catalog().computedFrom(name, computed) : null, row.getString(8),
				row.getString(9));
	}

	private void foreignKey(ResultSet row) throws SQLException {
		TableParts table = this.tables.get(row.getString(1));
		if (table != null) {
			foreign(ForeignObject.Kind.FOREIGN_KEY, row, this.dialect.catalog().constraintName(row.getString(2)), 9);
			String target = row.getString(4);
			ReferentialAction onDelete = action(row.getString(6));
			ReferentialAction onUpdate = action(row.getString(7));
			Deferral deferral = this.dialect.catalog().deferral(row.getString(8));
			ForeignKeyParts parts = table.foreignKeys.computeIfAbsent(row.getString(2),
					(name) -> new ForeignKeyParts(target, onDelete, onUpdate, deferral, new ArrayList<>(),
							new ArrayList<>()));
			parts.columns().add(row.getString(3));
			parts.targetColumns().add(row.getString(5));
		}
	}

	private void index(ResultSet row) throws SQLException {
		TableParts table = this.tables.get(row.getString(1));
		if (table != null) {
			foreign(ForeignObject.Kind.INDEX, row, row.getString(2), 8);
			boolean unique = row.getInt(3) == 1;
			String filter = row.getString(6);
			IndexParts parts = table.indexes.computeIfAbsent(row.getString(2),
					(name) -> new IndexParts(unique,
							(filter != null) ? this.dialect.catalog().indexFilter(filter) : null, new ArrayList<>(),
							new ArrayList<>()));
			String column = row.getString(4);
			boolean descending = row.getInt(5) == 1;
			if (row.getInt(9) == 1) {
				parts.included().add(column);
				return;
			}
			parts.columns()
				.add((column != null) ? new IndexColumn(column, descending)
						: IndexColumn.expression(expression(row, parts.columns().size()), descending));
		}
	}

	private void foreign(ForeignObject.Kind kind, ResultSet row, String name, int column) throws SQLException {
		String nature = row.getString(column);
		if (nature != null) {
			tell(new ForeignObject(kind, row.getString(1), name, nature));
		}
	}

	private void tell(ForeignObject object) {
		if (this.told.stream().noneMatch(object::isSame)) {
			this.told.add(object);
			this.foreign.accept(object);
		}
	}

	private String expression(ResultSet row, int position) throws SQLException {
		String told = row.getString(7);
		return (told != null) ? this.dialect.catalog().indexExpression(told, position) : "";
	}

	/**
	 * Return the action of a word of the standard, or of the letter of PostgreSQL.
	 */
	private static ReferentialAction action(String told) {
		return switch (told.toUpperCase(Locale.ROOT)) {
			case "CASCADE", "C" -> ReferentialAction.CASCADE;
			case "SET NULL", "N" -> ReferentialAction.SET_NULL;
			case "SET DEFAULT", "D" -> ReferentialAction.SET_DEFAULT;
			default -> ReferentialAction.RESTRICT;
		};
	}

	private void each(String query, RowReader reader) {
		if (!query.isEmpty()) {
			this.gate.<Integer>query(SqlStatement.of(StatementKind.SELECT, query), (rows) -> {
				int count = 0;
				while (rows.next()) {
					reader.read(rows);
					count++;
				}
				return count;
			});
		}
	}

	/**
	 * Reads one row.
	 */
	@FunctionalInterface
	private interface RowReader {

		void read(ResultSet row) throws SQLException;

	}

	/**
	 * What has been read of a foreign key.
	 */
	private record ForeignKeyParts(String target, ReferentialAction onDelete, ReferentialAction onUpdate,
			Deferral deferral, List<String> columns, List<String> targetColumns) {
	}

	/**
	 * What has been read of an index.
	 */
	private record IndexParts(boolean unique, @Nullable String filter, List<IndexColumn> columns,
			List<String> included) {
	}

	/**
	 * What has been read of a table.
	 */
	private static final class TableParts {

		private final String name;

		private final List<Column> columns = new ArrayList<>();

		private final Map<String, List<String>> primaryKey = new LinkedHashMap<>();

		private final Map<String, List<String>> uniques = new LinkedHashMap<>();

		private final Map<String, ForeignKeyParts> foreignKeys = new LinkedHashMap<>();

		private final Map<String, IndexParts> indexes = new LinkedHashMap<>();

		private final List<SearchIndex> searchIndexes = new ArrayList<>();

		private final List<Check> checks = new ArrayList<>();

		private @Nullable String comment;

		private TableParts(String name) {
			this.name = name;
		}

		private Table toTable(Dialect dialect) {
			List<UniqueConstraint> uniqueConstraints = new ArrayList<>();
			this.uniques.forEach((key, names) -> uniqueConstraints.add(new UniqueConstraint(key, names)));
			List<ForeignKey> keys = new ArrayList<>();
			this.foreignKeys.forEach((told, parts) -> keys
				.add(new ForeignKey(dialect.catalog().constraintName(told), parts.columns(), parts.target(),
						parts.targetColumns(), parts.onDelete(), parts.onUpdate(), parts.deferral())));
			List<Index> all = new ArrayList<>();
			this.indexes.forEach((key, parts) -> all.add(new Index(key, parts.columns(), parts.unique(),
					Environments.everywhere(), parts.filter(), parts.included())));
			PrimaryKey key = this.primaryKey.entrySet()
				.stream()
				.findFirst()
				.map((entry) -> new PrimaryKey(dialect.catalog().constraintName(entry.getKey()), entry.getValue()))
				.orElse(null);
			return InOrder.of(new Table(this.name, this.columns, key, uniqueConstraints, keys, all, this.searchIndexes,
					this.checks, this.comment));
		}

	}

}
