package io.masterrecord.catalog;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import io.masterrecord.dialect.Dialect;
import io.masterrecord.dialect.TypedValue;
import io.masterrecord.jdbc.SqlStatement;
import io.masterrecord.jdbc.StatementGate;
import io.masterrecord.jdbc.StatementKind;
import io.masterrecord.operation.AddCheck;
import io.masterrecord.operation.AddColumn;
import io.masterrecord.operation.AddForeignKey;
import io.masterrecord.operation.AddPrimaryKey;
import io.masterrecord.operation.AddUnique;
import io.masterrecord.operation.AlterColumn;
import io.masterrecord.operation.AlterSequence;
import io.masterrecord.operation.Backfill;
import io.masterrecord.operation.CommentTable;
import io.masterrecord.operation.CreateIndex;
import io.masterrecord.operation.CreateRoutine;
import io.masterrecord.operation.CreateSearchIndex;
import io.masterrecord.operation.CreateSequence;
import io.masterrecord.operation.CreateTable;
import io.masterrecord.operation.DeleteRows;
import io.masterrecord.operation.DropCheck;
import io.masterrecord.operation.DropColumn;
import io.masterrecord.operation.DropForeignKey;
import io.masterrecord.operation.DropIndex;
import io.masterrecord.operation.DropPrimaryKey;
import io.masterrecord.operation.DropRoutine;
import io.masterrecord.operation.DropSearchIndex;
import io.masterrecord.operation.DropSequence;
import io.masterrecord.operation.DropTable;
import io.masterrecord.operation.DropUnique;
import io.masterrecord.operation.InsertRows;
import io.masterrecord.operation.LoadRows;
import io.masterrecord.operation.OperationVisitor;
import io.masterrecord.operation.RenameColumn;
import io.masterrecord.operation.RenameConstraint;
import io.masterrecord.operation.RenameIndex;
import io.masterrecord.operation.RenameSequence;
import io.masterrecord.operation.RenameTable;
import io.masterrecord.operation.RunCode;
import io.masterrecord.operation.RunSql;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.operation.TakeBackRows;
import io.masterrecord.operation.UpsertRows;
import io.masterrecord.schema.Check;
import io.masterrecord.schema.Column;
import io.masterrecord.schema.ColumnDefault;
import io.masterrecord.schema.ForeignKey;
import io.masterrecord.schema.Index;
import io.masterrecord.schema.PrimaryKey;
import io.masterrecord.schema.Routine;
import io.masterrecord.schema.Row;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.SearchIndex;
import io.masterrecord.schema.Sequence;
import io.masterrecord.schema.Table;
import io.masterrecord.schema.UniqueConstraint;

/**
 * Asks a live database whether an operation took effect, after a run was cut off between
 * the operation and its record.
 *
 * @since 0.1.0
 */
public final class StepProbe {

	private StepProbe() {
	}

	/**
	 * Tell whether an operation took effect.
	 * @param connection a connection to the database, which stays open
	 * @param dialect its dialect
	 * @param before the schema before the operation
	 * @param operation the operation
	 * @return what the database tells
	 */
	public static StepEffect tookEffect(Connection connection, Dialect dialect, Schema before,
			SchemaOperation operation) {
		return tookEffect(StatementGate.on(connection, dialect), before, operation);
	}

	/**
	 * Tell whether an operation took effect.
	 * @param gate the way to the database
	 * @param before the schema before the operation
	 * @param operation the operation
	 * @return what the database tells
	 */
	public static StepEffect tookEffect(StatementGate gate, Schema before, SchemaOperation operation) {
		return operation.accept(new Probe(gate, before));
	}

	/**
	 * The questions, one for each kind of operation.
	 */
	private static final class Probe implements OperationVisitor<StepEffect> {

		private final StatementGate gate;

		private final Dialect dialect;

		private final SchemaComparison comparison;

		private final Schema before;

		private final Schema live;

		private Probe(StatementGate gate, Schema before) {
			this.gate = gate;
			this.dialect = gate.dialect();
			this.comparison = SchemaComparison.of(this.dialect, Set.of());
			this.before = before;
			this.live = CatalogReader.read(gate, (table) -> true);
		}

		@Override
		public StepEffect visit(CreateTable operation) {
			Table expected = this.comparison.normalize(operation.table());
			return present(this.live.table(expected.name()).map(this.comparison::normalize), expected);
		}

		@Override
		public StepEffect visit(DropTable operation) {
			return absent(this.live.table(operation.table()));
		}

		@Override
		public StepEffect visit(RenameTable operation) {
			return renamed(this.live.table(operation.table()), this.live.table(operation.newName()));
		}

		@Override
		public StepEffect visit(AddColumn operation) {
			return present(column(operation.table(), operation.column().name()),
					this.comparison.normalize(operation.column()));
		}

		@Override
		public StepEffect visit(DropColumn operation) {
			return absent(column(operation.table(), operation.column()));
		}

		/**
		 * An alteration may be run again: also where it stopped with the new type, but
		 * with NULL still allowed.
		 */
		@Override
		public StepEffect visit(AlterColumn operation) {
			Column to = operation.column();
			Column from = this.before.table(operation.table()).flatMap((table) -> table.column(to.name())).orElse(to);
			Optional<Column> live = liveTable(operation.table()).flatMap((table) -> table.column(to.name()));
			if (live.isEmpty()) {
				return StepEffect.UNKNOWN;
			}
			Column told = this.comparison.normalize(live.get());
			Column target = this.comparison.normalize(to);
			if (told.equals(target)) {
				return this.comparison.normalize(from).equals(target) ? defaultEffect(live.get(), from, to)
						: StepEffect.YES;
			}
			Column between = to.withNullable(true).withIdentity(false);
			return (told.equals(this.comparison.normalize(from)) || told.equals(this.comparison.normalize(between)))
					? StepEffect.NO : StepEffect.UNKNOWN;
		}

		private StepEffect defaultEffect(Column live, Column from, Column to) {
			Optional<String> told = Optional.ofNullable(live.defaultValue())
				.map((value) -> plain(((ColumnDefault.Expression) value).sql()));
			if (told.equals(this.dialect.defaultOf(to).map(Probe::plain))) {
				return StepEffect.YES;
			}
			return told.equals(this.dialect.defaultOf(from).map(Probe::plain)) ? StepEffect.NO : StepEffect.UNKNOWN;
		}

		private static String plain(String expression) {
			return expression.replaceAll("[\\s()]", "").toLowerCase(Locale.ROOT);
		}

		@Override
		public StepEffect visit(RenameColumn operation) {
			return renamed(column(operation.table(), operation.column()),
					column(operation.table(), operation.newName()));
		}

		@Override
		public StepEffect visit(AddPrimaryKey operation) {
			return present(primaryKey(operation.table()), operation.primaryKey().columns());
		}

		@Override
		public StepEffect visit(DropPrimaryKey operation) {
			return absent(primaryKey(operation.table()));
		}

		private Optional<List<String>> primaryKey(String table) {
			return liveTable(table).map(Table::primaryKey).map(PrimaryKey::columns);
		}

		@Override
		public StepEffect visit(AddUnique operation) {
			UniqueConstraint unique = operation.unique();
			return this.dialect.uniqueConstraintsAreIndexes()
					? present(index(operation.table(), unique.name()), SchemaComparison.index(unique))
					: present(liveTable(operation.table()).flatMap((table) -> table.unique(unique.name())), unique);
		}

		@Override
		public StepEffect visit(DropUnique operation) {
			return this.dialect.uniqueConstraintsAreIndexes() ? absent(index(operation.table(), operation.name()))
					: absent(liveTable(operation.table()).flatMap((table) -> table.unique(operation.name())));
		}

		@Override
		public StepEffect visit(AddForeignKey operation) {
			return present(foreignKey(operation.table(), operation.foreignKey().name()), operation.foreignKey());
		}

		@Override
		public StepEffect visit(DropForeignKey operation) {
			return absent(foreignKey(operation.table(), operation.name()));
		}

		@Override
		public StepEffect visit(CreateIndex operation) {
			return present(index(operation.table(), operation.index().name()),
					this.comparison.normalize(operation.index()));
		}

		/**
		 * An index under a foreign key may go only while the foreign key is away.
		 */
		@Override
		public StepEffect visit(DropIndex operation) {
			boolean complete = this.before.table(operation.table())
				.map(Table::foreignKeys)
				.orElse(List.of())
				.stream()
				.allMatch((key) -> foreignKey(operation.table(), key.name()).isPresent());
			return complete ? absent(index(operation.table(), operation.name())) : StepEffect.UNKNOWN;
		}

		/**
		 * Where there is nothing of the kind there is nothing to do.
		 */
		@Override
		public StepEffect visit(CreateSearchIndex operation) {
			SearchIndex index = operation.index();
			return isKept(operation.table(), index) ? present(searchIndex(operation.table(), index.name()), index)
					: StepEffect.YES;
		}

		@Override
		public StepEffect visit(DropSearchIndex operation) {
			return absent(searchIndex(operation.table(), operation.name()));
		}

		private boolean isKept(String table, SearchIndex index) {
			return this.before.table(table).filter((known) -> this.dialect.search().keeps(known, index)).isPresent();
		}

		private Optional<SearchIndex> searchIndex(String table, String name) {
			return liveTable(table).flatMap((live) -> live.searchIndex(name));
		}

		@Override
		public StepEffect visit(AddCheck operation) {
			return there(check(operation.table(), operation.check().name()));
		}

		@Override
		public StepEffect visit(DropCheck operation) {
			return absent(check(operation.table(), operation.name()));
		}

		private Optional<Check> check(String table, String name) {
			return liveTable(table).flatMap((live) -> live.check(name));
		}

		@Override
		public StepEffect visit(RenameIndex operation) {
			return renamed(index(operation.table(), operation.name()), index(operation.table(), operation.newName()));
		}

		@Override
		public StepEffect visit(RenameConstraint operation) {
			PrimaryKey primaryKey = this.before.table(operation.table()).map(Table::primaryKey).orElse(null);
			if (primaryKey != null && primaryKey.name().equals(operation.name())
					&& !this.dialect.catalog().namedPrimaryKeys()) {
				return StepEffect.YES;
			}
			return renamed(constraint(operation.table(), operation.name()),
					constraint(operation.table(), operation.newName()));
		}

		private Optional<String> constraint(String tableName, String name) {
			return liveTable(tableName).filter((table) -> {
				PrimaryKey primaryKey = table.primaryKey();
				return (primaryKey != null && primaryKey.name().equals(name)) || table.unique(name).isPresent()
						|| table.foreignKey(name).isPresent() || table.check(name).isPresent()
						|| (this.dialect.uniqueConstraintsAreIndexes() && table.index(name).isPresent());
			}).map((table) -> name);
		}

		@Override
		public StepEffect visit(CommentTable operation) {
			boolean said = !this.dialect.catalog().comments()
					|| liveTable(operation.table()).map((table) -> Objects.equals(table.comment(), operation.comment()))
						.orElse(false);
			return said ? StepEffect.YES : StepEffect.NO;
		}

		@Override
		public StepEffect visit(CreateSequence operation) {
			return there(sequence(operation.sequence().name()));
		}

		/**
		 * To say it again does no harm, unless it begins anew and numbers have been
		 * handed out meanwhile.
		 */
		@Override
		public StepEffect visit(AlterSequence operation) {
			Sequence from = this.before.sequences().get(operation.sequence().name());
			boolean goesOn = from != null && from.start() == operation.sequence().start();
			return goesOn ? StepEffect.NO : StepEffect.UNKNOWN;
		}

		@Override
		public StepEffect visit(RenameSequence operation) {
			return renamed(sequence(operation.name()), sequence(operation.newName()));
		}

		@Override
		public StepEffect visit(DropSequence operation) {
			return absent(sequence(operation.name()));
		}

		private Optional<Sequence> sequence(String name) {
			return Optional.ofNullable(this.live.sequences().get(name));
		}

		@Override
		public StepEffect visit(CreateRoutine operation) {
			Routine routine = operation.routine();
			return (routine.sqlFor(this.dialect.id()) == null) ? StepEffect.YES : there(routine(routine.name()));
		}

		@Override
		public StepEffect visit(DropRoutine operation) {
			return absent(routine(operation.name()));
		}

		private Optional<Routine> routine(String name) {
			return Optional.ofNullable(this.live.routines().get(name));
		}

		private static StepEffect there(Optional<?> live) {
			return live.isPresent() ? StepEffect.YES : StepEffect.NO;
		}

		@Override
		public StepEffect visit(InsertRows operation) {
			int found = 0;
			for (Row row : operation.rows()) {
				found += exists(operation.table(), operation.key().isEmpty() ? row : row.only(operation.key())) ? 1 : 0;
			}
			if (found == 0) {
				return StepEffect.NO;
			}
			return (found == operation.rows().size() && !operation.key().isEmpty()) ? StepEffect.YES
					: StepEffect.UNKNOWN;
		}

		/**
		 * Rows that are not there as they should be are written again.
		 */
		@Override
		public StepEffect visit(UpsertRows operation) {
			for (Row row : operation.rows()) {
				List<String> written = new ArrayList<>(operation.key());
				for (String column : row.values().keySet()) {
					if (operation.updating().contains(column)) {
						written.add(column);
					}
				}
				if (!exists(operation.table(),
						operation.updating().isEmpty() ? withoutPrimaryKey(operation, row) : row.only(written))) {
					return StepEffect.NO;
				}
			}
			return StepEffect.YES;
		}

		private Row withoutPrimaryKey(UpsertRows operation, Row row) {
			Set<String> primaryKey = this.before.table(operation.table())
				.map(Table::primaryKey)
				.map((key) -> Set.copyOf(key.columns()))
				.orElse(Set.of());
			return row.only(row.values()
				.keySet()
				.stream()
				.filter((column) -> operation.key().contains(column) || !primaryKey.contains(column))
				.toList());
		}

		/**
		 * Rows that are still there are deleted again.
		 */
		@Override
		public StepEffect visit(DeleteRows operation) {
			return operation.rows()
				.stream()
				.noneMatch(
						(row) -> exists(operation.table(), operation.key().isEmpty() ? row : row.only(operation.key())))
								? StepEffect.YES : StepEffect.NO;
		}

		/**
		 * Rows of a file are written again: each step that changes rows is committed
		 * together with its record.
		 */
		@Override
		public StepEffect visit(LoadRows operation) {
			return StepEffect.NO;
		}

		@Override
		public StepEffect visit(TakeBackRows operation) {
			return StepEffect.NO;
		}

		@Override
		public StepEffect visit(Backfill operation) {
			return StepEffect.NO;
		}

		@Override
		public StepEffect visit(RunSql operation) {
			return declared(operation.declares());
		}

		@Override
		public StepEffect visit(RunCode operation) {
			return declared(operation.declares());
		}

		private StepEffect declared(List<SchemaOperation> declares) {
			List<StepEffect> effects = declares.stream().map((operation) -> operation.accept(this)).distinct().toList();
			return (effects.size() == 1) ? effects.get(0) : StepEffect.UNKNOWN;
		}

		private boolean exists(String tableName, Row row) {
			Table table = this.before.table(tableName).orElse(null);
			if (table == null) {
				return false;
			}
			List<String> conditions = new ArrayList<>();
			List<TypedValue> values = new ArrayList<>();
			row.values().forEach((name, value) -> {
				String column = this.dialect.quote(name);
				if (value == null) {
					conditions.add(column + " IS NULL");
				}
				else {
					conditions.add(column + " = ?");
					table.column(name).ifPresent((known) -> values.add(new TypedValue(known.type(), value)));
				}
			});
			String sql = "SELECT count(*) FROM " + this.dialect.quote(tableName) + " WHERE "
					+ String.join(" AND ", conditions);
			return this.gate.<Boolean>query(new SqlStatement(sql, values, Set.of(tableName), StatementKind.SELECT),
					(rows) -> rows.next() && rows.getLong(1) > 0);
		}

		private Optional<Table> liveTable(String name) {
			return this.live.table(name);
		}

		private Optional<Column> column(String table, String name) {
			return liveTable(table).flatMap((live) -> live.column(name)).map(this.comparison::normalize);
		}

		private Optional<Index> index(String table, String name) {
			return liveTable(table).flatMap((live) -> live.index(name)).map(this.comparison::normalize);
		}

		private Optional<ForeignKey> foreignKey(String table, String name) {
			return liveTable(table).flatMap((live) -> live.foreignKey(name));
		}

		private static <T> StepEffect present(Optional<T> live, T expected) {
			return live.<StepEffect>map((found) -> found.equals(expected) ? StepEffect.YES : StepEffect.UNKNOWN)
				.orElse(StepEffect.NO);
		}

		private static StepEffect absent(Optional<?> live) {
			return live.isEmpty() ? StepEffect.YES : StepEffect.NO;
		}

		private static StepEffect renamed(Optional<?> old, Optional<?> renamed) {
			if (old.isPresent() == renamed.isPresent()) {
				return StepEffect.UNKNOWN;
			}
			return renamed.isPresent() ? StepEffect.YES : StepEffect.NO;
		}

	}

}
