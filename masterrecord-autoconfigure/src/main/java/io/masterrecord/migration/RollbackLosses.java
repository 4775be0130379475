package io.masterrecord.migration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import io.masterrecord.dialect.Dialect;
import io.masterrecord.jdbc.SqlStatement;
import io.masterrecord.jdbc.StatementKind;
import io.masterrecord.operation.AddColumn;
import io.masterrecord.operation.AlterColumn;
import io.masterrecord.operation.Destruction;
import io.masterrecord.operation.DropColumn;
import io.masterrecord.operation.DropTable;
import io.masterrecord.operation.RunCode;
import io.masterrecord.operation.RunSql;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.schema.Column;
import io.masterrecord.schema.ColumnDefault;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.Table;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;

/**
 * Finds the rows and values that would be lost if migrations were undone: those of tables
 * and columns that are dropped, without what migrations wrote and nobody has changed
 * since, and NULL where a default takes its place. They are counted before the first
 * statement, under the names that tables and columns have then.
 */
final class RollbackLosses {

	private static final Log log = LogFactory.getLog(Migrator.class);

	private final RunContext context;

	private final Dialect dialect;

	private final Schema present;

	private final PresentNames names = new PresentNames();

	private final Map<String, WrittenRows> written = new HashMap<>();

	private final List<String> found = new ArrayList<>();

	private RollbackLosses(RunContext context, Schema present) {
		this.context = context;
		this.dialect = context.session().dialect();
		this.present = present;
	}

	/**
	 * Make sure that nothing is lost, or that it may be.
	 * @param context the run
	 * @param targets what is to be undone, in order
	 * @param reason why data may be lost, or {@code null} if it may not
	 * @return the targets, with the reason beside the steps that lose data
	 * @throws DataLossException if data would be lost and must not be
	 */
	static List<Target> require(RunContext context, List<Target> targets, @Nullable String reason) {
		Schema present = targets.stream()
			.flatMap(Target::remaining)
			.findFirst()
			.map(PlannedStep::before)
			.orElse(Schema.empty());
		RollbackLosses losses = new RollbackLosses(context, present);
		List<Target> checked = targets.stream().map((target) -> losses.check(target, reason)).toList();
		if (!losses.found.isEmpty() && reason == null) {
			throw new DataLossException(losses.found);
		}
		losses.found.forEach((loss) -> log.warn("Data is lost for this reason: %s. %s".formatted(reason, loss)));
		return checked;
	}

	private static boolean isBegun(Target target) {
		return target.row() != null && target.row().state() == HistoryState.REVERTING;
	}

	/**
	 * Look at a migration. One that is half undone was asked about when that was begun.
	 */
	private Target check(Target target, @Nullable String reason) {
		List<PlannedStep> steps = new ArrayList<>();
		for (PlannedStep step : target.steps()) {
			List<String> losses = new ArrayList<>();
			if (!step.outcome().isSkipped() && !target.isDone(step)) {
				follow(target, step.operation(), losses);
			}
			if (reason != null && !losses.isEmpty()) {
				steps.add(step.described("%s, which loses %s: %s".formatted(step.step().description(),
						String.join(" and ", losses), reason)));
			}
			else {
				steps.add(step);
			}
			if (!isBegun(target)) {
				losses.forEach((loss) -> this.found.add("Undoing migration %s, %s, loses %s"
					.formatted(target.definition(), step.step().position(), loss)));
			}
		}
		return target.with(steps);
	}

	private void follow(Target target, SchemaOperation operation, List<String> losses) {
		if (operation instanceof RunSql sql) {
			sql.declares().forEach((declared) -> follow(target, declared, losses));
			if (sql.declares().isEmpty() && Destruction.takesAway(sql)) {
				losses.add("what its SQL takes away, which is not declared");
			}
		}
		else if (operation instanceof RunCode code) {
			code.declares().forEach((declared) -> follow(target, declared, losses));
		}
		else if (operation instanceof DropTable drop) {
			this.present.table(this.names.table(drop.table())).flatMap(this::rows).ifPresent(losses::add);
		}
		else if (operation instanceof DropColumn drop) {
			this.present.table(this.names.table(drop.table()))
				.flatMap((table) -> table.column(this.names.column(drop.table(), drop.column()))
					.filter((column) -> !column.isComputed())
					.flatMap((column) -> values(table, column, fillers(target, drop, column))))
				.ifPresent(losses::add);
		}
		else if (operation instanceof AlterColumn alter) {
			this.present.table(this.names.table(alter.table()))
				.flatMap((table) -> table.column(this.names.column(alter.table(), alter.column().name()))
					.filter(alter.column()::fillsNullsOf)
					.flatMap((column) -> nulls(table, column)))
				.ifPresent(losses::add);
		}
		this.names.follow(operation);
	}

	private Optional<String> rows(Table table) {
		return loss("row", "table '" + table.name() + "'", table, () -> {
			long rows = count(table, "1 = 1");
			return (rows > 0) ? rows - written(table).inserted() : 0;
		});
	}

	private Optional<String> nulls(Table table, Column column) {
		return loss("NULL", "column '" + table.name() + "." + column.name() + "'", table,
				() -> count(table, this.dialect.quote(column.name()) + " IS NULL"));
	}

	/**
	 * Return the values of a column that are no fillers. A column without a row is not
	 * worth a word.
	 */
	private Optional<String> values(Table table, Column column, Set<String> fillers) {
		String name = this.dialect.quote(column.name());
		String condition = name + " IS NOT NULL"
				+ (fillers.isEmpty() ? "" : " AND " + name + " NOT IN (" + String.join(", ", fillers) + ")");
		return loss("value", "column '" + table.name() + "." + column.name() + "'", table, () -> {
			long values = count(table, condition);
			return (values > 0) ? values - written(table).count(column.name(), condition) : 0;
		});
	}

	/**
	 * Return what the rows got that were there when the column was added, and what they
	 * get without a value, as it is written in SQL.
	 */
	private Set<String> fillers(Target target, DropColumn drop, Column present) {
		Set<String> fillers = new LinkedHashSet<>();
		Stream<Column> added = target.definition()
			.up()
			.stream()
			.filter(AddColumn.class::isInstance)
			.map(AddColumn.class::cast)
			.filter((add) -> add.table().equals(drop.table()) && add.column().name().equals(drop.column()))
			.map(AddColumn::column);
		Stream.concat(added, Stream.of(present))
			.filter((column) -> column.defaultValue() instanceof ColumnDefault.Literal && isComparable(column))
			.forEach((column) -> this.dialect.defaultOf(column).ifPresent(fillers::add));
		return fillers;
	}

	private static boolean isComparable(Column column) {
		return switch (column.type().name()) {
			case BINARY, JSON, ARRAY -> false;
			default -> true;
		};
	}

	private WrittenRows written(Table table) {
		return this.written.computeIfAbsent(table.name(), (name) -> new WrittenRows(this.context, table));
	}

	private long count(Table table, String condition) {
		String count = this.context.session()
			.text(SqlStatement.of(StatementKind.SELECT,
					"SELECT COUNT(*) FROM " + this.dialect.quote(table.name()) + " WHERE " + condition));
		return (count != null) ? Long.parseLong(count) : 0;
	}

	/**
	 * Say how much is lost. What cannot be counted may be anything, unless its table is
	 * gone.
	 */
	private Optional<String> loss(String unit, String place, Table table, Count count) {
		try {
			long lost = count.of();
			return (lost > 0) ? Optional.of("%d %s%s of %s".formatted(lost, unit, (lost == 1) ? "" : "s", place))
					: Optional.empty();
		}
		catch (DataAccessException ex) {
			if (!this.context.session().hasTable(table.name())) {
				return Optional.empty();
			}
			log.debug("What is in '%s' could not be counted".formatted(table.name()), ex);
			return Optional.of("%ss of %s, which could not be counted".formatted(unit, place));
		}
	}

	/**
	 * Counts.
	 */
	@FunctionalInterface
	private interface Count {

		long of();

	}

}
