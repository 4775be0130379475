package io.masterrecord.write;

import java.util.ArrayList;
import java.util.List;

import io.masterrecord.model.EmbeddedModel;
import io.masterrecord.model.EntityModel;
import io.masterrecord.model.Model;
import io.masterrecord.model.PropertyModel;
import org.jspecify.annotations.Nullable;

/**
 * Checks embedded values along with the instances they are in, also without
 * {@code @Valid}, and their properties as properties of the entity.
 *
 * @param model the entities
 * @param validator says what is wrong with an instance or value
 */
record EmbeddedValidation(Model model, EntityValidator validator) implements EntityValidator {

	@Override
	public List<EntityViolation> validate(Object entity) {
		List<EntityViolation> violations = this.validator.validate(entity);
		EntityModel<?> known = this.model.find(entity.getClass()).orElse(null);
		if (known == null || known.embedded().isEmpty()) {
			return violations;
		}
		List<EntityViolation> all = new ArrayList<>(violations);
		for (EmbeddedModel embedded : known.embedded()) {
			Object value = embedded.isCascaded() ? null : embedded.get(entity);
			if (value != null) {
				this.validator.validate(value).forEach((violation) -> all.add(violation.within(embedded.name())));
			}
		}
		return all;
	}

	@Override
	public List<EntityViolation> validateValue(Class<?> type, String property, @Nullable Object value) {
		PropertyModel known = this.model.find(type).flatMap((entity) -> entity.find(property)).orElse(null);
		if (known == null || known.parent().isEmpty()) {
			return this.validator.validateValue(type, property, value);
		}
		return this.validator.validateValue(known.owner(), known.simpleName(), value)
			.stream()
			.map((violation) -> violation.within(known.parent()))
			.toList();
	}

	@Override
	public EntityValidator ofGroups(Class<?>... groups) {
		return new EmbeddedValidation(this.model, this.validator.ofGroups(groups));
	}

}
