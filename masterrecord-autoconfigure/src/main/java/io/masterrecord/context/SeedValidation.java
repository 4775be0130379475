package io.masterrecord.context;

import java.util.List;
import java.util.function.Supplier;

import io.masterrecord.seed.SeedCheck;
import io.masterrecord.write.EntityValidator;
import io.masterrecord.write.EntityViolation;
import org.jspecify.annotations.Nullable;

/**
 * Checks seeds by the rules for entities that are saved.
 */
final class SeedValidation implements SeedCheck {

	private final Supplier<? extends @Nullable EntityValidator> rules;

	private @Nullable EntityValidator validator;

	/**
	 * Create a check.
	 * @param rules returns the rules, or {@code null} if there are none; not asked where
	 * there is nothing to check, as it takes long to set them up
	 */
	SeedValidation(Supplier<? extends @Nullable EntityValidator> rules) {
		this.rules = rules;
	}

	@Override
	public List<Objection> instance(Object instance) {
		return objections(validator().validate(instance));
	}

	@Override
	public List<Objection> value(Class<?> entity, String property, @Nullable Object value) {
		return objections(validator().validateValue(entity, property, value));
	}

	private EntityValidator validator() {
		EntityValidator known = this.validator;
		if (known == null) {
			EntityValidator found = this.rules.get();
			known = (found != null) ? found : EntityValidator.none();
			this.validator = known;
		}
		return known;
	}

	private static List<Objection> objections(List<EntityViolation> violations) {
		return violations.stream()
			.map((violation) -> new Objection(violation.property(), violation.message()))
			.toList();
	}

}
