package io.masterrecord.autoconfigure;

import io.masterrecord.migration.MigrationLockException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains that another process has been running migrations for too long.
 */
class MigrationLockFailureAnalyzer extends AbstractFailureAnalyzer<MigrationLockException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, MigrationLockException cause) {
		return new FailureAnalysis(FailureText.sentence(String.valueOf(cause.getMessage())),
				"Wait until the other process is done, or end it if it hangs, and start again. "
						+ "'masterrecord.migrations.lock-timeout' says how long this one waits.",
				cause);
	}

}
