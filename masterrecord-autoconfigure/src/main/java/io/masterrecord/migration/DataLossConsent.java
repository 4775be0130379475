package io.masterrecord.migration;

import java.util.ArrayList;
import java.util.List;

import io.masterrecord.operation.Destruction;

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
		List<String> losses = steps.stream()
			.filter((step) -> !step.outcome().isSkipped()
					&& Destruction.isDestructive(steps.get(0).before(), step.before(), step.operation()))
			.map((step) -> "%s (%s)".formatted(step.step().description(), step.step().position()))
			.toList();
		if (!losses.isEmpty()) {
			this.problems.add(("Migration %s takes data away: %s. It is not run before it says why that may be, in its "
					+ "'up': schema.accept(\"%s\", \"…\")")
				.formatted(definition, String.join("; ", losses), RULE));
		}
	}

	void require() {
		if (!this.problems.isEmpty()) {
			throw new MigrationValidationException(this.problems);
		}
	}

}
