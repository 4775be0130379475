package io.masterrecord.migration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.masterrecord.jdbc.StatementGate;
import io.masterrecord.schema.Row;
import io.masterrecord.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * How far rows have been filled, written together with each batch. Its table is created
 * where the first rows are filled.
 */
final class BackfillProgress {

	private final StatementGate gate;

	private final Table table;

	private final TableRows rows;

	BackfillProgress(StatementGate gate, HistoryTables tables) {
		this.gate = gate;
		this.table = tables.progress();
		this.rows = new TableRows(gate, this.table);
	}

	/**
	 * How far a step has come.
	 *
	 * @param last the key of the last row that was looked at, or {@code null} before the
	 * first
	 * @param filled how many rows were filled
	 */
	record State(@Nullable Row last, long filled) {

		static final State NOTHING = new State(null, 0);

	}

	void createMissing(RunSession session) {
		if (!session.hasTable(this.table.name())) {
			HistoryTables.create(this.table, this.gate.dialect()).forEach(this.gate::update);
		}
	}

	State find(String runId, Direction direction, int step) {
		return this.rows.select(List.of("last_key", "rows_done"), Journal.key(runId, direction, step), "rows_done")
			.stream()
			.map((row) -> new State(RowCodec.read((String) Objects.requireNonNull(row.get("last_key"))),
					(Long) Objects.requireNonNull(row.get("rows_done"))))
			.findFirst()
			.orElse(State.NOTHING);
	}

	/**
	 * Put the end of a batch on record.
	 * @param first whether nothing is on record of the step yet
	 */
	void save(String runId, MigrationStep step, State state, boolean first) {
		Map<String, Object> values = new LinkedHashMap<>();
		values.put("last_key", RowCodec.write(Objects.requireNonNull(state.last())));
		values.put("rows_done", state.filled());
		Map<String, Object> key = Journal.key(runId, step.direction(), step.number());
		if (first) {
			key.put("migration_id", step.migration());
			key.putAll(values);
			this.rows.insert(key);
		}
		else {
			this.rows.update(values, key);
		}
	}

}
