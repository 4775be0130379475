package io.masterrecord.migration;

import java.util.ArrayList;
import java.util.List;

import io.masterrecord.catalog.CatalogReader;
import io.masterrecord.dialect.Dialect;
import io.masterrecord.schema.Column;
import io.masterrecord.schema.ColumnType;
import io.masterrecord.schema.ForeignObject;
import io.masterrecord.schema.Index;
import io.masterrecord.schema.IndexColumn;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.Table;
import io.masterrecord.schema.TypeName;
import io.masterrecord.schema.UniqueConstraint;

/**
 * The tables of a database as they are, without those in which it remembers its
 * migrations.
 *
 * @param database the database
 * @param dialect the name of its dialect
 * @param schema the tables; a unique index over one column is a unique constraint where
 * the database cannot tell them apart; a constraint that nobody gave a name has an empty
 * one
 * @param foreign what no operation can say: it is not in the tables, but for columns,
 * which are there as texts if need be
 * @since 0.1.0
 */
public record DatabaseTables(DatabaseProduct database, String dialect, Schema schema, List<ForeignObject> foreign) {

	public DatabaseTables {
		foreign = List.copyOf(foreign);
	}

	/**
	 * Return the names of the tables.
	 * @return the names, sorted
	 */
	public List<String> names() {
		return List.copyOf(this.schema.tables().keySet());
	}

	static DatabaseTables of(RunSession session, HistoryTables tables) {
		List<ForeignObject> foreign = new ArrayList<>();
		List<String> ours = tables.names();
		Schema schema = CatalogReader.read(session.gate(), (name) -> !ours.contains(name), foreign::add);
		if (session.dialect().uniqueConstraintsAreIndexes()) {
			for (Table table : schema.tables().values()) {
				schema = schema.with(withConstraints(session.dialect(), table));
			}
		}
		Dialect dialect = session.dialect();
		if (numbersOfOneKind(dialect)) {
			for (Table table : schema.tables().values()) {
				schema = schema.with(withLongIdentity(schema, table));
			}
		}
		return new DatabaseTables(session.product(), dialect.id(), schema, foreign);
	}

	private static boolean numbersOfOneKind(Dialect dialect) {
		return dialect.storedType(identity(TypeName.INTEGER)).equals(dialect.storedType(identity(TypeName.BIGINT)));
	}

	private static Column identity(TypeName type) {
		return new Column("id", ColumnType.of(type), false, null, true);
	}

	/**
	 * Where the database cannot tell what kind of number a row has, the columns that
	 * refer to it can.
	 */
	private static Table withLongIdentity(Schema schema, Table table) {
		boolean narrow = schema.tables()
			.values()
			.stream()
			.anyMatch((other) -> other.foreignKeys()
				.stream()
				.filter((key) -> key.targetTable().equals(table.name()))
				.flatMap((key) -> key.columns().stream())
				.flatMap((name) -> other.column(name).stream())
				.anyMatch((column) -> column.type().name() == TypeName.INTEGER));
		return narrow ? table
				: table.withColumns(table.columns()
					.stream()
					.map((column) -> column.identity() ? column.withType(ColumnType.of(TypeName.BIGINT)) : column)
					.toList());
	}

	private static Table withConstraints(Dialect dialect, Table table) {
		List<UniqueConstraint> uniques = new ArrayList<>(table.uniques());
		List<Index> indexes = new ArrayList<>();
		for (Index index : table.indexes()) {
			if (index.isKey() && index.columns().size() == 1
					&& index.columns().stream().noneMatch(IndexColumn::descending)) {
				uniques.add(new UniqueConstraint(dialect.catalog().isUnnamed(index.name()) ? "" : index.name(),
						index.columnNames()));
			}
			else {
				indexes.add(dialect.catalog().isUnnamed(index.name()) ? index.named("") : index);
			}
		}
		return table.withUniques(uniques).withIndexes(indexes);
	}

}
