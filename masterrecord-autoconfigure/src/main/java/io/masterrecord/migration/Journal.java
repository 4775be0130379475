package io.masterrecord.migration;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import io.masterrecord.jdbc.StatementGate;
import org.jspecify.annotations.Nullable;

/**
 * The journal of a database: one row for each step that was begun, written before the
 * step where changes of the schema are no part of transactions, and together with it
 * elsewhere.
 */
final class Journal {

	private final TableRows rows;

	Journal(StatementGate gate, HistoryTables tables) {
		this.rows = new TableRows(gate, tables.journal());
	}

	/**
	 * What is on record about a step.
	 *
	 * @param finished whether it is done
	 * @param statementsDone how many of its statements are on record
	 * @param statementsTotal how many statements it was begun with
	 */
	record Entry(boolean finished, int statementsDone, int statementsTotal) {
	}

	Optional<Entry> find(String runId, Direction direction, int step) {
		return this.rows
			.select(List.of("finished_at", "statements_done", "statements_total"), key(runId, direction, step),
					"finished_at")
			.stream()
			.map((row) -> new Entry(row.get("finished_at") != null, number(row, "statements_done"),
					number(row, "statements_total")))
			.findFirst();
	}

	/**
	 * Put the intent of a step on record.
	 * @param again whether in place of an earlier one
	 */
	void intend(String runId, MigrationStep step, int statements, Instant now, boolean again) {
		if (again) {
			forget(runId, step.direction(), step.number());
		}
		this.rows.insert(values(runId, step, statements, now, null, null, 0));
	}

	void statementDone(String runId, MigrationStep step, int done) {
		this.rows.update(Map.of("statements_done", done), key(runId, step.direction(), step.number()));
	}

	void finish(String runId, Direction direction, int step, StepOutcome outcome, Instant now) {
		Map<String, Object> values = new LinkedHashMap<>();
		values.put("finished_at", now);
		values.put("outcome", word(outcome));
		this.rows.update(values, key(runId, direction, step));
	}

	/**
	 * Put steps on record that are done, together with their effect.
	 */
	void recordAll(List<Map<String, @Nullable Object>> steps) {
		this.rows.insertAll(steps);
	}

	/**
	 * Forget that a step was begun.
	 */
	void forget(String runId, Direction direction, int step) {
		this.rows.delete(key(runId, direction, step));
	}

	static Map<String, @Nullable Object> done(String runId, MigrationStep step, int statements, Instant started,
			Instant finished, StepOutcome outcome) {
		return values(runId, step, statements, started, finished, outcome, statements);
	}

	private static Map<String, @Nullable Object> values(String runId, MigrationStep step, int statements,
			Instant started, @Nullable Instant finished, @Nullable StepOutcome outcome, int done) {
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		values.put("run_id", runId);
		values.put("direction", step.direction().toString());
		values.put("step", step.number());
		values.put("migration_id", step.migration());
		values.put("description", step.description());
		values.put("started_at", started);
		values.put("finished_at", finished);
		values.put("outcome", (outcome != null) ? word(outcome) : null);
		values.put("statements_done", done);
		values.put("statements_total", statements);
		return values;
	}

	/**
	 * Return what tells a step of a run from all others.
	 */
	static Map<String, Object> key(String runId, Direction direction, int step) {
		Map<String, Object> key = new LinkedHashMap<>();
		key.put("run_id", runId);
		key.put("direction", direction.toString());
		key.put("step", step);
		return key;
	}

	private static String word(StepOutcome outcome) {
		return outcome.name().toLowerCase(Locale.ROOT);
	}

	private static int number(Map<String, @Nullable Object> row, String column) {
		return (row.get(column) instanceof Long number) ? number.intValue() : 0;
	}

}
