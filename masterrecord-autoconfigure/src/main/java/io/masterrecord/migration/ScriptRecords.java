package io.masterrecord.migration;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.masterrecord.dialect.Dialect;
import io.masterrecord.dialect.ScriptBlock;
import io.masterrecord.dialect.SqlCommand;
import io.masterrecord.dialect.TypedValue;
import io.masterrecord.schema.Column;
import io.masterrecord.schema.ColumnType;
import io.masterrecord.schema.Table;
import io.masterrecord.schema.TypeName;
import org.jspecify.annotations.Nullable;

/**
 * What a script puts on record of one migration, as a run does: so that either can go on
 * where the other one stopped.
 */
final class ScriptRecords {

	private final Dialect dialect;

	private final HistoryTables tables;

	private final SquashScript squashes;

	private final MigrationDefinition migration;

	private final String history;

	private final String journal;

	/** The condition for the row of the migration in the history. */
	private final String itself;

	ScriptRecords(Dialect dialect, HistoryTables tables, SquashScript squashes, MigrationDefinition migration) {
		this.dialect = dialect;
		this.tables = tables;
		this.squashes = squashes;
		this.migration = migration;
		this.history = dialect.quote(tables.history().name());
		this.journal = dialect.quote(tables.journal().name());
		this.itself = dialect.quote("id") + " = " + literal(HistoryTables.ID, migration.id());
	}

	/**
	 * Return the statement that puts the migration on record as a whole.
	 */
	String applied(ConditionalOutcomes conditions, String chainChecksum, @Nullable String applicationVersion) {
		return insert(HistoryState.APPLIED, false, conditions, chainChecksum, applicationVersion);
	}

	/**
	 * Return the statement that puts the migration on record with the last of those for
	 * which it stands.
	 */
	String standing(ConditionalOutcomes conditions, String chainChecksum, @Nullable String applicationVersion) {
		return insert(HistoryState.APPLIED, true, conditions, chainChecksum, applicationVersion);
	}

	/**
	 * Return a block that puts on record what needs no statements.
	 * @param done a query that has a row if that is not to be done
	 * @param records the statements that put it on record
	 */
	ScriptBlock block(String done, List<String> records) {
		return new ScriptBlock(this.tables.history().name(), done, List.of(),
				List.of(new ScriptBlock.Part(done, List.of(), records)), "");
	}

	/**
	 * Return a block that does the whole migration unless it is done.
	 * @param statements the statements of the migration
	 * @param records the statements that put it on record
	 */
	ScriptBlock block(List<String> statements, List<String> records) {
		String begun = "SELECT %s FROM %s WHERE %s".formatted(this.dialect.quote("run_id"), this.history, this.itself);
		String halfDone = "SELECT 1 FROM %s WHERE %s AND (%s <> %s OR %s > 0)".formatted(this.history, this.itself,
				this.dialect.quote("state"), word(HistoryState.FAILED), this.dialect.quote("steps_done"));
		List<String> all = new ArrayList<>();
		all.add("DELETE FROM %s WHERE %s IN (%s)".formatted(this.journal, this.dialect.quote("run_id"), begun));
		all.add("DELETE FROM %s WHERE %s".formatted(this.history, this.itself));
		all.addAll(records);
		return new ScriptBlock(this.tables.history().name(), this.squashes.known(this.migration),
				List.of(new ScriptBlock.Refusal(halfDone,
						"Migration %s is half done: finish it with 'masterrecord migrate' or 'rollback'"
							.formatted(id()))),
				List.of(new ScriptBlock.Part(this.squashes.known(this.migration), statements, all)), "");
	}

	/**
	 * Return a block that does what is not done yet of the migration.
	 * @param steps its steps, as far as they do anything
	 */
	ScriptBlock block(List<ScriptStep> steps, ConditionalOutcomes conditions, String chainChecksum,
			@Nullable String applicationVersion) {
		List<ScriptBlock.Part> parts = new ArrayList<>();
		parts.add(new ScriptBlock.Part("SELECT 1 FROM %s WHERE %s".formatted(this.history, this.itself), List.of(),
				List.of(insert(HistoryState.APPLYING, false, conditions, chainChecksum, applicationVersion))));
		parts.add(new ScriptBlock.Part(inState("=", HistoryState.APPLYING), List.of(), List
			.of(update(HistoryState.APPLYING.word(), "%s = 'script', %s = 0, %s = NULL", "host", "pid", "failure"))));
		steps.forEach((step) -> parts.addAll(parts(step)));
		parts.add(new ScriptBlock.Part(inState("=", HistoryState.APPLIED), List.of(),
				List.of(update(HistoryState.APPLIED.word(),
						"%s = " + this.migration.up().size() + ", %s = " + this.dialect.now(TypeName.TIMESTAMP),
						"steps_done", "finished_at"))));
		return new ScriptBlock(this.tables.history().name(), this.squashes.known(this.migration), refusals(steps),
				parts, update(HistoryState.FAILED.word(), "%s = 'a statement of the script was refused'", "failure"));
	}

	/**
	 * Return a block that refuses a database in which some are applied of those for which
	 * the migration stands, since the rest of them is not in the script.
	 */
	ScriptBlock complete() {
		return new ScriptBlock(this.tables.history().name(),
				"SELECT 1 FROM %s WHERE %s".formatted(this.history, this.itself),
				List.of(new ScriptBlock.Refusal(this.squashes.incomplete(this.migration),
						"Only some of what %s replaces is applied: run the rest first, from a release that has it"
							.formatted(id()))),
				List.of(), "");
	}

	private List<ScriptBlock.Refusal> refusals(List<ScriptStep> steps) {
		List<ScriptBlock.Refusal> refusals = new ArrayList<>();
		refusals.add(new ScriptBlock.Refusal(inState("=", HistoryState.REVERTING),
				"Migration %s is being undone: finish that with 'masterrecord rollback'".formatted(id())));
		refusals.add(new ScriptBlock.Refusal(inState("=", HistoryState.APPLYING),
				"Migration %s was cut off: see how far it came, with 'masterrecord migrate' or by hand"
					.formatted(id())));
		List<String> others = new ArrayList<>();
		others.add("h.%s <> %s".formatted(this.dialect.quote("checksum"),
				literal(HistoryTables.HASH, this.migration.checksum())));
		steps.stream()
			.filter((step) -> step.parts().size() > 1)
			.forEach((step) -> others.add("j.%s = %d AND j.%s > 0 AND j.%s <> %d".formatted(this.dialect.quote("step"),
					step.number(), this.dialect.quote("statements_done"), this.dialect.quote("statements_total"),
					step.parts().size())));
		refusals.add(new ScriptBlock.Refusal(
				journalled(String.join(" OR ", others.stream().map((other) -> "(" + other + ")").toList())),
				"Migration %s was begun as another one: finish it with 'masterrecord migrate'".formatted(id())));
		return refusals;
	}

	private List<ScriptBlock.Part> parts(ScriptStep step) {
		int number = step.number();
		int total = step.parts().size();
		String condition = "%s = (SELECT %s FROM %s WHERE %s) AND %s = 'up' AND %s = %d".formatted(
				this.dialect.quote("run_id"), this.dialect.quote("run_id"), this.history, this.itself,
				this.dialect.quote("direction"), this.dialect.quote("step"), number);
		List<ScriptBlock.Part> parts = new ArrayList<>();
		parts.add(new ScriptBlock.Part(done(number, "IS NOT NULL"), List.of(), List.of(intent(step))));
		for (int i = 1; i <= total; i++) {
			boolean last = i == total;
			List<String> records = new ArrayList<>();
			records.add(
					"UPDATE %s SET %s = %d%s WHERE %s".formatted(this.journal, this.dialect.quote("statements_done"), i,
							last ? ", %s = %s, %s = 'applied'".formatted(this.dialect.quote("finished_at"),
									this.dialect.now(TypeName.TIMESTAMP), this.dialect.quote("outcome")) : "",
							condition));
			if (last) {
				records.add("UPDATE %s SET %s = %d WHERE %s".formatted(this.history, this.dialect.quote("steps_done"),
						number, this.itself));
			}
			parts.add(new ScriptBlock.Part(done(number, ">= " + i), step.parts().get(i - 1), records));
		}
		return parts;
	}

	/**
	 * Return a query that has a row if a step is done, or as far as a condition says of
	 * the number of its statements.
	 */
	private String done(int step, String statements) {
		return journalled("h.%s >= %d OR j.%s = %d AND j.%s %s".formatted(this.dialect.quote("steps_done"), step,
				this.dialect.quote("step"), step, this.dialect.quote("statements_done"), statements));
	}

	private String journalled(String condition) {
		return "SELECT 1 FROM %s h LEFT JOIN %s j ON j.%s = h.%s AND j.%s = 'up' WHERE h.%s AND (%s)".formatted(
				this.history, this.journal, this.dialect.quote("run_id"), this.dialect.quote("run_id"),
				this.dialect.quote("direction"), this.itself, condition);
	}

	private String inState(String comparison, HistoryState state) {
		return "SELECT 1 FROM %s WHERE %s AND %s %s %s".formatted(this.history, this.itself,
				this.dialect.quote("state"), comparison, word(state));
	}

	private String id() {
		String id = this.migration.id();
		return (id.length() > 30) ? id.substring(0, 30) + "…" : id;
	}

	private String word(HistoryState state) {
		return literal(HistoryTables.WORD, state.word());
	}

	private String update(String state, String assignments, String... columns) {
		Object[] names = new Object[columns.length];
		for (int i = 0; i < names.length; i++) {
			names[i] = this.dialect.quote(columns[i]);
		}
		return "UPDATE %s SET %s = '%s', %s WHERE %s".formatted(this.history, this.dialect.quote("state"), state,
				assignments.formatted(names), this.itself);
	}

	private String intent(ScriptStep step) {
		Map<String, @Nullable Object> known = new LinkedHashMap<>();
		known.put("direction", Direction.UP.toString());
		known.put("step", (long) step.number());
		known.put("migration_id", this.migration.id());
		known.put("description", step.description());
		known.put("statements_done", 0L);
		known.put("statements_total", (long) step.parts().size());
		return insert(this.tables.journal(), known,
				Map.of("run_id", this.dialect.quote("run_id"), "started_at", this.dialect.now(TypeName.TIMESTAMP)),
				this.history + " WHERE " + this.itself);
	}

	/**
	 * The row of the history; it comes after all that are there, or with the last of
	 * those for which it stands.
	 */
	private String insert(HistoryState state, boolean standing, ConditionalOutcomes conditions, String chainChecksum,
			@Nullable String applicationVersion) {
		StoredOperations operations = StoredOperations.of(this.migration);
		int steps = this.migration.up().size();
		UUID run = UUID.nameUUIDFromBytes((this.migration.id() + chainChecksum).getBytes(StandardCharsets.UTF_8));
		Map<String, @Nullable Object> known = new LinkedHashMap<>();
		known.put("id", this.migration.id());
		known.put("name", this.migration.name());
		known.put("parent", this.migration.parent());
		known.put("checksum", this.migration.checksum());
		known.put("chain_checksum", chainChecksum);
		known.put("state", state.word());
		known.put("steps_done", (state == HistoryState.APPLIED) ? (long) steps : 0L);
		known.put("steps_total", (long) steps);
		known.put("run_id", run.toString());
		known.put("host", "script");
		known.put("pid", 0L);
		known.put("database_user", "");
		known.put("application_version", applicationVersion);
		known.put("conditions", conditions.json());
		known.put("up_operations", operations.up());
		known.put("down_operations", operations.down());
		Map<String, String> expressions = new LinkedHashMap<>();
		expressions.put("position",
				(standing ? "max(%s)" : "coalesce(max(%s), 0) + 1").formatted(this.dialect.quote("position")));
		expressions.put("started_at", this.dialect.now(TypeName.TIMESTAMP));
		if (state == HistoryState.APPLIED) {
			expressions.put("finished_at", this.dialect.now(TypeName.TIMESTAMP));
		}
		return insert(this.tables.history(), known, expressions,
				this.history + (standing ? " WHERE " + this.squashes.ofReplaced(this.migration) : ""));
	}

	private String insert(Table table, Map<String, @Nullable Object> known, Map<String, String> expressions,
			String source) {
		List<String> columns = new ArrayList<>();
		List<String> values = new ArrayList<>();
		for (Column column : table.columns()) {
			String name = column.name();
			String expression = expressions.get(name);
			if (expression != null || known.containsKey(name)) {
				columns.add(this.dialect.quote(name));
				values.add((expression != null) ? expression : literal(column.type(), known.get(name)));
			}
		}
		return "INSERT INTO %s (%s) SELECT %s FROM %s".formatted(this.dialect.quote(table.name()),
				String.join(", ", columns), String.join(", ", values), source);
	}

	private String literal(ColumnType type, @Nullable Object value) {
		return this.dialect.inline(new SqlCommand("?", List.of(new TypedValue(type, value))));
	}

	/**
	 * A step that does something.
	 *
	 * @param number its number
	 * @param description what is on record of it
	 * @param parts its statements, those of a list done together
	 */
	record ScriptStep(int number, String description, List<List<String>> parts) {

		ScriptStep {
			parts = List.copyOf(parts);
		}

		/**
		 * Create the step of a plan, divided as a run divides it: rows are written first,
		 * and together.
		 */
		static ScriptStep of(PlannedStep step, List<String> statements) {
			List<List<String>> parts = new ArrayList<>();
			if (StepPlanner.writesRows(step.operation())) {
				parts.add(statements.stream().filter(StepPlanner::changesRows).toList());
				statements = statements.stream().filter((statement) -> !StepPlanner.changesRows(statement)).toList();
			}
			statements.forEach((statement) -> parts.add(List.of(statement)));
			return new ScriptStep(step.step().number(), step.step().description(), parts);
		}

	}

}
