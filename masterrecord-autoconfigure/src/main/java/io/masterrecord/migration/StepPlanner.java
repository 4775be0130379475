package io.masterrecord.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.masterrecord.dialect.Dialect;
import io.masterrecord.dialect.DialectException;
import io.masterrecord.dialect.OnlineChange;
import io.masterrecord.dialect.RunLock;
import io.masterrecord.dialect.SqlCommand;
import io.masterrecord.operation.Backfill;
import io.masterrecord.operation.CreateIndex;
import io.masterrecord.operation.DeleteRows;
import io.masterrecord.operation.Description;
import io.masterrecord.operation.DropIndex;
import io.masterrecord.operation.ExistingTables;
import io.masterrecord.operation.InsertRows;
import io.masterrecord.operation.LoadRows;
import io.masterrecord.operation.RenameIndex;
import io.masterrecord.operation.RowTables;
import io.masterrecord.operation.RunCode;
import io.masterrecord.operation.RunSql;
import io.masterrecord.operation.SchemaFold;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.operation.TakeBackRows;
import io.masterrecord.operation.UpsertRows;
import io.masterrecord.schema.Environments;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.SqlText;

/**
 * Turns operations into steps that are ready to be run here: with their statements, and
 * decided for the environments that are active.
 */
final class StepPlanner {

	private static final Set<String> ROW_STATEMENTS = Set.of("INSERT", "UPDATE", "DELETE", "MERGE", "REPLACE", "WITH",
			"SELECT", "VALUES");

	/** What a statement leaves behind that is done as a whole or not at all. */
	static final String NOTHING_LEFT = "SELECT 1 WHERE 1 = 0";

	private final Dialect dialect;

	private final Set<String> active;

	private final boolean online;

	/**
	 * Create a planner.
	 * @param dialect the database
	 * @param active the environments that are active
	 * @param online whether tables that were there before stay in use where they can,
	 * unless a migration says otherwise
	 */
	StepPlanner(Dialect dialect, Set<String> active, boolean online) {
		this.dialect = dialect;
		this.active = active;
		this.online = online;
	}

	/**
	 * Plan the steps of a migration, in order.
	 * @param definition the migration
	 * @param direction which way
	 * @param schema the schema before it, which is taken on to the one after it
	 * @param applied what became of its conditional steps when it was applied
	 */
	List<PlannedStep> plan(MigrationDefinition definition, Direction direction, LocalSchema schema,
			ConditionalOutcomes applied) {
		return plan(definition, direction, schema, applied, new ExistingTables(schema.present()));
	}

	/**
	 * Plan the steps of a migration, in order.
	 * @param definition the migration
	 * @param direction which way
	 * @param schema the schema before it, which is taken on to the one after it
	 * @param applied what became of its conditional steps when it was applied
	 * @param existing the tables that may be in use, which are taken on to those after it
	 */
	List<PlannedStep> plan(MigrationDefinition definition, Direction direction, LocalSchema schema,
			ConditionalOutcomes applied, ExistingTables existing) {
		List<SchemaOperation> operations = (direction == Direction.UP) ? definition.up() : definition.down();
		List<PlannedStep> steps = new ArrayList<>();
		boolean inUse = definition.online(direction, this.online);
		List<SqlCommand> both = null;
		for (int i = 0; i < operations.size(); i++) {
			SchemaOperation operation = operations.get(i);
			MigrationStep step = new MigrationStep(definition.id(), definition.name(), direction, steps.size() + 1,
					operations.size(), Description.of(operation));
			if (both != null) {
				steps.add(joined(step, operation, schema, both, true));
				both = null;
			}
			else {
				both = (i + 1 < operations.size())
						? this.dialect.renderTogether(schema.present(), operation, operations.get(i + 1)) : null;
				steps.add((both != null) ? joined(step, operation, schema, List.of(), false)
						: plan(step, operation, schema, applied, inUse, existing));
			}
			existing.follow(operation);
		}
		return steps;
	}

	private PlannedStep plan(MigrationStep step, SchemaOperation operation, LocalSchema schema,
			ConditionalOutcomes applied, boolean inUse, ExistingTables existing) {
		Environments environments = operation.environments();
		StepOutcome outcome = outcome(operation, environments, schema, applied);
		Schema before = schema.present();
		OnlineChange change = outcome.isSkipped() ? new OnlineChange(null, List.of())
				: change(before, operation, inUse, existing);
		schema.apply(operation, outcome);
		ConditionalOutcome condition = environments.isEverywhere() ? null : new ConditionalOutcome(step.number(),
				subject(operation), environments, List.copyOf(this.active), !outcome.isSkipped());
		return new PlannedStep(step, operation, before, schema.present(), outcome, change, isRows(operation), false,
				outcome.isSkipped() ? 0 : seeds(operation), condition);
	}

	/**
	 * Plan one of two neighbouring steps of which the second does the work of both.
	 */
	private static PlannedStep joined(MigrationStep step, SchemaOperation operation, LocalSchema schema,
			List<SqlCommand> commands, boolean second) {
		Schema before = schema.present();
		schema.apply(operation, StepOutcome.APPLIED);
		return new PlannedStep(step, operation, before, schema.present(), StepOutcome.APPLIED,
				new OnlineChange(null, commands), false, second, 0, null);
	}

	private OnlineChange change(Schema before, SchemaOperation operation, boolean online, ExistingTables existing) {
		if (operation instanceof RunSql sql && sql.apart()) {
			return apart(commands(before, operation));
		}
		if (operation instanceof Backfill && this.dialect.transactionalDdl()
				&& !(this.dialect.runLock("") instanceof RunLock.Transaction)) {
			return new OnlineChange(NOTHING_LEFT, commands(before, operation));
		}
		OnlineChange change = online ? this.dialect.renderOnline(before, operation) : null;
		if (change != null && ChangedTables.of(before, SchemaFold.apply(before, operation))
			.stream()
			.anyMatch(existing::contains)) {
			return change;
		}
		return new OnlineChange(null, commands(before, operation));
	}

	private OnlineChange apart(List<SqlCommand> commands) {
		if (this.dialect.runLock("") instanceof RunLock.Transaction) {
			throw new DialectException(
					("On %s all migrations of a run are one transaction, so that no statement can be "
							+ "outside of it: leave this one to other databases with onDialect(…)")
						.formatted(this.dialect.id()));
		}
		return new OnlineChange(this.dialect.transactionalDdl() ? NOTHING_LEFT : null, commands);
	}

	/**
	 * Plan a step that was left out when its migration was applied.
	 * @param step the step
	 * @param operation the rows it writes, under the names of now
	 * @param schema the schema of now
	 */
	PlannedStep late(MigrationStep step, SchemaOperation operation, Schema schema) {
		boolean nothing = !(operation instanceof LoadRows) && seeds(operation) == 0;
		ConditionalOutcome condition = new ConditionalOutcome(step.number(), subject(operation),
				operation.environments(), List.copyOf(this.active), true);
		return new PlannedStep(step, operation, schema, schema, StepOutcome.APPLIED,
				new OnlineChange(null, nothing ? List.of() : commands(schema, operation)), true, false,
				seeds(operation), condition);
	}

	/**
	 * Return the statements of an operation. Those that write rows are made when they are
	 * run, for the rows that the database has not got yet; one stands for all of them.
	 */
	private List<SqlCommand> commands(Schema before, SchemaOperation operation) {
		List<SqlCommand> rendered = this.dialect.render(before, operation);
		if (!writesRows(operation)) {
			return rendered;
		}
		List<SqlCommand> commands = new ArrayList<>();
		commands.add(SqlCommand.of("UPDATE"));
		rendered.stream().filter((command) -> !changesRows(command.sql())).forEach(commands::add);
		return commands;
	}

	/**
	 * Tell whether an operation writes rows that are put on record.
	 */
	static boolean writesRows(SchemaOperation operation) {
		return operation instanceof InsertRows || operation instanceof UpsertRows || operation instanceof LoadRows
				|| operation instanceof TakeBackRows || operation instanceof DeleteRows delete && delete.guarded();
	}

	private StepOutcome outcome(SchemaOperation operation, Environments environments, LocalSchema schema,
			ConditionalOutcomes applied) {
		if (operation instanceof RunSql sql && !sql.dialects().isEmpty()
				&& !sql.dialects().contains(this.dialect.id())) {
			return StepOutcome.SKIPPED_DIALECT;
		}
		if (operation instanceof DropIndex drop && schema.isAbsent(drop.name())) {
			return StepOutcome.SKIPPED_ENVIRONMENT;
		}
		if (operation instanceof RenameIndex rename && schema.isAbsent(rename.name())) {
			return StepOutcome.SKIPPED_ENVIRONMENT;
		}
		boolean here = applied.applied(subject(operation), environments).orElse(environments.match(this.active));
		return here ? StepOutcome.APPLIED : StepOutcome.SKIPPED_ENVIRONMENT;
	}

	/**
	 * Return what a step is about that is not meant for every environment; empty if it is
	 * meant for every one.
	 */
	static String subject(SchemaOperation operation) {
		if (operation instanceof CreateIndex create) {
			return ConditionalOutcome.index(create.index().name());
		}
		String table = RowTables.of(operation);
		return (table != null) ? ConditionalOutcome.rows(table) : "";
	}

	private static int seeds(SchemaOperation operation) {
		if (operation instanceof InsertRows insert) {
			return insert.rows().size();
		}
		if (operation instanceof LoadRows load) {
			return (int) load.file().rows();
		}
		return (operation instanceof UpsertRows upsert) ? upsert.rows().size() : 0;
	}

	/**
	 * Tell whether an operation changes rows only. Code that declares no effect on the
	 * schema says that it has none.
	 */
	private static boolean isRows(SchemaOperation operation) {
		if (operation instanceof RunCode code) {
			return code.declares().isEmpty();
		}
		if (operation instanceof RunSql sql) {
			return sql.declares().isEmpty() && !sql.apart() && changesRows(sql.sql());
		}
		return operation instanceof TakeBackRows || operation instanceof Backfill || RowTables.of(operation) != null;
	}

	/**
	 * Tell whether a statement takes part in transactions everywhere.
	 */
	static boolean changesRows(String sql) {
		return ROW_STATEMENTS.contains(firstWord(sql));
	}

	private static String firstWord(String sql) {
		String text = SqlText.withoutComments(sql);
		int end = 0;
		while (end < text.length() && Character.isLetter(text.charAt(end))) {
			end++;
		}
		return text.substring(0, end).toUpperCase(Locale.ROOT);
	}

}
