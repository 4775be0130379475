package io.masterrecord.seed;

import java.util.ArrayList;
import java.util.List;

import io.masterrecord.MasterRecordException;

/**
 * Tells all mistakes in the seeds of an application at once.
 *
 * @since 0.1.0
 */
public final class SeedException extends MasterRecordException {

	private static final long serialVersionUID = 1L;

	private final transient List<SeedProblem> problems;

	SeedException(List<SeedProblem> problems) {
		super(message(problems));
		this.problems = List.copyOf(problems);
	}

	/**
	 * Return the problems.
	 * @return the problems, in order of declaration
	 */
	public List<SeedProblem> problems() {
		return this.problems;
	}

	private static String message(List<SeedProblem> problems) {
		if (problems.size() == 1) {
			return "The seeds have a problem. " + problems.get(0);
		}
		List<String> lines = new ArrayList<>();
		lines.add("The seeds have %d problems:".formatted(problems.size()));
		for (int i = 0; i < problems.size(); i++) {
			lines.add("  %d. %s".formatted(i + 1, problems.get(i)));
		}
		return String.join("\n", lines);
	}

}
