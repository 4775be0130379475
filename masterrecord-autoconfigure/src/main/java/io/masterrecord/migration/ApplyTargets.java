package io.masterrecord.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import io.masterrecord.MasterRecordException;
import io.masterrecord.operation.ExistingTables;
import org.jspecify.annotations.Nullable;

/**
 * Makes the pending migrations of a plan ready to be applied, all of them before the
 * first statement is run.
 */
final class ApplyTargets {

	private ApplyTargets() {
	}

	static List<Target> of(RunContext context, MigrationPlan plan) {
		MigrationChain chain = plan.chain();
		List<PlannedMigration> pending = plan.pending();
		if (pending.isEmpty()) {
			return List.of();
		}
		StepPlanner planner = new StepPlanner(context.session().dialect(), context.settings().environments(),
				context.settings().online());
		LocalSchema schema = new LocalSchema(chain.schemaOf(plan.applied()), plan.rows(),
				context.settings().environments());
		// What the run creates itself is in nobody's use.
		ExistingTables existing = new ExistingTables(schema.present());
		List<Target> targets = new ArrayList<>();
		DataLossConsent consent = new DataLossConsent();
		int position = plan.nextPosition();
		String chainChecksum = "";
		for (MigrationDefinition definition : chain.migrations()) {
			chainChecksum = Checksums.chain(definition.checksum(), chainChecksum);
			PlannedMigration planned = find(pending, definition);
			if (planned != null) {
				HistoryRow row = planned.row();
				ConditionalOutcomes known = (row != null) ? row.conditions() : ConditionalOutcomes.NONE;
				List<PlannedStep> steps = planned(definition, Direction.UP,
						() -> planner.plan(definition, Direction.UP, schema, known, existing));
				consent.check(definition, steps);
				targets.add(
						new Target(definition, row, (row != null) ? row.position() : position++, chainChecksum, steps));
			}
		}
		consent.require();
		return targets;
	}

	/**
	 * Plan the steps of a migration, or say why it cannot be run on this database.
	 */
	static List<PlannedStep> planned(MigrationDefinition definition, Direction direction,
			Supplier<List<PlannedStep>> steps) {
		try {
			return steps.get();
		}
		catch (MasterRecordException ex) {
			throw new MigrationFailedException(
					"Migration %s cannot be %s here: %s. Nothing of it was run".formatted(definition,
							(direction == Direction.UP) ? "applied" : "undone", ex.getMessage()),
					definition.id(), null, null, ex);
		}
	}

	private static @Nullable PlannedMigration find(List<PlannedMigration> pending, MigrationDefinition definition) {
		return pending.stream().filter((planned) -> planned.id().equals(definition.id())).findFirst().orElse(null);
	}

}
