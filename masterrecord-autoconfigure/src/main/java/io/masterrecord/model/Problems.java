package io.masterrecord.model;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Collects problems and warnings while a model is built.
 */
final class Problems {

	private final List<ModelProblem> problems = new ArrayList<>();

	private final List<ModelProblem> warnings = new ArrayList<>();

	void add(Class<?> entity, @Nullable String property, String problem, String remedy) {
		addOnce(this.problems, entity, property, problem, remedy);
	}

	void warn(Class<?> entity, @Nullable String property, String problem, String remedy) {
		addOnce(this.warnings, entity, property, problem, remedy);
	}

	List<ModelProblem> warnings() {
		return this.warnings;
	}

	/**
	 * Tell whether there is nothing to say, not even a warning.
	 */
	boolean isEmpty() {
		return this.problems.isEmpty() && this.warnings.isEmpty();
	}

	void throwIfAny() {
		if (!this.problems.isEmpty()) {
			throw new ModelException(this.problems);
		}
	}

	static String nameOf(Class<?> type) {
		String canonical = type.getCanonicalName();
		return (canonical != null) ? canonical : type.getName();
	}

	private void addOnce(List<ModelProblem> list, Class<?> entity, @Nullable String property, String problem,
			String remedy) {
		ModelProblem entry = new ModelProblem(nameOf(entity), property, problem, remedy);
		if (!list.contains(entry)) {
			list.add(entry);
		}
	}

}
