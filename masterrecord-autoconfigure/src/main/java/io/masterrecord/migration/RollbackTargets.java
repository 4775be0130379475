package io.masterrecord.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.masterrecord.schema.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Makes migrations ready to be undone, or says about all of them why they cannot be.
 */
final class RollbackTargets {

	private final RunContext context;

	private final MigrationChain chain;

	private final MigrationPlan plan;

	private final List<MigrationProblem> problems = new ArrayList<>();

	RollbackTargets(RunContext context, MigrationPlan plan) {
		this.context = context;
		this.chain = plan.chain();
		this.plan = plan;
	}

	/**
	 * Return the targets.
	 * @param migrations what is to be undone, newest first
	 */
	List<Target> of(List<PlannedMigration> migrations) {
		migrations.forEach(this::check);
		this.plan.problems().stream().filter(this::concealsTables).forEach(this.problems::add);
		if (!this.problems.isEmpty()) {
			throw new MigrationHistoryException(this.problems);
		}
		return migrations.stream().map(this::target).toList();
	}

	private void check(PlannedMigration planned) {
		MigrationDefinition definition = planned.definition();
		HistoryRow row = planned.row();
		if (definition == null) {
			problem(planned, "Migration '%s' (%s) is not known to this application, so that it cannot be undone by it: "
					+ "undo it with the release that applied it", planned.name(), planned.id());
		}
		else if (planned.state() == MigrationState.EDITED) {
			this.problems.addAll(this.plan.problems()
				.stream()
				.filter((problem) -> problem.migration().equals(planned.id()))
				.toList());
		}
		else if (hasDoneNothing(row)) {
			return;
		}
		else if (planned.state() != MigrationState.APPLIED && planned.state() != MigrationState.REVERTING) {
			problem(planned, "Migration %s stopped at step %d of %d: finish applying it before it is undone",
					definition, (row != null) ? row.stepsDone() + 1 : 1, definition.up().size());
		}
		else if (definition.irreversible().isPresent()) {
			problem(planned, "Migration %s cannot be undone: %s", definition, definition.irreversible().get());
		}
	}

	/**
	 * Tell whether nobody knows the tables among which migrations are undone, because one
	 * that stays is not known as it was applied.
	 */
	private boolean concealsTables(MigrationProblem problem) {
		return (problem.state() == MigrationState.EDITED || problem.state() == MigrationState.MISSING)
				&& this.problems.stream().noneMatch((known) -> known.migration().equals(problem.migration()));
	}

	private boolean hasDoneNothing(@Nullable HistoryRow row) {
		return row != null && row.hasDoneNothing(this.context.journal());
	}

	private void problem(PlannedMigration planned, String message, @Nullable Object... arguments) {
		this.problems.add(new MigrationProblem(planned.id(), planned.state(), message.formatted(arguments)));
	}

	private Target target(PlannedMigration planned) {
		MigrationDefinition definition = planned.definition();
		HistoryRow row = planned.row();
		if (definition == null || row == null) {
			throw new IllegalArgumentException("Migration '%s' is not applied".formatted(planned.id()));
		}
		if (hasDoneNothing(row)) {
			return new Target(definition, row, row.position(), row.chainChecksum(), List.of());
		}
		List<HistoryRow> replaced = this.plan.replacedBy(planned);
		this.context.ledger().standIn(row.id(), replaced.stream().map(HistoryRow::id).toList());
		Set<String> active = this.context.settings().environments();
		List<HistoryRow> rows = this.plan.rows()
			.stream()
			.filter((other) -> other.position() <= row.position())
			.toList();
		Schema declared = this.chain.schemaOf(rows.stream().map(HistoryRow::id).toList());
		StepPlanner planner = new StepPlanner(this.context.session().dialect(), active,
				this.context.settings().online());
		List<PlannedStep> steps = ApplyTargets.planned(definition, Direction.DOWN, () -> planner.plan(definition,
				Direction.DOWN, new LocalSchema(declared, rows, active), row.conditions()));
		return new Target(definition, row, row.position(), row.chainChecksum(), steps, replaced);
	}

}
