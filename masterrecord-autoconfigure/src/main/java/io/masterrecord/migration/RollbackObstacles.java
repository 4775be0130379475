package io.masterrecord.migration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import io.masterrecord.operation.Backfill;
import io.masterrecord.operation.DeleteRows;
import io.masterrecord.operation.RunCode;
import io.masterrecord.operation.RunSql;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.operation.TakeBackRows;
import io.masterrecord.schema.Column;
import io.masterrecord.schema.ForeignKey;
import io.masterrecord.schema.ReferentialAction;
import io.masterrecord.schema.Row;
import io.masterrecord.schema.RowReference;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.Table;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;

/**
 * Finds the rows that refer to rows which are deleted when migrations are undone, before
 * the first statement: the database would refuse half way, or delete or empty what nobody
 * said may be lost. Rows that the same run deletes before do not count, and after SQL or
 * code of the application nothing is known of rows any more, which is said.
 */
final class RollbackObstacles {

	private static final Log log = LogFactory.getLog(Migrator.class);

	private final RunContext context;

	private final boolean lossAccepted;

	private final PresentNames names = new PresentNames();

	/** The rows that are deleted so far, by the present names of their tables. */
	private final Map<String, Set<Row>> deleted = new HashMap<>();

	private final List<String> problems = new ArrayList<>();

	private Schema present = Schema.empty();

	/** What may have changed any rows, or {@code null} if nothing has. */
	private @Nullable String changedBy;

	private final Consumer<String> warnings;

	private RollbackObstacles(RunContext context, boolean lossAccepted, Consumer<String> warnings) {
		this.context = context;
		this.lossAccepted = lossAccepted;
		this.warnings = warnings;
	}

	/**
	 * Make sure that no row is in the way.
	 * @param context the run
	 * @param targets what is to be undone, in order
	 * @param lossAccepted whether rows may be lost that others belong to
	 * @param warnings takes what could not be looked at
	 * @throws MigrationDataException if there is one
	 */
	static void require(RunContext context, List<Target> targets, boolean lossAccepted, Consumer<String> warnings) {
		RollbackObstacles obstacles = new RollbackObstacles(context, lossAccepted, warnings);
		targets.stream().flatMap(Target::remaining).findFirst().ifPresent((step) -> obstacles.present = step.before());
		targets.forEach((target) -> target.remaining().forEach((step) -> obstacles.follow(target, step)));
		if (!obstacles.problems.isEmpty()) {
			throw MigrationDataException.undoing(obstacles.problems);
		}
	}

	private void follow(Target target, PlannedStep step) {
		if (this.changedBy == null && !step.outcome().isSkipped() && changesAnyRows(step.operation())) {
			this.changedBy = "%s of migration %s".formatted(step.step().position(), target.definition());
		}
		if (step.operation() instanceof DeleteRows delete && this.changedBy == null) {
			check(target, step, delete);
		}
		else if (step.operation() instanceof DeleteRows delete && !delete.guarded()) {
			this.warnings.accept(
					"Undoing migration %s, %s, deletes rows of '%s': it was not looked whether others refer to them, because %s may change that before"
						.formatted(target.definition(), step.step().position(), delete.table(), this.changedBy));
		}
		this.names.follow(step.operation());
	}

	private static boolean changesAnyRows(SchemaOperation operation) {
		return operation instanceof RunSql || operation instanceof RunCode || operation instanceof TakeBackRows
				|| operation instanceof Backfill;
	}

	private void check(Target target, PlannedStep step, DeleteRows delete) {
		Table table = this.present.table(this.names.table(delete.table())).orElse(null);
		List<Row> keys = keys(delete);
		if (table == null || keys.isEmpty()) {
			return;
		}
		try {
			Set<Row> rows = new HashSet<>();
			RowTable known = new RowTable(this.context.session().gate(), table);
			known.find(keys, List.of(), false).values().forEach(rows::addAll);
			if (!delete.guarded() && !rows.isEmpty()) {
				step.before()
					.tables()
					.values()
					.forEach((other) -> other.foreignKeys()
						.stream()
						.filter((key) -> key.targetTable().equals(delete.table()))
						.forEach((key) -> check(target, step, rows, other, key)));
			}
			this.deleted.computeIfAbsent(table.name(), (name) -> new HashSet<>()).addAll(rows);
		}
		catch (DataAccessException ex) {
			log.debug("The rows of '%s' could not be looked at before they are deleted".formatted(table.name()), ex);
		}
	}

	/**
	 * Return the keys of rows in the names of now; none if there are no values for them.
	 */
	private List<Row> keys(DeleteRows delete) {
		List<Row> keys = new ArrayList<>();
		for (Row row : delete.rows()) {
			Map<String, @Nullable Object> key = new LinkedHashMap<>();
			for (String column : delete.key()) {
				Object value = row.values().get(column);
				String name = this.names.column(delete.table(), column);
				if (value == null || value instanceof RowReference || name.isEmpty()) {
					return List.of();
				}
				key.put(name, value);
			}
			keys.add(Row.of(key));
		}
		return keys;
	}

	private void check(Target target, PlannedStep step, Set<Row> rows, Table then, ForeignKey key) {
		Table other = this.present.table(this.names.table(then.name())).orElse(null);
		boolean loses = key.onDelete() != ReferentialAction.RESTRICT;
		if (other == null || (loses && this.lossAccepted)) {
			return;
		}
		List<Row> wanted = new ArrayList<>();
		for (Row row : rows) {
			Map<String, @Nullable Object> reference = new LinkedHashMap<>();
			for (int i = 0; i < key.columns().size(); i++) {
				String column = this.names.column(then.name(), key.columns().get(i));
				reference.put(column,
						row.values().get(this.names.column(key.targetTable(), key.targetColumns().get(i))));
			}
			if (!reference.containsValue(null)
					&& other.columns().stream().map(Column::name).toList().containsAll(reference.keySet())) {
				wanted.add(Row.of(reference));
			}
		}
		if (wanted.isEmpty()) {
			return;
		}
		Set<Row> gone = new HashSet<>(this.deleted.getOrDefault(other.name(), Set.of()));
		if (other.name().equals(this.names.table(key.targetTable()))) {
			gone.addAll(rows);
		}
		long found = new RowTable(this.context.session().gate(), other).find(wanted, List.of(), false)
			.values()
			.stream()
			.flatMap(List::stream)
			.filter((row) -> !gone.contains(row))
			.count();
		if (found > 0) {
			this.problems.add(
					"Undoing migration %s, %s, deletes rows of '%s' to which %d row%s of '%s' refer%s (foreign key '%s')%s"
						.formatted(target.definition(), step.step().position(), this.names.table(key.targetTable()),
								found, (found == 1) ? "" : "s", other.name(), (found == 1) ? "s" : "", key.name(), loses
										? ", and %s".formatted((key.onDelete() == ReferentialAction.CASCADE)
												? "would be deleted with them" : "would lose what they refer to")
										: ""));
		}
	}

}
