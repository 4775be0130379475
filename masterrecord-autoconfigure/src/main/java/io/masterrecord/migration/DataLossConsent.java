package io.masterrecord.migration;

import java.util.ArrayList;
import java.util.List;

import io.masterrecord.operation.Destruction;
import io.masterrecord.operation.ExistingTables;

/**
 * Keeps data from being lost by accident: a migration that takes data away is run only if
 * it says why it may.
 */
final class DataLossConsent {

	/** What such a migration accepts. */
	static final String RULE = "data-loss";

	private final List<String> problems = new ArrayList<>();

	/**
	 * Look at a migration that is to be applied.
	 */
	void check(MigrationDefinition definition, List<PlannedStep> steps) {
		if (definition.accepted().containsKey(RULE)) {
			return;
		}
		List<String> losses = losses(steps);
		if (!losses.isEmpty()) {
			this.problems.add(("Migration %s takes data away: %s. It is not run before it says why that may be, in its "
					+ "'up': schema.accept(\"%s\", \"…\")")
				.formatted(definition, String.join("; ", losses), RULE));
		}
	}

	private static List<String> losses(List<PlannedStep> steps) {
		List<String> losses = new ArrayList<>();
		ExistingTables existing = null;
		for (PlannedStep step : steps) {
			existing = (existing != null) ? existing : new ExistingTables(step.before());
			if (!step.outcome().isSkipped()) {
				if (Destruction.isDestructive(existing, step.before(), step.operation())) {
					losses.add("%s (%s)".formatted(step.step().description(), step.step().position()));
				}
				existing.follow(step.operation());
			}
		}
		return losses;
	}

	void require() {
		if (!this.problems.isEmpty()) {
			throw new MigrationValidationException(this.problems);
		}
	}

}
