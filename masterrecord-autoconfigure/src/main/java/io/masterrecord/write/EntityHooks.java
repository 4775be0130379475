package io.masterrecord.write;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import org.springframework.aop.support.AopUtils;
import org.springframework.core.ResolvableType;

/**
 * The hooks of all entities: of each its own methods first, then those that were given,
 * in their order. They are asked for with the first write, as they may write themselves.
 */
final class EntityHooks {

	static final EntityHooks NONE = new EntityHooks(List::of, false);

	private final Supplier<List<EntityHook<?>>> given;

	private final boolean withMethods;

	private final Map<Class<?>, InstanceHooks<?>> known = new ConcurrentHashMap<>();

	private EntityHooks(Supplier<List<EntityHook<?>>> given, boolean withMethods) {
		this.given = given;
		this.withMethods = withMethods;
	}

	static EntityHooks of(Supplier<List<EntityHook<?>>> given) {
		return new EntityHooks(given, true);
	}

	@SuppressWarnings("unchecked")
	<T> InstanceHooks<T> of(Class<T> type) {
		InstanceHooks<?> hooks = this.known.get(type);
		if (hooks == null) {
			// Whoever is asked for hooks may ask for others meanwhile.
			hooks = find(type);
			this.known.put(type, hooks);
		}
		return (InstanceHooks<T>) hooks;
	}

	@SuppressWarnings("unchecked")
	private <T> InstanceHooks<T> find(Class<T> type) {
		List<EntityHook<? super T>> hooks = new ArrayList<>();
		if (this.withMethods) {
			hooks.addAll(HookMethods.of(type));
		}
		for (EntityHook<?> hook : this.given.get()) {
			Class<?> target = ResolvableType.forClass(AopUtils.getTargetClass(hook))
				.as(EntityHook.class)
				.getGeneric(0)
				.resolve(Object.class);
			if (target.isAssignableFrom(type)) {
				hooks.add((EntityHook<? super T>) hook);
			}
		}
		return new InstanceHooks<>(type, hooks);
	}

}
