package io.masterrecord.autoconfigure;

import io.masterrecord.repository.InvalidRepositoryException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains a repository that cannot be made.
 */
class InvalidRepositoryFailureAnalyzer extends AbstractFailureAnalyzer<InvalidRepositoryException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidRepositoryException cause) {
		return new FailureAnalysis(FailureText.sentence(String.valueOf(cause.getMessage())),
				"Correct the declaration of the repository.", cause);
	}

}
