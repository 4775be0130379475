package io.masterrecord.migration;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.masterrecord.operation.CreateTable;
import io.masterrecord.operation.Destruction;
import io.masterrecord.operation.DropTable;
import io.masterrecord.operation.SchemaOperation;

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
		Set<String> created = new HashSet<>();
		List<String> losses = new ArrayList<>();
		for (PlannedStep step : steps) {
			SchemaOperation operation = step.operation();
			if (operation instanceof CreateTable create) {
				created.add(create.table().name());
			}
			boolean own = operation instanceof DropTable drop && created.contains(drop.table());
			if (!own && !step.outcome().isSkipped() && Destruction.isDestructive(step.before(), operation)) {
				losses.add("%s (%s)".formatted(step.step().description(), step.step().position()));
			}
		}
		if (!losses.isEmpty()) {
			this.problems.add(("Migration %s takes data away: %s. It is not run before it says why that may be, in its "
					+ "'up': schema.accept(\"%s\", \"…\")")
				.formatted(definition, losses.stream().collect(Collectors.joining("; ")), RULE));
		}
	}

	void require() {
		if (!this.problems.isEmpty()) {
			throw new MigrationValidationException(this.problems);
		}
	}

}
