package io.masterrecord.write;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import io.masterrecord.model.EntityModel;
import io.masterrecord.model.PropertyModel;
import io.masterrecord.query.WriteRules;
import io.masterrecord.schema.TypeName;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataIntegrityViolationException;

/**
 * What rows are owed that are written without being read, and those that are read.
 *
 * @param auditing tells when and on whose behalf rows are written
 * @param validator checks values
 * @param hooks the hooks, which cannot be called without instances
 */
record SetBasedRules(Auditing auditing, EntityValidator validator, EntityHooks hooks) implements WriteRules {

	@Override
	public void checkChange(EntityModel<?> entity, Map<PropertyModel, @Nullable Object> values, boolean skipsHooks) {
		requireSkipped(entity, skipsHooks, "a change of the rows of a query");
		checkValues(entity, values);
	}

	@Override
	public void checkInsertion(EntityModel<?> entity, Map<PropertyModel, @Nullable Object> values, boolean skipsHooks) {
		requireSkipped(entity, skipsHooks, "an insert of the rows of a query");
		checkValues(entity, values);
	}

	private void checkValues(EntityModel<?> entity, Map<PropertyModel, @Nullable Object> values) {
		List<EntityViolation> violations = new ArrayList<>();
		values.forEach((property, value) -> violations
			.addAll(this.validator.validateValue(entity.type(), property.name(), value)));
		if (!violations.isEmpty()) {
			throw new InvalidEntityException(entity.type(), violations);
		}
	}

	@Override
	public void checkDeletion(EntityModel<?> entity, boolean skipsHooks) {
		requireSkipped(entity, skipsHooks, "deleting the rows of a query");
	}

	@Override
	public @Nullable Object valueFor(PropertyModel property) {
		return (property.type().name() == TypeName.BOOLEAN) ? (Object) true
				: this.auditing.valueFor(property, this.auditing.now());
	}

	@Override
	public <T> @Nullable UnaryOperator<T> afterLoad(EntityModel<T> entity) {
		return this.hooks.of(entity.type()).afterLoad();
	}

	@Override
	public DataIntegrityViolationException translated(EntityModel<?> entity, DataIntegrityViolationException failure) {
		return ConstraintFailures.translated(entity, failure, null);
	}

	private void requireSkipped(EntityModel<?> entity, boolean skipsHooks, String write) {
		if (!skipsHooks) {
			this.hooks.of(entity.type()).requireNone(write);
		}
	}

}
