package io.masterrecord.migration;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.masterrecord.jdbc.StatementGate;
import org.jspecify.annotations.Nullable;

/**
 * The history of a database: one row for each migration.
 */
final class History {

	private static final List<String> COLUMNS = List.of("id", "name", "parent", "position", "checksum",
			"chain_checksum", "state", "steps_done", "steps_total", "run_id", "started_at", "finished_at",
			"duration_ms", "host", "pid", "database_user", "library_version", "application_version", "conditions",
			"failure");

	private final TableRows rows;

	History(StatementGate gate, HistoryTables tables) {
		this.rows = new TableRows(gate, tables.history());
	}

	/**
	 * Read what is remembered, in the order in which it was applied.
	 */
	List<HistoryRow> read() {
		return this.rows.select(COLUMNS, Map.of(), "position").stream().map(History::row).toList();
	}

	Optional<HistoryRow> find(String id) {
		return this.rows.select(COLUMNS, Map.of("id", id), "id").stream().map(History::row).findFirst();
	}

	/**
	 * Read the operations with which a migration was applied.
	 */
	StoredOperations operations(String id) {
		return this.rows.select(List.of("up_operations", "down_operations"), Map.of("id", id), "up_operations")
			.stream()
			.map((row) -> new StoredOperations(text(row, "up_operations"), text(row, "down_operations")))
			.findFirst()
			.orElse(StoredOperations.NONE);
	}

	void insert(HistoryRow row, StoredOperations operations) {
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		values.put("id", row.id());
		values.put("name", row.name());
		values.put("parent", row.parent());
		values.put("position", row.position());
		values.put("checksum", row.checksum());
		values.put("chain_checksum", row.chainChecksum());
		values.put("state", row.state().word());
		values.put("steps_done", row.stepsDone());
		values.put("steps_total", row.stepsTotal());
		values.put("run_id", row.runId());
		values.put("started_at", row.startedAt());
		values.put("finished_at", row.finishedAt());
		values.put("duration_ms", row.durationMillis());
		values.put("host", row.host());
		values.put("pid", row.pid());
		values.put("database_user", row.databaseUser());
		values.put("library_version", row.libraryVersion());
		values.put("application_version", row.applicationVersion());
		values.put("conditions", row.conditions().json());
		values.put("failure", row.failure());
		values.put("up_operations", operations.up());
		values.put("down_operations", operations.down());
		this.rows.insert(values);
	}

	/**
	 * Change the row of a migration.
	 */
	void update(String id, Map<String, ?> values) {
		this.rows.update(values, Map.of("id", id));
	}

	/**
	 * Change the row of a migration, if it is still the process that works on it.
	 * @param id the id of the migration
	 * @param host the host of the process on record
	 * @param pid its number
	 * @param values what is to be written
	 * @return whether it was; otherwise nothing was written
	 */
	boolean update(String id, String host, long pid, Map<String, ?> values) {
		if (this.rows.update(values, Map.of("id", id, "host", host, "pid", pid)) > 0) {
			return true;
		}
		// Where a driver counts what is different now, equal values are none.
		return find(id).filter((row) -> row.host().equals(host) && row.pid() == pid).isPresent();
	}

	void delete(String id) {
		this.rows.delete(Map.of("id", id));
	}

	/**
	 * Forget a migration and those for which it stands.
	 * @param target the migration
	 */
	void delete(Target target) {
		delete(target.definition().id());
		if (!target.replaced().isEmpty()) {
			target.replaced().forEach((row) -> delete(row.id()));
			closeGaps();
		}
	}

	/**
	 * Number what is left, of which some may have been applied in between.
	 */
	private void closeGaps() {
		int position = 0;
		int former = 0;
		for (HistoryRow row : read()) {
			if (row.position() != former) {
				former = row.position();
				position++;
			}
			if (row.position() != position) {
				update(row.id(), Map.of("position", position));
			}
		}
	}

	private static HistoryRow row(Map<String, @Nullable Object> row) {
		return new HistoryRow(text(row, "id"), text(row, "name"), text(row, "parent"), (int) number(row, "position"),
				text(row, "checksum"), text(row, "chain_checksum"), HistoryState.of(text(row, "state")),
				(int) number(row, "steps_done"), (int) number(row, "steps_total"), text(row, "run_id"),
				instant(row, "started_at"), (Instant) row.get("finished_at"), (Long) row.get("duration_ms"),
				text(row, "host"), number(row, "pid"), text(row, "database_user"), (String) row.get("library_version"),
				(String) row.get("application_version"), ConditionalOutcomes.parse((String) row.get("conditions")),
				(String) row.get("failure"));
	}

	private static String text(Map<String, @Nullable Object> row, String column) {
		return (String) required(row, column);
	}

	private static long number(Map<String, @Nullable Object> row, String column) {
		return (Long) required(row, column);
	}

	private static Instant instant(Map<String, @Nullable Object> row, String column) {
		return (Instant) required(row, column);
	}

	private static Object required(Map<String, @Nullable Object> row, String column) {
		Object value = row.get(column);
		if (value == null) {
			throw new IllegalStateException("Column '%s' of the history is empty".formatted(column));
		}
		return value;
	}

}
