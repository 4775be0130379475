package io.masterrecord.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains properties that nobody reads.
 */
class UnknownPropertiesFailureAnalyzer extends AbstractFailureAnalyzer<UnknownPropertiesException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, UnknownPropertiesException cause) {
		String description = FailureText.list("There are properties below 'masterrecord' that do not exist:",
				cause.properties().stream().map(UnknownProperty::toString).toList());
		return new FailureAnalysis(description,
				"Correct the names, or remove the properties. Nothing was done to the database.", cause);
	}

}
