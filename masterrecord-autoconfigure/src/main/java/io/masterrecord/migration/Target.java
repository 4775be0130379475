package io.masterrecord.migration;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A migration that is to be applied or undone now, with everything decided.
 *
 * @param definition the migration
 * @param row what the history says about it, or {@code null} if it was not begun
 * @param position the how-manieth it is in this database
 * @param chainChecksum its checksum at its place
 * @param steps its steps in the direction of the run
 * @param replaced the rows of what it stands for in this database, the last first
 */
record Target(MigrationDefinition definition, @Nullable HistoryRow row, int position, String chainChecksum,
		List<PlannedStep> steps, List<HistoryRow> replaced) {

	Target {
		steps = List.copyOf(steps);
		replaced = List.copyOf(replaced);
	}

	Target(MigrationDefinition definition, @Nullable HistoryRow row, int position, String chainChecksum,
			List<PlannedStep> steps) {
		this(definition, row, position, chainChecksum, steps, List.of());
	}

	/**
	 * Return this target with other steps.
	 */
	Target with(List<PlannedStep> others) {
		return new Target(this.definition, this.row, this.position, this.chainChecksum, others, this.replaced);
	}

	/**
	 * Tell whether one of its steps cannot be part of a transaction.
	 */
	boolean hasStepApart() {
		return this.steps.stream().anyMatch(PlannedStep::isApart);
	}

	/**
	 * Tell whether a step is done already, in the direction of the run.
	 */
	boolean isDone(PlannedStep step) {
		if (this.row == null) {
			return false;
		}
		boolean begun = step.step().direction() == Direction.UP || this.row.state() == HistoryState.REVERTING;
		return begun && step.step().number() <= this.row.stepsDone();
	}

	/**
	 * Return the steps that are neither done nor left out.
	 */
	Stream<PlannedStep> remaining() {
		return this.steps.stream().filter((step) -> !isDone(step) && !step.outcome().isSkipped());
	}

	/**
	 * Return the tables that exist before the first step and not after the last.
	 */
	Set<String> tablesGone() {
		if (this.steps.isEmpty()) {
			return Set.of();
		}
		Set<String> gone = new TreeSet<>(this.steps.get(0).before().tables().keySet());
		gone.removeAll(this.steps.get(this.steps.size() - 1).after().tables().keySet());
		return gone;
	}

}
