package io.masterrecord.migration;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import io.masterrecord.dialect.Dialect;
import io.masterrecord.dialect.ScriptForm;
import io.masterrecord.dialect.SqlCommand;
import io.masterrecord.dialect.TypedValue;
import io.masterrecord.operation.CreateTable;
import io.masterrecord.operation.DeleteRows;
import io.masterrecord.operation.RunCode;
import io.masterrecord.schema.Column;
import io.masterrecord.schema.ColumnType;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.Table;
import io.masterrecord.schema.TypeName;
import org.jspecify.annotations.Nullable;

/**
 * Migrations as SQL for the command line client of a database, for whoever may not let an
 * application change a schema. The database is not asked. A script leaves the history as
 * a run would, so that the application finds everything applied; the rows it writes are
 * not on record, so that {@code rollback} leaves them alone.
 *
 * @since 0.1.0
 */
public final class MigrationScript {

	private final MigrationChain chain;

	private final Dialect dialect;

	private final MigrationSettings settings;

	private final HistoryTables tables;

	private final ScriptForm form;

	private final OperationScript operations;

	/**
	 * Create a writer of scripts.
	 * @param chain the migrations of the application
	 * @param dialect the database the script is for
	 * @param settings the prefix of the history, the environments that are active where
	 * it will run, whether tables stay in use, and the version of the application
	 */
	public MigrationScript(MigrationChain chain, Dialect dialect, MigrationSettings settings) {
		this.chain = chain;
		this.dialect = dialect;
		this.settings = settings;
		this.tables = new HistoryTables(settings.tablePrefix());
		this.form = dialect.scriptForm();
		this.operations = new OperationScript(dialect);
	}

	/**
	 * Write a script that brings a database from one migration to another.
	 * @param from the id of the last migration that is applied there; empty for a
	 * database without a history
	 * @param to the id of the last migration to be applied; empty for all
	 * @param idempotent whether each migration is run only where it is not applied, so
	 * that the script may be run again, and on databases at different migrations
	 * @return the lines of the script
	 * @throws IllegalArgumentException if there is no such migration
	 * @throws MigrationValidationException if a migration cannot be written as SQL,
	 * naming it and the reason
	 */
	public List<String> lines(String from, String to, boolean idempotent) {
		ScriptForm.@Nullable Guard guard = idempotent ? guard() : null;
		// a block that decides is part of a transaction
		boolean locking = guard != null && this.dialect.transactionalDdl();
		List<String> lines = new ArrayList<>(this.form.prologue());
		if (locking) {
			lines.add("-- a table that exists is locked while indexes and constraints are added to it: "
					+ "a script that is not idempotent leaves it in use");
		}
		if (!this.dialect.transactionalDdl()) {
			lines.add("-- each statement commits by itself: if one fails, mend what it names and run the rest of its "
					+ "migration by hand, since another run begins that migration anew");
		}
		if (from.isEmpty() || guard != null) {
			lines.add("-- history");
			this.tables.all().forEach((table) -> lines.addAll(create(table, guard != null)));
		}
		LocalSchema schema = new LocalSchema(this.chain.schemaAt(from), List.of(), this.settings.environments());
		StepPlanner planner = new StepPlanner(this.dialect, this.settings.environments(),
				this.settings.online() && !locking);
		List<String> problems = new ArrayList<>();
		String chainChecksum = "";
		DataLossConsent consent = new DataLossConsent();
		List<MigrationDefinition> wanted = between(from, to);
		for (MigrationDefinition migration : this.chain.migrations()) {
			chainChecksum = Checksums.chain(migration.checksum(), chainChecksum);
			if (wanted.contains(migration)) {
				List<PlannedStep> steps = planner.plan(migration, Direction.UP, schema, ConditionalOutcomes.NONE);
				consent.check(migration, steps);
				collect(problems, migration, steps, guard);
				if (problems.isEmpty()) {
					lines.addAll(migration(migration, steps, chainChecksum, guard));
				}
			}
		}
		consent.require();
		if (!problems.isEmpty()) {
			throw new MigrationValidationException(problems);
		}
		return lines;
	}

	private ScriptForm.Guard guard() {
		ScriptForm.Guard guard = this.form.guard();
		if (guard == null) {
			throw new MigrationValidationException(
					("A script for '%s' cannot decide what is applied already: write a plain one, from the migration that "
							+ "'masterrecord status' shows last")
						.formatted(this.dialect.id()),
					null);
		}
		return guard;
	}

	private List<MigrationDefinition> between(String from, String to) {
		List<MigrationDefinition> all = this.chain.migrations();
		return all.subList(from.isEmpty() ? 0 : placeOf(from) + 1, to.isEmpty() ? all.size() : placeOf(to) + 1);
	}

	private int placeOf(String id) {
		return this.chain.find(id)
			.map(this.chain.migrations()::indexOf)
			.orElseThrow(() -> new IllegalArgumentException("There is no migration '%s'".formatted(id)));
	}

	private void collect(List<String> problems, MigrationDefinition migration, List<PlannedStep> steps,
			ScriptForm.@Nullable Guard guard) {
		for (PlannedStep step : steps) {
			if (guard != null && !step.outcome().isSkipped()
					&& step.commands().stream().anyMatch((command) -> !guard.takes(command.sql()))) {
				problems.add(
						("Migration %s, %s: '%s' cannot depend on what is applied already, which %s does not let a script "
								+ "decide for routines. Write a plain script for this migration")
							.formatted(migration, step.step().position(), step.step().description(),
									this.dialect.id()));
			}
			if (guard != null && step.isApart()) {
				problems
					.add(("Migration %s, %s: '%s' cannot be part of a transaction, and a script that decides what is "
							+ "applied already is one. Write a plain script for this migration")
						.formatted(migration, step.step().position(), step.step().description()));
			}
			if (step.operation() instanceof RunCode code && !step.outcome().isSkipped()) {
				problems.add("Migration %s, %s: the code '%s' cannot be written as SQL. Apply this migration with the "
					.formatted(migration, step.step().position(), code.key())
						+ "application, and write scripts up to the one before and from this one on");
			}
		}
	}

	private List<String> create(Table table, boolean ifMissing) {
		String create = this.dialect.render(Schema.empty(), new CreateTable(table))
			.stream()
			.map(this.dialect::inline)
			.collect(Collectors.joining(";\n"));
		return List
			.of((ifMissing ? create.replaceFirst("CREATE TABLE ", "CREATE TABLE IF NOT EXISTS ") : create) + ";");
	}

	private List<String> migration(MigrationDefinition migration, List<PlannedStep> steps, String chainChecksum,
			ScriptForm.@Nullable Guard guard) {
		List<String> statements = new ArrayList<>();
		List<String> lines = new ArrayList<>();
		lines.add("");
		lines.add("-- migration %s %s".formatted(migration.id(), migration.name()));
		ConditionalOutcomes conditions = ConditionalOutcomes.NONE;
		for (PlannedStep step : steps) {
			ConditionalOutcome condition = step.condition();
			conditions = (condition != null) ? conditions.with(condition) : conditions;
			if (step.outcome().isSkipped()) {
				lines.add("-- %s is left out: %s".formatted(step.step().position(), step.step().description()));
				continue;
			}
			if (step.operation() instanceof DeleteRows delete && delete.guarded()) {
				lines.add("-- %s is left out, because a script does not know who changed these rows: %s"
					.formatted(step.step().position(), step.step().description()));
				continue;
			}
			if (this.operations.rebuilds(step.before(), step.operation())) {
				lines.add("-- %s: %s".formatted(step.step().position(), OperationScript.LOST_BY_REBUILD));
			}
			if (step.isApart() && StepPlanner.NOTHING_LEFT.equals(step.leftovers())) {
				lines.add("-- %s cannot be part of a transaction".formatted(step.step().position()));
			}
			else if (step.isApart()) {
				lines.add("-- %s cannot be part of a transaction; before another attempt, run what this returns: %s;"
					.formatted(step.step().position(), step.leftovers()));
			}
			statements.addAll(this.operations.statements(step));
		}
		statements.add(record(migration, conditions, chainChecksum));
		if (guard != null) {
			lines.addAll(guard.wrap(applied(migration), statements));
			return lines;
		}
		boolean apart = steps.stream().anyMatch(PlannedStep::isApart);
		if (this.form.begin() != null && !apart) {
			lines.add(this.form.begin() + ";");
		}
		statements.forEach((statement) -> lines.addAll(this.form.statement(statement)));
		if (!apart) {
			this.form.end().forEach((statement) -> lines.addAll(this.form.statement(statement)));
		}
		return lines;
	}

	private String applied(MigrationDefinition migration) {
		return "SELECT 1 FROM %s WHERE %s = %s".formatted(this.dialect.quote(this.tables.history().name()),
				this.dialect.quote("id"), literal(HistoryTables.ID, migration.id()));
	}

	/**
	 * The row of the history; it comes after all that are there.
	 */
	private String record(MigrationDefinition migration, ConditionalOutcomes conditions, String chainChecksum) {
		StoredOperations operations = StoredOperations.of(migration);
		int steps = migration.up().size();
		UUID run = UUID.nameUUIDFromBytes((migration.id() + chainChecksum).getBytes(StandardCharsets.UTF_8));
		Map<String, @Nullable Object> known = new LinkedHashMap<>();
		known.put("id", migration.id());
		known.put("name", migration.name());
		known.put("parent", migration.parent());
		known.put("checksum", migration.checksum());
		known.put("chain_checksum", chainChecksum);
		known.put("state", HistoryState.APPLIED.word());
		known.put("steps_done", (long) steps);
		known.put("steps_total", (long) steps);
		known.put("run_id", run.toString());
		known.put("host", "script");
		known.put("pid", 0L);
		known.put("database_user", "");
		known.put("application_version", this.settings.applicationVersion());
		known.put("conditions", conditions.json());
		known.put("up_operations", operations.up());
		known.put("down_operations", operations.down());
		List<String> columns = new ArrayList<>();
		List<String> values = new ArrayList<>();
		for (Column column : this.tables.history().columns()) {
			String name = column.name();
			if (known.containsKey(name)) {
				columns.add(this.dialect.quote(name));
				values.add(literal(column.type(), known.get(name)));
			}
			else if (name.equals("position")) {
				columns.add(this.dialect.quote(name));
				values.add("coalesce(max(%s), 0) + 1".formatted(this.dialect.quote(name)));
			}
			else if (column.type().name() == TypeName.TIMESTAMP) {
				columns.add(this.dialect.quote(name));
				values.add(this.dialect.now(TypeName.TIMESTAMP));
			}
		}
		String history = this.dialect.quote(this.tables.history().name());
		return "INSERT INTO %s (%s) SELECT %s FROM %s".formatted(history, String.join(", ", columns),
				String.join(", ", values), history);
	}

	private String literal(ColumnType type, @Nullable Object value) {
		return this.dialect.inline(new SqlCommand("?", List.of(new TypedValue(type, value))));
	}

}
