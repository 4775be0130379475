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
				(problems.size() == 1) ? "The seeds have a mistake:"
						: "The seeds have %d mistakes:".formatted(problems.size()),
				problems.stream().map((problem) -> place(problem) + ": " + problem.problem() + ".").toList());
		String action = FailureText.list("Change the code:",
				problems.stream().map((problem) -> place(problem) + ": " + problem.remedy()).toList());
		return new FailureAnalysis(description, action, cause);
	}

	private static String place(SeedProblem problem) {
		return (problem.property() != null) ? problem.place() + ", property '%s'".formatted(problem.property())
				: problem.place();
	}

}
