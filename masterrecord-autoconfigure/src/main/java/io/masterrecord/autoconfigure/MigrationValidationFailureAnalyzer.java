package io.masterrecord.autoconfigure;

import io.masterrecord.migration.MigrationValidationException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains migrations that cannot be used as they are written.
 */
class MigrationValidationFailureAnalyzer extends AbstractFailureAnalyzer<MigrationValidationException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, MigrationValidationException cause) {
		return new FailureAnalysis(
				FailureText.list("The migrations of the application cannot be used:",
						cause.problems().stream().map(FailureText::sentence).toList()),
				"Correct the migration classes. Nothing was done to the database.", cause);
	}

}
