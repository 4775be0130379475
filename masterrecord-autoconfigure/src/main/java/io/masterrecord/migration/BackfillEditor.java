package io.masterrecord.migration;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.masterrecord.operation.Backfill;
import io.masterrecord.operation.SchemaOperation;
import org.jspecify.annotations.Nullable;

/**
 * Says how the rows of a table are filled.
 *
 * @since 0.1.0
 */
public final class BackfillEditor extends Step {

	private final String table;

	private final Map<String, String> values = new LinkedHashMap<>();

	private @Nullable String condition;

	private int batch = Backfill.USUAL_BATCH;

	private Duration pause = Duration.ZERO;

	BackfillEditor(String table) {
		this.table = table;
	}

	/**
	 * Give a column a value: {@code set("slug", "lower(name)")}.
	 * @param column the column
	 * @param expression the value, as SQL that every database of the application knows;
	 * columns of the table stand in it without quotes
	 * @return this
	 */
	public BackfillEditor set(String column, String expression) {
		if (expression.isBlank()) {
			throw new IllegalArgumentException("set(\"%s\", \"\") has no value".formatted(column));
		}
		if (this.values.putIfAbsent(column, expression.strip()) != null) {
			throw new IllegalArgumentException("set(\"%s\", …) is said twice".formatted(column));
		}
		return this;
	}

	/**
	 * Fill only the rows that meet a condition: {@code where("slug IS NULL")}. It is best
	 * one that no row meets any more once it is filled.
	 * @param sql the condition, as SQL
	 * @return this
	 */
	public BackfillEditor where(String sql) {
		if (sql.isBlank()) {
			throw new IllegalArgumentException("where(\"\") has no condition");
		}
		this.condition = sql.strip();
		return this;
	}

	/**
	 * State how many rows are filled at once, {@value Backfill#USUAL_BATCH} if it is not
	 * said. They are locked for as long as that takes.
	 * @param rows the number, at least 1
	 * @return this
	 */
	public BackfillEditor batch(int rows) {
		if (rows < 1) {
			throw new IllegalArgumentException("batch(%d) has to be at least 1".formatted(rows));
		}
		this.batch = rows;
		return this;
	}

	/**
	 * Rest between two batches, for the sake of others who use the database.
	 * @param duration for how long
	 * @return this
	 */
	public BackfillEditor pause(Duration duration) {
		if (duration.isNegative()) {
			throw new IllegalArgumentException("pause(%s) is negative".formatted(duration));
		}
		this.pause = duration;
		return this;
	}

	@Override
	List<SchemaOperation> operations() {
		if (this.values.isEmpty()) {
			throw new IllegalStateException("%s sets no column: say set(…)".formatted(chain()));
		}
		return List.of(new Backfill(this.table, this.values, this.condition, this.batch, this.pause));
	}

	@Override
	String chain() {
		return "backfill(\"%s\")".formatted(this.table);
	}

}
