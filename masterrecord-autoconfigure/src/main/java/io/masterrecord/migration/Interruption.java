package io.masterrecord.migration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * The step in the middle of which a process ended.
 */
record Interruption(HistoryRow row, Direction direction, int step) {

	static Optional<Interruption> find(MigrationPlan plan, Journal journal) {
		return plan.rows()
			.stream()
			.filter((row) -> (row.state() == HistoryState.APPLYING || row.state() == HistoryState.REVERTING)
					&& !row.isRefused())
			.map((row) -> new Interruption(row, (row.state() == HistoryState.APPLYING) ? Direction.UP : Direction.DOWN,
					row.stepsDone() + 1))
			.filter((interruption) -> journal
				.find(interruption.row().runId(), interruption.direction(), interruption.step())
				.isPresent())
			.findFirst();
	}

	/**
	 * Put on record what became of the step, as a run does at its end.
	 * @param context the run
	 * @param steps the steps of its migration in this direction; none if the migration is
	 * not known here
	 * @param tookEffect whether it is done
	 */
	void resolve(RunContext context, List<PlannedStep> steps, boolean tookEffect) {
		if (tookEffect) {
			Map<String, @Nullable Object> values = new LinkedHashMap<>();
			values.put("steps_done", this.step);
			if (this.step <= steps.size()) {
				PlannedStep planned = steps.get(this.step - 1);
				context.ledger().follow(planned.operation());
				if (this.direction == Direction.UP && planned.condition() != null) {
					values.put("conditions", this.row.conditions().with(planned.condition()).json());
				}
			}
			context.journal().finish(this.row.runId(), this.direction, this.step, StepOutcome.APPLIED, context.now());
			context.history().update(this.row.id(), values);
		}
		else {
			context.journal().forget(this.row.runId(), this.direction, this.step);
		}
	}

}
