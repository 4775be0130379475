package io.masterrecord.context;

import java.util.List;

import io.masterrecord.seed.SeedCheck;
import io.masterrecord.write.EntityValidator;
import io.masterrecord.write.EntityViolation;
import org.jspecify.annotations.Nullable;

/**
 * Checks seeds by the rules for entities that are saved.
 */
final class SeedValidation implements SeedCheck {

	private final EntityValidator validator;

	SeedValidation(EntityValidator validator) {
		this.validator = validator;
	}

	@Override
	public List<Objection> instance(Object instance) {
		return objections(this.validator.validate(instance));
	}

	@Override
	public List<Objection> value(Class<?> entity, String property, @Nullable Object value) {
		return objections(this.validator.validateValue(entity, property, value));
	}

	private static List<Objection> objections(List<EntityViolation> violations) {
		return violations.stream()
			.map((violation) -> new Objection(violation.property(), violation.message()))
			.toList();
	}

}
