package io.masterrecord.autoconfigure;

import java.util.List;

import io.masterrecord.model.ModelException;
import io.masterrecord.model.ModelProblem;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains mistakes in entities: which entity, which property, what to do.
 */
class ModelFailureAnalyzer extends AbstractFailureAnalyzer<ModelException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, ModelException cause) {
		List<ModelProblem> problems = cause.problems();
		String description = FailureText.list(
				(problems.size() == 1) ? "There is a mistake in an entity:"
						: "There are %d mistakes in entities:".formatted(problems.size()),
				problems.stream().map(ModelFailureAnalyzer::describe).toList());
		String action = FailureText.list("Change the code:", problems.stream().map(ModelProblem::remedy).toList());
		return new FailureAnalysis(description, action, cause);
	}

	private static String describe(ModelProblem problem) {
		String place = (problem.property() != null)
				? "Property '%s' of '%s'".formatted(problem.property(), problem.entity())
				: "Entity '%s'".formatted(problem.entity());
		return place + ": " + FailureText.sentence(problem.problem());
	}

}
