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
		String description = FailureText.list("The entities have %s:".formatted(count(problems.size())),
				problems.stream().map((problem) -> place(problem) + ": " + problem.problem() + ".").toList());
		String action = FailureText.list("Change the code:",
				problems.stream().map((problem) -> place(problem) + ": " + problem.remedy()).toList());
		return new FailureAnalysis(description, action, cause);
	}

	private static String count(int problems) {
		return (problems == 1) ? "a mistake" : problems + " mistakes";
	}

	private static String place(ModelProblem problem) {
		return (problem.property() != null)
				? "entity '%s', property '%s'".formatted(problem.entity(), problem.property())
				: "entity '%s'".formatted(problem.entity());
	}

}
