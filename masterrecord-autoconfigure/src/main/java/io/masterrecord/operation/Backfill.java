package io.masterrecord.operation;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Fills columns of the rows that a table has, a batch after the other in the order of the
 * primary key, each batch in a transaction of its own where the database can.
 *
 * @param table the table
 * @param values the SQL of the values by column, in which columns stand as in SQL
 * @param condition which rows are filled, as SQL, or {@code null} for all
 * @param batch how many rows are filled at once; no part of the checksum
 * @param pause how long to rest between two batches; no part of the checksum
 * @since 0.1.0
 */
public record Backfill(String table, Map<String, String> values, @Nullable String condition, int batch,
		Duration pause) implements SchemaOperation {

	/** How many rows are filled at once unless it is said. */
	public static final int USUAL_BATCH = 1000;

	public Backfill {
		values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
	}

	@Override
	public <R> R accept(OperationVisitor<R> visitor) {
		return visitor.visit(this);
	}

}
