package io.masterrecord.write;

import java.util.Comparator;
import java.util.List;
import java.util.Set;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import org.jspecify.annotations.Nullable;

/**
 * Checks instances by their Jakarta Bean Validation constraints.
 *
 * @since 0.1.0
 */
public final class BeanValidation implements EntityValidator {

	private final Validator validator;

	private final Class<?>[] groups;

	/**
	 * Create a validator.
	 * @param validator the validator that knows the constraints
	 */
	public BeanValidation(Validator validator) {
		this(validator, new Class<?>[0]);
	}

	private BeanValidation(Validator validator, Class<?>[] groups) {
		this.validator = validator;
		this.groups = groups;
	}

	@Override
	public List<EntityViolation> validate(Object entity) {
		return violations(this.validator.validate(entity, this.groups));
	}

	@Override
	public List<EntityViolation> validateValue(Class<?> type, String property, @Nullable Object value) {
		return violations(this.validator.validateValue(type, property, value, this.groups));
	}

	@Override
	public EntityValidator ofGroups(Class<?>... others) {
		return new BeanValidation(this.validator, others.clone());
	}

	private static List<EntityViolation> violations(Set<? extends ConstraintViolation<?>> violations) {
		return violations.stream()
			.map((violation) -> new EntityViolation(violation.getPropertyPath().toString(), violation.getMessage()))
			.sorted(Comparator.comparing(EntityViolation::property).thenComparing(EntityViolation::message))
			.toList();
	}

}
