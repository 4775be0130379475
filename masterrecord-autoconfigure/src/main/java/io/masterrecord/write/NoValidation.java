package io.masterrecord.write;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Has no objections.
 */
enum NoValidation implements EntityValidator {

	INSTANCE;

	@Override
	public List<EntityViolation> validate(Object entity) {
		return List.of();
	}

	@Override
	public List<EntityViolation> validateValue(Class<?> type, String property, @Nullable Object value) {
		return List.of();
	}

	@Override
	public EntityValidator ofGroups(Class<?>... groups) {
		throw new UnsupportedOperationException("there is no validator, or it is skipped");
	}

}
