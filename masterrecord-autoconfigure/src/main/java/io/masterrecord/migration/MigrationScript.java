package io.masterrecord.migration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import io.masterrecord.dialect.Dialect;
import io.masterrecord.dialect.ScriptForm;
import io.masterrecord.operation.Backfill;
import io.masterrecord.operation.CreateTable;
import io.masterrecord.operation.DeleteRows;
import io.masterrecord.operation.RunCode;
import io.masterrecord.schema.Schema;
import io.masterrecord.schema.Table;
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

	private static final List<String> PLAIN = List
		.of("-- each statement commits by itself: if one fails, mend what it names and run the rest of its "
				+ "migration by hand, since another run begins that migration anew");

	private static final List<String> STEPWISE = List.of(
			"-- each statement commits by itself: if one fails, mend what it names and run this again; "
					+ "it goes on with that statement",
			"-- if a run is cut off, 'masterrecord migrate' finds out how far it came; by hand, see whether the "
					+ "statement after the last one of the journal took effect, count it there if it did, and set the "
					+ "state in the history to 'failed'");

	private final MigrationChain chain;

	private final Dialect dialect;

	private final MigrationSettings settings;

	private final HistoryTables tables;

	private final ScriptForm form;

	private final OperationScript operations;

	private final SquashScript squashes;

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
		this.squashes = new SquashScript(chain, dialect, this.tables);
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
			lines.addAll((guard != null) ? STEPWISE : PLAIN);
		}
		if (from.isEmpty() || guard != null) {
			lines.add("-- history");
			this.tables.all().forEach((table) -> lines.addAll(create(table, guard != null)));
		}
		MigrationChain seen = (guard != null) ? this.chain : this.squashes.seenAt(List.of(from, to));
		StepPlanner planner = new StepPlanner(this.dialect, this.settings.environments(),
				this.settings.online() && !locking);
		Content content = new Content(seen, planner, seals(seen), guard);
		if (guard == null) {
			this.squashes.dueAfter(seen, from).ifPresent((squash) -> content.lines.addAll(record(squash, content)));
		}
		content.add(between(seen, from, to), from);
		content.consent.require();
		if (!content.problems.isEmpty()) {
			throw new MigrationValidationException(content.problems);
		}
		lines.addAll(content.lines);
		lines.addAll(this.form.epilogue());
		return lines;
	}

	/**
	 * The seals of all migrations. Those of what comes after one that stands for others
	 * come after the seal of that.
	 */
	private Map<String, String> seals(MigrationChain seen) {
		Map<String, String> seals = new LinkedHashMap<>();
		for (MigrationChain each : List.of(this.chain.expandingAll(), seen, this.chain)) {
			String seal = "";
			for (MigrationDefinition migration : each.migrations()) {
				seal = Checksums.chain(migration.checksum(), seal);
				seals.put(migration.id(), seal);
			}
		}
		return seals;
	}

	/**
	 * What a script says between its first lines and its end.
	 */
	private final class Content {

		private final MigrationChain seen;

		private final StepPlanner planner;

		private final Map<String, String> seals;

		private final ScriptForm.@Nullable Guard guard;

		private final DataLossConsent consent = new DataLossConsent();

		private final List<String> problems = new ArrayList<>();

		private final List<String> lines = new ArrayList<>();

		Content(MigrationChain seen, StepPlanner planner, Map<String, String> seals, ScriptForm.@Nullable Guard guard) {
			this.seen = seen;
			this.planner = planner;
			this.seals = seals;
			this.guard = guard;
		}

		void add(List<MigrationDefinition> migrations, String after) {
			LocalSchema schema = schemaAt(this.seen, after);
			for (MigrationDefinition migration : migrations) {
				add(migration, schema);
				if (this.guard != null) {
					addReplaced(migration, this.guard);
				}
				else {
					MigrationScript.this.squashes.dueAfter(this.seen, migration.id())
						.ifPresent((squash) -> this.lines.addAll(record(squash, this)));
				}
			}
		}

		private void add(MigrationDefinition migration, LocalSchema schema) {
			List<PlannedStep> steps = this.planner.plan(migration, Direction.UP, schema, ConditionalOutcomes.NONE);
			this.consent.check(migration, steps);
			collect(this.problems, migration, steps, this.guard);
			if (this.problems.isEmpty()) {
				this.lines.addAll(migration(migration, steps, seal(migration), this.guard));
			}
		}

		/**
		 * Where some are applied of those for which a migration stands, the rest of them
		 * is.
		 */
		private void addReplaced(MigrationDefinition squash, ScriptForm.Guard decision) {
			if (squash.replaces().isEmpty()) {
				return;
			}
			List<MigrationDefinition> replaced = MigrationScript.this.squashes.replaced(squash);
			if (replaced.isEmpty()) {
				this.lines.addAll(decision.lines(records(squash).complete()));
			}
			LocalSchema schema = schemaAt(MigrationScript.this.chain, squash.parent());
			replaced.forEach((each) -> add(each, schema));
			this.lines.addAll(decision
				.lines(records(squash).block(MigrationScript.this.squashes.notDue(squash), standing(squash, this))));
		}

		String seal(MigrationDefinition migration) {
			return Objects.requireNonNull(this.seals.get(migration.id()));
		}

	}

	private LocalSchema schemaAt(MigrationChain seen, String id) {
		return new LocalSchema(seen.schemaAt(id), List.of(), this.settings.environments());
	}

	/**
	 * Put a migration on record where all is applied for which it stands.
	 */
	private List<String> record(MigrationDefinition squash, Content content) {
		List<String> lines = new ArrayList<>(
				List.of("", "-- migration %s %s stands for those before".formatted(squash.id(), squash.name())));
		if (this.form.begin() != null) {
			lines.add(this.form.begin() + ";");
		}
		standing(squash, content).forEach((statement) -> lines.addAll(this.form.statement(statement)));
		this.form.end().forEach((statement) -> lines.addAll(this.form.statement(statement)));
		return lines;
	}

	private List<String> standing(MigrationDefinition squash, Content content) {
		MigrationDefinition placed = this.chain.find(squash.id()).orElse(squash);
		ConditionalOutcomes conditions = ConditionalOutcomes.NONE;
		for (PlannedStep step : content.planner.plan(placed, Direction.UP, schemaAt(this.chain, placed.parent()),
				ConditionalOutcomes.NONE)) {
			ConditionalOutcome condition = step.condition();
			conditions = (condition != null) ? conditions.with(condition) : conditions;
		}
		return List.of(records(placed).standing(conditions, content.seal(placed), this.settings.applicationVersion()),
				this.squashes.mark(squash));
	}

	private ScriptRecords records(MigrationDefinition migration) {
		return new ScriptRecords(this.dialect, this.tables, this.squashes, migration);
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

	private static List<MigrationDefinition> between(MigrationChain seen, String from, String to) {
		List<MigrationDefinition> all = seen.migrations();
		return all.subList(from.isEmpty() ? 0 : placeOf(seen, from) + 1,
				to.isEmpty() ? all.size() : placeOf(seen, to) + 1);
	}

	private static int placeOf(MigrationChain seen, String id) {
		return seen.find(id).map(seen.migrations()::indexOf).orElseThrow(() -> seen.unknown(id));
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
			if (guard != null && step.isApart() && !(step.operation() instanceof Backfill)) {
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
		List<ScriptRecords.ScriptStep> done = new ArrayList<>();
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
			if (KeptGrants.areLost(this.dialect, steps, step)) {
				lines.add(
						"-- %s: what is granted on it is lost, and is to be granted again by hand behind this migration: %s"
							.formatted(step.step().position(), step.step().description()));
			}
			if (this.operations.rebuilds(step.before(), step.operation())) {
				lines.add("-- %s: %s".formatted(step.step().position(), OperationScript.LOST_BY_REBUILD));
			}
			if (step.operation() instanceof Backfill backfill) {
				lines.add("-- %s: a run fills these rows in batches of %d, a script all of them at once: %s"
					.formatted(step.step().position(), backfill.batch(), step.step().description()));
			}
			else if (step.isApart() && StepPlanner.NOTHING_LEFT.equals(step.leftovers())) {
				lines.add("-- %s cannot be part of a transaction".formatted(step.step().position()));
			}
			else if (step.isApart()) {
				lines.add("-- %s cannot be part of a transaction; before another attempt, run what this returns: %s;"
					.formatted(step.step().position(), step.leftovers()));
			}
			List<String> ofStep = this.operations.statements(step);
			statements.addAll(ofStep);
			if (!ofStep.isEmpty()) {
				done.add(ScriptRecords.ScriptStep.of(step, ofStep));
			}
		}
		ScriptRecords records = records(migration);
		String record = records.applied(conditions, chainChecksum, this.settings.applicationVersion());
		if (guard != null) {
			lines.addAll(guard.lines(this.dialect.transactionalDdl() ? records.block(statements, List.of(record))
					: records.block(done, conditions, chainChecksum, this.settings.applicationVersion())));
			return lines;
		}
		statements.add(record);
		boolean apart = steps.stream().anyMatch((step) -> step.isApart() && !(step.operation() instanceof Backfill));
		if (this.form.begin() != null && !apart) {
			lines.add(this.form.begin() + ";");
		}
		statements.forEach((statement) -> lines.addAll(this.form.statement(statement)));
		if (!apart) {
			this.form.end().forEach((statement) -> lines.addAll(this.form.statement(statement)));
		}
		return lines;
	}

}
