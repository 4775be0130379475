package io.masterrecord.write;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.masterrecord.model.PropertyModel;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Checks rows before the first of them is written. What is filled in on the way is not
 * the application's to get right.
 */
final class EntityChecks {

	private EntityChecks() {
	}

	/**
	 * Check rows.
	 * @param first the place of the first of them in what was given to be written
	 */
	static <T> void check(EntityScope<T> scope, List<PendingRow<T>> rows, int first) {
		scope.demandedValues().forEach((property, demanded) -> {
			for (PendingRow<T> row : rows) {
				checkDemanded(scope, property, demanded, property.get(row.entity()));
			}
		});
		PacketLimit packets = scope.packets();
		if (packets.exists()) {
			for (int i = 0; i < rows.size(); i++) {
				packets.check(scope.model().name(), first + i, rows.get(i));
			}
		}
		EntityValidator validator = scope.validator();
		if (validator == NoValidation.INSTANCE) {
			return;
		}
		List<EntityViolation> violations = new ArrayList<>();
		for (int i = 0; i < rows.size(); i++) {
			PendingRow<T> row = rows.get(i);
			for (EntityViolation violation : validator.validate(row.entity())) {
				if (!row.fillsIn(violation)) {
					violations.add(violation.inRow(first + i));
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
		scope.demandedValues().forEach((property, demanded) -> patches.forEach((patch) -> {
			if (patch.changes().containsKey(property)) {
				checkDemanded(scope, property, demanded, patch.changes().get(property));
			}
		}));
		List<EntityViolation> violations = new ArrayList<>();
		for (int i = 0; i < patches.size(); i++) {
			int row = i;
			scope.packets().check(scope.model().name(), row, patches.get(i).changes());
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

	private static void checkDemanded(EntityScope<?> scope, PropertyModel property, Object demanded,
			@Nullable Object value) {
		if (!Objects.equals(property.toColumn(demanded), property.toColumn(value))) {
			throw new InvalidDataAccessApiUsageException(
					"This '%s' has another '%s' than its filter demands, so that whoever writes it would not see it. Give it the value that is bound"
						.formatted(scope.model().name(), property.name()));
		}
	}

}
