package io.masterrecord.autoconfigure;

import java.util.List;

import io.masterrecord.context.UnmigratedModelException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains entities that say something which no migration does.
 */
class UnmigratedModelFailureAnalyzer extends AbstractFailureAnalyzer<UnmigratedModelException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, UnmigratedModelException cause) {
		List<String> changes = cause.changes().descriptions();
		return new FailureAnalysis(
				FailureText.list(
						(changes.size() == 1) ? "The entities say something that no migration does:"
								: "The entities say %d things that no migration does:".formatted(changes.size()),
						changes),
				"Write the migration with the argument 'masterrecord add NAME' of the application, and compile it. Nothing "
						+ "was done to the database. With 'masterrecord.migrations.model-changes' set to 'warn' the "
						+ "application starts nevertheless.",
				cause);
	}

}
