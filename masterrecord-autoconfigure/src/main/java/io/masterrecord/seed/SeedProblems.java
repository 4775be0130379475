package io.masterrecord.seed;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.masterrecord.model.EntityModel;
import io.masterrecord.model.ModelException;
import io.masterrecord.model.PropertyModel;
import org.jspecify.annotations.Nullable;

/**
 * Collects mistakes and warnings while seeds are checked.
 */
final class SeedProblems {

	private final SeedCheck check;

	private final List<SeedProblem> problems = new ArrayList<>();

	private final List<String> warnings = new ArrayList<>();

	SeedProblems(SeedCheck check) {
		this.check = check;
	}

	/**
	 * Look for values that an entity must not have, among those that are given.
	 */
	void check(String place, Object instance, Map<PropertyModel, @Nullable Object> given) {
		report(place, this.check.instance(instance), given);
	}

	/**
	 * Look for a value that an entity must not have.
	 */
	void check(String place, EntityModel<?> entity, PropertyModel property, @Nullable Object value) {
		for (SeedCheck.Objection objection : this.check.value(entity.type(), property.name(), value)) {
			object(place, objection);
		}
	}

	private void report(String place, List<SeedCheck.Objection> objections,
			Map<PropertyModel, @Nullable Object> given) {
		Set<String> names = given.keySet().stream().map(PropertyModel::name).collect(Collectors.toSet());
		for (SeedCheck.Objection objection : objections) {
			if (objection.property().isEmpty() || names.stream().anyMatch(objection::isOf)) {
				object(place, objection);
			}
		}
	}

	private void object(String place, SeedCheck.Objection objection) {
		add(place, objection.property().isEmpty() ? null : objection.property(), "is not valid: " + objection.message(),
				"Correct the value.");
	}

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
