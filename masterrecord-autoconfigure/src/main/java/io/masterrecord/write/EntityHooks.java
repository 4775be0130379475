package io.masterrecord.write;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import org.springframework.aop.support.AopUtils;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * The hooks of all entities: of each its own methods first, then those that were given,
 * in their order. They are asked for with the first write or read, as they may write and
 * read themselves.
 */
final class EntityHooks {

	static final EntityHooks NONE = new EntityHooks(List::of, false);

	private static final List<String> OF_WRITES = List.of("beforeSave", "afterSave", "beforeDelete", "afterDelete");

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
		List<EntityHook<? super T>> ofWrites = new ArrayList<>();
		List<EntityHook<? super T>> ofReads = new ArrayList<>();
		if (this.withMethods) {
			HookMethods<T> methods = HookMethods.of(type);
			if (methods.isForWrites()) {
				ofWrites.add(methods);
			}
			if (methods.isForReads()) {
				ofReads.add(methods);
			}
		}
		for (EntityHook<?> hook : this.given.get()) {
			Class<?> hookType = AopUtils.getTargetClass(hook);
			Class<?> target = ResolvableType.forClass(hookType)
				.as(EntityHook.class)
				.getGeneric(0)
				.resolve(Object.class);
			if (target.isAssignableFrom(type)) {
				if (OF_WRITES.stream().anyMatch((method) -> hasOwn(hookType, method))) {
					ofWrites.add((EntityHook<? super T>) hook);
				}
				if (hasOwn(hookType, "afterLoad")) {
					ofReads.add((EntityHook<? super T>) hook);
				}
			}
		}
		return new InstanceHooks<>(type, ofWrites, ofReads);
	}

	/**
	 * Tell whether a hook does something in a method, which does nothing by itself.
	 */
	private static boolean hasOwn(Class<?> hook, String method) {
		return ClassUtils.getMethod(hook, method, Object.class).getDeclaringClass() != EntityHook.class;
	}

}
