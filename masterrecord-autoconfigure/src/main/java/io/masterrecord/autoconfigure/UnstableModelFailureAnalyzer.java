package io.masterrecord.autoconfigure;

import io.masterrecord.context.ModelVariation;
import io.masterrecord.context.UnstableModelException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains a model that is another one each time it is built.
 */
class UnstableModelFailureAnalyzer extends AbstractFailureAnalyzer<UnstableModelException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, UnstableModelException cause) {
		return new FailureAnalysis(FailureText.list(
				"The model is not the same when it is built twice, so that no migration can ever say what it says:",
				cause.variations().stream().map(ModelVariation::toString).toList()),
				"Declare what is the same whenever it is asked for: write the value down, give a 'Random' a fixed seed and "
						+ "the time a fixed 'Clock'. The moment at which a row is written is for the database to know: "
						+ "'@Column(defaultExpression = \"CURRENT_TIMESTAMP\")'.",
				cause);
	}

}
