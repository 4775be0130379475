package io.masterrecord.migration;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * What a run has done so far. It outlives a lost connection.
 */
final class RunTally {

	private final long start = System.nanoTime();

	private final Map<String, MigrationReport.Entry> applied = new LinkedHashMap<>();

	private final Map<String, MigrationReport.Entry> reverted = new LinkedHashMap<>();

	private final Set<String> runIds = new LinkedHashSet<>();

	private final Map<String, Integer> seeds = new LinkedHashMap<>();

	private final Set<String> warnings = new LinkedHashSet<>();

	private @Nullable List<PlannedMigration> toRevert;

	private int lookups;

	/**
	 * Remember that this run writes a row of the history under an id.
	 */
	void begun(String runId) {
		this.runIds.add(runId);
	}

	void applied(MigrationDefinition definition, Duration duration, int seedsWritten) {
		this.applied.put(definition.id(), new MigrationReport.Entry(definition.id(), definition.name(), duration));
		this.seeds.put(definition.id(), seedsWritten);
	}

	/**
	 * Count rows that were left out when their migration was applied.
	 */
	void late(MigrationStep step, int seedsWritten) {
		this.seeds.put(step.migration() + "/" + step.number(), seedsWritten);
	}

	void reverted(MigrationDefinition definition, Duration duration) {
		this.reverted.put(definition.id(), new MigrationReport.Entry(definition.id(), definition.name(), duration));
	}

	/**
	 * Tell whether this run has applied or undone anything.
	 */
	boolean hasChanged() {
		return !this.applied.isEmpty() || !this.reverted.isEmpty();
	}

	/**
	 * Return what is left of the migrations that this run is to undo. They are chosen the
	 * first time; what is gone the next time counts as undone.
	 */
	List<PlannedMigration> chosen(MigrationPlan plan, Function<MigrationPlan, List<PlannedMigration>> choice) {
		if (this.toRevert == null) {
			this.toRevert = choice.apply(plan);
		}
		List<PlannedMigration> left = new ArrayList<>();
		for (PlannedMigration planned : this.toRevert) {
			Optional<PlannedMigration> current = plan.appliedNewestFirst()
				.stream()
				.filter((other) -> other.id().equals(planned.id()))
				.findFirst();
			current.ifPresentOrElse(left::add, () -> this.reverted.putIfAbsent(planned.id(),
					new MigrationReport.Entry(planned.id(), planned.name(), Duration.ZERO)));
		}
		return left;
	}

	/**
	 * Remember what is to be looked at, though it keeps nothing from running.
	 */
	void warn(String warning) {
		this.warnings.add(warning);
	}

	/**
	 * Count a look-up of what became of a commit.
	 * @return how many there have been
	 */
	int lookedUp() {
		return ++this.lookups;
	}

	/**
	 * Count what this run turns out to have applied, though it did not get the answer.
	 */
	void settle(MigrationPlan plan) {
		for (PlannedMigration planned : plan.migrations()) {
			HistoryRow row = planned.row();
			MigrationDefinition definition = planned.definition();
			if (row != null && definition != null && planned.state() == MigrationState.APPLIED
					&& this.runIds.contains(row.runId()) && !this.applied.containsKey(row.id())) {
				Long millis = row.durationMillis();
				applied(definition, Duration.ofMillis((millis != null) ? millis : 0), 0);
			}
		}
	}

	MigrationReport report(DatabaseProduct product, int migrations) {
		return new MigrationReport(product, migrations, new ArrayList<>(this.applied.values()),
				new ArrayList<>(this.reverted.values()), this.seeds.values().stream().mapToInt(Integer::intValue).sum(),
				Duration.ofNanos(System.nanoTime() - this.start), List.copyOf(this.warnings));
	}

}
