package io.masterrecord.seed;

import java.util.ArrayList;
import java.util.List;

import io.masterrecord.model.ModelException;
import org.jspecify.annotations.Nullable;

/**
 * Collects mistakes and warnings while seeds are checked.
 */
final class SeedProblems {

	private final List<SeedProblem> problems = new ArrayList<>();

	private final List<String> warnings = new ArrayList<>();

	void add(String place, @Nullable String property, String problem, String remedy) {
		this.problems.add(new SeedProblem(place, property, problem, remedy));
	}

	void add(String place, String property, ModelException cause) {
		cause.problems().forEach((problem) -> add(place, property, problem.problem(), problem.remedy()));
	}

	void warn(String warning) {
		this.warnings.add(warning);
	}

	List<String> warnings() {
		return this.warnings;
	}

	boolean isEmpty() {
		return this.problems.isEmpty();
	}

	void throwIfAny() {
		if (!this.problems.isEmpty()) {
			throw new SeedException(this.problems);
		}
	}

}
