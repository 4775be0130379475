package io.masterrecord.write;

import java.util.List;

import io.masterrecord.model.Model;
import org.jspecify.annotations.Nullable;

/**
 * Says what is wrong with values that are about to be written.
 *
 * @since 0.1.0
 */
public interface EntityValidator {

	/**
	 * Check an instance.
	 * @param entity the instance as it was given, before ids, versions and auditing dates
	 * are filled in
	 * @return what is wrong, in a stable order; empty if nothing is
	 */
	List<EntityViolation> validate(Object entity);

	/**
	 * Check a value of one property.
	 * @param type the entity
	 * @param property the name of the property
	 * @param value the value it is about to get
	 * @return what is wrong, in a stable order; empty if nothing is
	 */
	List<EntityViolation> validateValue(Class<?> type, String property, @Nullable Object value);

	/**
	 * Return this validator for the entities of a model, whose embedded values it checks
	 * as well.
	 * @param model the model
	 * @return a validator of the entities
	 */
	default EntityValidator within(Model model) {
		boolean plain = this == NoValidation.INSTANCE || this instanceof EmbeddedValidation
				|| model.entities().stream().allMatch((entity) -> entity.embedded().isEmpty());
		return plain ? this : new EmbeddedValidation(model, this);
	}

	/**
	 * Return a validator that checks the constraints of groups in place of those that
	 * belong to none.
	 * @param groups the groups, as Jakarta Bean Validation has them
	 * @return the validator
	 * @throws UnsupportedOperationException if this one knows no groups
	 */
	default EntityValidator ofGroups(Class<?>... groups) {
		throw new UnsupportedOperationException("'%s' knows no groups of constraints".formatted(getClass().getName()));
	}

	/**
	 * Return a validator that has no objections.
	 * @return the validator
	 */
	static EntityValidator none() {
		return NoValidation.INSTANCE;
	}

}
