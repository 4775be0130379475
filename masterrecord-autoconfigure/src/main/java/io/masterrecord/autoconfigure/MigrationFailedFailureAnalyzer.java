package io.masterrecord.autoconfigure;

import io.masterrecord.migration.MigrationFailedException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains a migration of which a step failed.
 */
class MigrationFailedFailureAnalyzer extends AbstractFailureAnalyzer<MigrationFailedException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, MigrationFailedException cause) {
		return new FailureAnalysis(FailureText.sentence(String.valueOf(cause.getMessage())),
				"Correct the step, or the data that it fails on, and start again.", cause);
	}

}
