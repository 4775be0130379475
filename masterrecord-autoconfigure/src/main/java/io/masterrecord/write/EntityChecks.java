package io.masterrecord.write;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.masterrecord.model.PropertyModel;
import org.jspecify.annotations.Nullable;

/**
 * Checks rows before the first of them is written. What is filled in on the way is not
 * the application's to get right.
 */
final class EntityChecks {

	private EntityChecks() {
	}

	static <T> void check(EntityScope<T> scope, List<PendingRow<T>> rows) {
		EntityValidator validator = scope.validator();
		if (validator == NoValidation.INSTANCE) {
			return;
		}
		List<EntityViolation> violations = new ArrayList<>();
		for (int i = 0; i < rows.size(); i++) {
			PendingRow<T> row = rows.get(i);
			for (EntityViolation violation : validator.validate(row.entity())) {
				if (!row.fillsIn(violation.root())) {
					violations.add(violation.inRow(i));
				}
			}
		}
		if (!violations.isEmpty()) {
			throw new InvalidEntityException(scope.model().type(), violations);
		}
	}

	/**
	 * Check values that are about to be given to properties.
	 */
	static void checkValues(EntityScope<?> scope, Map<PropertyModel, @Nullable Object> values) {
		List<EntityViolation> violations = new ArrayList<>();
		values.forEach((property, value) -> violations
			.addAll(scope.validator().validateValue(scope.model().type(), property.name(), value)));
		if (!violations.isEmpty()) {
			throw new InvalidEntityException(scope.model().type(), violations);
		}
	}

}
