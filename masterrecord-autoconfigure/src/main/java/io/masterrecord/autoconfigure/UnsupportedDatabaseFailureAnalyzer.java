package io.masterrecord.autoconfigure;

import io.masterrecord.dialect.UnsupportedDatabaseException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains a database that there is no dialect for.
 */
class UnsupportedDatabaseFailureAnalyzer extends AbstractFailureAnalyzer<UnsupportedDatabaseException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, UnsupportedDatabaseException cause) {
		return new FailureAnalysis(FailureText.sentence(String.valueOf(cause.getMessage())),
				"Change 'spring.datasource.url' to a supported database, or set 'masterrecord.enabled' to 'false' to start "
						+ "without MasterRecord.",
				cause);
	}

}
