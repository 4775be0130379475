package io.masterrecord.write;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.masterrecord.jdbc.StatementKind;
import io.masterrecord.model.PropertyModel;
import io.masterrecord.model.PropertyValues;
import io.masterrecord.write.Upsert.UpsertPlan;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.transaction.SavepointManager;

/**
 * Upserts rows of one entity: with one statement where the dialect has one that tells
 * what it did, and else by reading which rows there are, inserting the others, and
 * starting again if somebody else was faster.
 *
 * @param <T> the entity
 */
final class EntityUpserter<T> {

	/** Somebody else inserting the same key each time is not what happens. */
	private static final int MOST_ATTEMPTS = 10;

	private final EntityScope<T> scope;

	private final UpsertStatements<T> statements;

	private final UpsertReading<T> reading;

	EntityUpserter(EntityScope<T> scope, RowLookup<T> lookup, EntityInserter<T> inserter, RowUpdates<T> updates) {
		this.scope = scope;
		this.statements = new UpsertStatements<>(scope);
		this.reading = new UpsertReading<>(scope, lookup, inserter, updates);
	}

	/**
	 * Write rows that were prepared as those to insert, and checked. No instance is
	 * touched.
	 * @return what became of them, in their order
	 */
	List<Written<T>> upsert(List<PendingRow<T>> rows, UpsertPlan<T> plan, @Nullable SavepointManager savepoints) {
		List<KeyedRow<T>> keyed = keyed(rows, plan);
		List<KeyedRow<T>> ordered = new ArrayList<>(keyed);
		ordered.sort(Comparator.comparing(KeyedRow::key, RowOrder::compare));
		List<@Nullable Written<T>> written = new ArrayList<>(Collections.nCopies(rows.size(), null));
		if (this.statements.canWrite(ordered, plan)) {
			this.statements.write(ordered, plan, written);
		}
		else {
			readAndWrite(ordered, plan, savepoints, written);
		}
		List<Written<T>> result = new ArrayList<>(rows.size());
		for (KeyedRow<T> row : keyed) {
			Written<T> done = written.get(row.position());
			if (done == null) {
				throw new InvalidDataAccessResourceUsageException("Row %d of '%s' was written, but not delivered"
					.formatted(row.position(), this.scope.model().table()));
			}
			result.add(done);
		}
		return result;
	}

	private void readAndWrite(List<KeyedRow<T>> rows, UpsertPlan<T> plan, @Nullable SavepointManager savepoints,
			List<@Nullable Written<T>> written) {
		String before = this.scope.dialect().bulk().beforeUpsert(this.scope.model().table());
		if (before != null) {
			this.scope.gate().update(this.scope.statement(StatementKind.OTHER, before, List.of()));
		}
		UpsertReading.Found found = this.reading.find(rows, plan, false);
		for (int attempt = 1;; attempt++) {
			Object savepoint = (savepoints != null) ? EntityWriters.savepoint(savepoints) : null;
			try {
				this.reading.write(rows, plan, found, written);
				EntityWriters.release(savepoints, savepoint);
				return;
			}
			catch (DuplicateKeyException ex) {
				if (savepoints == null || savepoint == null || attempt == MOST_ATTEMPTS) {
					throw ex;
				}
				savepoints.rollbackToSavepoint(savepoint);
				UpsertReading.Found latest = this.reading.find(rows, plan, true);
				if (latest.ids().size() <= found.ids().size()) {
					throw ex;
				}
				found = latest;
				Collections.fill(written, null);
			}
		}
	}

	private List<KeyedRow<T>> keyed(List<PendingRow<T>> rows, UpsertPlan<T> plan) {
		List<KeyedRow<T>> result = new ArrayList<>(rows.size());
		Map<List<Object>, Integer> positions = new HashMap<>(rows.size() * 2);
		PropertyModel counted = this.scope.version().orElse(null);
		for (PendingRow<T> row : rows) {
			long version = (counted != null) ? Versions.of(counted, row.entity()) : 0;
			KeyedRow<T> keyed = KeyedRow.of(result.size(), row, plan.key(), version);
			Integer earlier = positions.put(keyed.key(), keyed.position());
			if (earlier != null) {
				throw KeyedRow.doubled(earlier, keyed.position(), plan.key());
			}
			result.add(keyed);
		}
		return result;
	}

	/**
	 * Refuse rows whose instances bring along versions that are not those in the
	 * database.
	 */
	static <T> void refuseOutdated(EntityScope<T> scope, List<KeyedRow<T>> outdated) {
		if (!outdated.isEmpty()) {
			throw new StaleVersionException(scope.model().type(), outdated.stream()
				.sorted(Comparator.comparingInt(KeyedRow::position))
				.map((row) -> new StaleVersionException.Row(row.position(),
						Objects.requireNonNullElse(scope.key().get(row.row().entity()), row.key()), row.version()))
				.toList());
		}
	}

	/**
	 * What became of a row.
	 *
	 * @param row the row
	 * @param values the properties of the instance, replaced by what it gets
	 * @param outcome what was done
	 */
	record Written<T>(PendingRow<T> row, PropertyValues values, UpsertOutcome outcome) {

	}

}
