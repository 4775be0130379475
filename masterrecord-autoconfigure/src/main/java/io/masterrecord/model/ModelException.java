package io.masterrecord.model;

import java.util.ArrayList;
import java.util.List;

import io.masterrecord.MasterRecordException;

/**
 * Tells all mistakes in the entities of an application at once.
 *
 * @since 0.1.0
 */
public final class ModelException extends MasterRecordException {

	private static final long serialVersionUID = 1L;

	private final transient List<ModelProblem> problems;

	/**
	 * Create an exception of problems.
	 * @param problems the problems, at least one
	 */
	public ModelException(List<ModelProblem> problems) {
		super(message(problems));
		this.problems = List.copyOf(problems);
	}

	/**
	 * Return the problems.
	 * @return the problems, in order of the entities
	 */
	public List<ModelProblem> problems() {
		return this.problems;
	}

	private static String message(List<ModelProblem> problems) {
		if (problems.size() == 1) {
			return "The model has a problem. " + problems.get(0);
		}
		List<String> lines = new ArrayList<>();
		lines.add("The model has %d problems:".formatted(problems.size()));
		for (int i = 0; i < problems.size(); i++) {
			lines.add("  %d. %s".formatted(i + 1, problems.get(i)));
		}
		return String.join("\n", lines);
	}

}
