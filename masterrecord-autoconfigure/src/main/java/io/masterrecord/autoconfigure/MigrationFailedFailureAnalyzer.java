package io.masterrecord.autoconfigure;

import io.masterrecord.migration.MigrationFailedException;
import io.masterrecord.migration.MigrationStep;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains a migration of which a step failed.
 */
class MigrationFailedFailureAnalyzer extends AbstractFailureAnalyzer<MigrationFailedException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, MigrationFailedException cause) {
		StringBuilder description = new StringBuilder(String.valueOf(cause.getMessage())).append('.');
		MigrationStep step = cause.step();
		if (step != null) {
			description.append("%n%n    migration: %s (%s)%n    step: %d of %d, %s".formatted(step.name(),
					step.migration(), step.number(), step.steps(), step.description()));
		}
		if (cause.sqlState() != null) {
			description.append("%n    SQLState: %s, code %d".formatted(cause.sqlState(), cause.vendorCode()));
		}
		return new FailureAnalysis(description.toString(),
				"Repair the data or the migration, and start again: what is on record as done is not done twice.",
				cause);
	}

}
