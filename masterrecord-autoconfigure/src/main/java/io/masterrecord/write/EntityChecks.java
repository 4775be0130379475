package io.masterrecord.write;

import java.util.ArrayList;
import java.util.List;

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
	 * Check what patches are about to give to properties.
	 */
	static <T> void checkPatches(EntityScope<T> scope, List<Patch<T>> patches) {
		Class<T> type = scope.model().type();
		List<EntityViolation> violations = new ArrayList<>();
		for (int i = 0; i < patches.size(); i++) {
			int row = i;
			patches.get(i)
				.changes()
				.forEach((property, value) -> scope.validator()
					.validateValue(type, property.name(), value)
					.forEach((violation) -> violations.add(violation.inRow(row))));
		}
		if (!violations.isEmpty()) {
			throw new InvalidEntityException(type, violations);
		}
	}

}
