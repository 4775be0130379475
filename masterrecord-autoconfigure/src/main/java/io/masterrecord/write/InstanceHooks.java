package io.masterrecord.write;

import java.util.ArrayList;
import java.util.List;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * The hooks of one entity, in order.
 *
 * @param <T> the entity
 */
final class InstanceHooks<T> {

	private final Class<T> type;

	private final List<EntityHook<? super T>> hooks;

	InstanceHooks(Class<T> type, List<EntityHook<? super T>> hooks) {
		this.type = type;
		this.hooks = List.copyOf(hooks);
	}

	boolean isEmpty() {
		return this.hooks.isEmpty();
	}

	/**
	 * Refuse a write that has no instances to call hooks with.
	 */
	void requireNone(String write) {
		if (!isEmpty()) {
			throw new InvalidDataAccessApiUsageException(
					"'%s' has hooks, and %s has no instances to call them with: write instances, or leave hooks out knowingly, with skippingHooks() of the operations or skipHooks() of the write"
						.formatted(this.type.getSimpleName(), write));
		}
	}

	List<T> beforeSave(List<T> entities) {
		if (isEmpty()) {
			return entities;
		}
		List<T> result = new ArrayList<>(entities.size());
		for (T entity : entities) {
			T current = entity;
			for (EntityHook<? super T> hook : this.hooks) {
				current = replaced(hook, current);
			}
			result.add(current);
		}
		return result;
	}

	private T replaced(EntityHook<? super T> hook, T entity) {
		Object changed = hook.beforeSave(entity);
		if (!this.type.isInstance(changed)) {
			throw new InvalidDataAccessApiUsageException(
					"The hook '%s' returned %s before a '%s' was to be saved: return the instance to write".formatted(
							hook, (changed != null) ? "a '" + changed.getClass().getName() + "'" : "null",
							this.type.getSimpleName()));
		}
		return this.type.cast(changed);
	}

	void afterSave(List<T> entities) {
		for (EntityHook<? super T> hook : this.hooks) {
			entities.forEach(hook::afterSave);
		}
	}

	void beforeDelete(List<T> entities) {
		for (EntityHook<? super T> hook : this.hooks) {
			entities.forEach(hook::beforeDelete);
		}
	}

	void afterDelete(List<T> entities) {
		for (EntityHook<? super T> hook : this.hooks) {
			entities.forEach(hook::afterDelete);
		}
	}

}
