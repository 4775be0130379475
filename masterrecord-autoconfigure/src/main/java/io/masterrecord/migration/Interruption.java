package io.masterrecord.migration;

import java.util.Map;
import java.util.Optional;

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
	 * Put on record what became of the step.
	 */
	void resolve(RunContext context, boolean tookEffect) {
		if (tookEffect) {
			context.journal().finish(this.row.runId(), this.direction, this.step, StepOutcome.APPLIED, context.now());
			context.history().update(this.row.id(), Map.of("steps_done", this.step));
		}
		else {
			context.journal().forget(this.row.runId(), this.direction, this.step);
		}
	}

}
