package io.masterrecord.autoconfigure;

import java.util.List;

import io.masterrecord.seed.SeedException;
import io.masterrecord.seed.SeedProblem;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains mistakes in seeds: which set, which row, which property, what to do.
 */
class SeedFailureAnalyzer extends AbstractFailureAnalyzer<SeedException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, SeedException cause) {
		List<SeedProblem> problems = cause.problems();
		String description = FailureText.list(
				(problems.size() == 1) ? "There is a mistake in a seed:"
						: "There are %d mistakes in seeds:".formatted(problems.size()),
				problems.stream().map(SeedFailureAnalyzer::describe).toList());
		String action = FailureText.list("Change the code:", problems.stream().map(SeedProblem::remedy).toList());
		return new FailureAnalysis(description, action, cause);
	}

	private static String describe(SeedProblem problem) {
		String place = (problem.property() != null) ? problem.place() + ", property '%s'".formatted(problem.property())
				: problem.place();
		return place + ": " + FailureText.sentence(problem.problem());
	}

}
