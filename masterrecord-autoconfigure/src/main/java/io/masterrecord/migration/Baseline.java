package io.masterrecord.migration;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.masterrecord.operation.CreateIndex;
import io.masterrecord.schema.ForeignObject;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Puts migrations on record whose effect a database has already, because its tables are
 * older than the migrations or were changed by hand.
 */
final class Baseline {

	private static final Log log = LogFactory.getLog(Migrator.class);

	private final RunContext context;

	private final MigrationPlan plan;

	private final MigrationChain chain;

	private final DriftReader drift;

	Baseline(RunContext context, MigrationPlan plan, DriftReader drift) {
		this.context = context;
		this.plan = plan;
		this.chain = plan.chain();
		this.drift = drift;
	}

	/**
	 * Record all migrations up to one.
	 * @param id the id of the last one
	 * @return the migrations that were recorded
	 */
	List<MigrationDefinition> record(String id) {
		Map<String, HistoryRow> failed = failedAtOnce();
		List<MigrationDefinition> missing = missing(id, failed);
		if (missing.isEmpty()) {
			return missing;
		}
		Set<String> applied = new HashSet<>(this.plan.applied());
		missing.forEach((definition) -> applied.add(definition.id()));
		DriftReader.Found found = this.drift.found(this.plan, applied);
		requireEffect(this.drift.older(found), missing.get(missing.size() - 1));
		leaveAlone(this.drift.leaveAlone(found));
		int position = this.plan.nextPosition();
		String chainChecksum = "";
		for (MigrationDefinition definition : this.chain.migrations()) {
			chainChecksum = Checksums.chain(definition.checksum(), chainChecksum);
			if (missing.contains(definition)) {
				HistoryRow row = failed.get(definition.id());
				if (row != null) {
					this.context.journal().forget(row.runId(), Direction.UP, 1);
					this.context.history().delete(row.id());
				}
				insert(definition, (row != null) ? row.position() : position++, chainChecksum);
			}
		}
		return missing;
	}

	private List<MigrationDefinition> missing(String id, Map<String, HistoryRow> failed) {
		List<MigrationDefinition> missing = new ArrayList<>();
		for (PlannedMigration planned : this.plan.migrations()) {
			MigrationDefinition definition = planned.definition();
			if (definition != null && (definition.id().equals(id) || this.chain.descends(id, definition.id()))) {
				if (planned.row() == null || failed.containsKey(planned.id())) {
					missing.add(definition);
				}
				else if (planned.isPending()) {
					throw new MigrationHistoryException(List.of(new MigrationProblem(planned.id(), planned.state(),
							"Migration %s is applied in part (%d of %d steps), so that it cannot be recorded as a whole"
								.formatted(definition, planned.row().stepsDone(), planned.row().stepsTotal()))),
							"Finish it with 'masterrecord migrate' first. Nothing was recorded.");
				}
			}
		}
		return missing;
	}

	/**
	 * Return the migrations that have failed before anything of them was done, at tables
	 * that were there already.
	 */
	private Map<String, HistoryRow> failedAtOnce() {
		return this.plan.rows()
			.stream()
			.filter((row) -> row.hasDoneNothing(this.context.journal()))
			.collect(Collectors.toMap(HistoryRow::id, Function.identity()));
	}

	private static void requireEffect(Drift found, MigrationDefinition last) {
		if (!found.isEmpty()) {
			throw new MigrationHistoryException(
					List.of(new MigrationProblem(last.id(), MigrationState.PENDING,
							"The database is not as it would be after migration %s: %s".formatted(last,
									String.join("; ", found.differences())))),
					"Change the tables, or the entities and their migration, until they agree, and record it then. "
							+ "Nothing was recorded.");
		}
	}

	private static void leaveAlone(List<ForeignObject> objects) {
		if (!objects.isEmpty()) {
			log.warn("No migration says these %d parts of tables, which are left alone from now on: %s"
				.formatted(objects.size(), objects.stream()
					.map((object) -> object.title() + (object.nature().isEmpty() ? "" : ", which " + object.nature()))
					.collect(Collectors.joining("; "))));
		}
	}

	private void insert(MigrationDefinition definition, int position, String chainChecksum) {
		Instant now = this.context.now();
		Target target = new Target(definition, null, position, chainChecksum, List.of());
		HistoryRow row = this.context.newRow(target, HistoryState.APPLIED, definition.up().size(), now)
			.finished(indexes(definition), now, 0);
		this.context.history().insert(row, StoredOperations.of(definition));
	}

	private ConditionalOutcomes indexes(MigrationDefinition definition) {
		Set<String> active = this.context.settings().environments();
		ConditionalOutcomes outcomes = ConditionalOutcomes.NONE;
		for (int i = 0; i < definition.up().size(); i++) {
			if (definition.up().get(i) instanceof CreateIndex create && !create.index().environments().isEverywhere()) {
				outcomes = outcomes.with(new ConditionalOutcome(i + 1, ConditionalOutcome.index(create.index().name()),
						create.index().environments(), List.copyOf(active),
						create.index().environments().match(active)));
			}
		}
		return outcomes;
	}

}
