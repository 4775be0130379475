package io.masterrecord.write;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * The hooks of one entity, in order.
 *
 * @param <T> the entity
 */
final class InstanceHooks<T> {

	private final Class<T> type;

	private final List<EntityHook<? super T>> hooks;

	private final List<EntityHook<? super T>> ofReads;

	/**
	 * Create them.
	 * @param type the entity
	 * @param hooks the hooks that are called around writes
	 * @param ofReads the hooks that are called when rows have been read
	 */
	InstanceHooks(Class<T> type, List<EntityHook<? super T>> hooks, List<EntityHook<? super T>> ofReads) {
		this.type = type;
		this.hooks = List.copyOf(hooks);
		this.ofReads = List.copyOf(ofReads);
	}

	/**
	 * Tell whether nothing is called around writes.
	 */
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
				current = checked(hook, hook.beforeSave(current),
						"before a '%s' was to be saved: return the instance to write");
			}
			result.add(current);
		}
		return result;
	}

	private T checked(EntityHook<? super T> hook, @Nullable Object changed, String when) {
		if (!this.type.isInstance(changed)) {
			throw new InvalidDataAccessApiUsageException("The hook '%s' returned %s %s".formatted(hook,
					(changed != null) ? "a '" + changed.getClass().getName() + "'" : "null",
					when.formatted(this.type.getSimpleName())));
		}
		return this.type.cast(changed);
	}

	/**
	 * Return what is done with an instance that was read, {@code null} for nothing.
	 */
	@Nullable UnaryOperator<T> afterLoad() {
		return this.ofReads.isEmpty() ? null : (entity) -> {
			T current = entity;
			for (EntityHook<? super T> hook : this.ofReads) {
				current = checked(hook, hook.afterLoad(current), "after a '%s' was read: return the instance to use");
			}
			return current;
		};
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
