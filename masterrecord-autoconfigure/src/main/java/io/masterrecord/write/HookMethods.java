package io.masterrecord.write;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;

import io.masterrecord.annotation.AfterDelete;
import io.masterrecord.annotation.AfterLoad;
import io.masterrecord.annotation.AfterSave;
import io.masterrecord.annotation.BeforeDelete;
import io.masterrecord.annotation.BeforeSave;
import io.masterrecord.model.ModelException;
import io.masterrecord.model.ModelProblem;

import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.util.ReflectionUtils;

/**
 * The annotated methods of an entity as a hook.
 *
 * @param <T> the entity
 * @param type the entity
 * @param beforeSave the methods called before it is saved
 * @param afterSave the methods called after it was saved
 * @param beforeDelete the methods called before it is deleted
 * @param afterDelete the methods called after it was deleted
 * @param afterLoad the methods called after it was read
 */
record HookMethods<T>(Class<T> type, List<Method> beforeSave, List<Method> afterSave, List<Method> beforeDelete,
		List<Method> afterDelete, List<Method> afterLoad) implements EntityHook<T> {

	/**
	 * Return the methods of an entity.
	 * @throws ModelException if a method cannot be called
	 */
	static <T> HookMethods<T> of(Class<T> type) {
		List<ModelProblem> problems = new ArrayList<>();
		HookMethods<T> methods = new HookMethods<>(type, annotated(type, BeforeSave.class, problems),
				annotated(type, AfterSave.class, problems), annotated(type, BeforeDelete.class, problems),
				annotated(type, AfterDelete.class, problems), annotated(type, AfterLoad.class, problems));
		if (!problems.isEmpty()) {
			throw new ModelException(problems);
		}
		return methods;
	}

	private static List<Method> annotated(Class<?> type, Class<? extends Annotation> annotation,
			List<ModelProblem> problems) {
		List<Method> methods = new ArrayList<>();
		MethodIntrospector.MetadataLookup<Boolean> lookup = (
				method) -> AnnotatedElementUtils.hasAnnotation(method, annotation) ? Boolean.TRUE : null;
		for (Method method : MethodIntrospector.selectMethods(type, lookup).keySet()) {
			if (!fits(type, method, annotation)) {
				problems.add(new ModelProblem(type.getName(), null,
						"its method '%s' cannot be called as '@%s' says".formatted(method.getName(),
								annotation.getSimpleName()),
						"Let it have no parameters, be no 'static' one, and return nothing%s."
							.formatted(mayReplace(annotation) ? " or the entity to use from then on" : "")));
			}
			ReflectionUtils.makeAccessible(method);
			methods.add(method);
		}
		return methods;
	}

	private static boolean fits(Class<?> type, Method method, Class<? extends Annotation> annotation) {
		boolean nothing = method.getReturnType() == void.class;
		boolean entity = mayReplace(annotation) && method.getReturnType().isAssignableFrom(type);
		return method.getParameterCount() == 0 && !Modifier.isStatic(method.getModifiers()) && (nothing || entity);
	}

	private static boolean mayReplace(Class<? extends Annotation> annotation) {
		return annotation == BeforeSave.class || annotation == AfterLoad.class;
	}

	boolean isForWrites() {
		return !this.beforeSave.isEmpty() || !this.afterSave.isEmpty() || !this.beforeDelete.isEmpty()
				|| !this.afterDelete.isEmpty();
	}

	boolean isForReads() {
		return !this.afterLoad.isEmpty();
	}

	@Override
	public T beforeSave(T entity) {
		return replaced(entity, this.beforeSave);
	}

	@Override
	public T afterLoad(T entity) {
		return replaced(entity, this.afterLoad);
	}

	private T replaced(T entity, List<Method> methods) {
		T current = entity;
		for (Method method : methods) {
			Object returned = ReflectionUtils.invokeMethod(method, current);
			if (method.getReturnType() != void.class) {
				if (returned == null) {
					throw new InvalidDataAccessApiUsageException(
							"'%s' of '%s' returned null: return the entity to use from then on"
								.formatted(method.getName(), this.type.getSimpleName()));
				}
				current = this.type.cast(returned);
			}
		}
		return current;
	}

	@Override
	public void afterSave(T entity) {
		this.afterSave.forEach((method) -> ReflectionUtils.invokeMethod(method, entity));
	}

	@Override
	public void beforeDelete(T entity) {
		this.beforeDelete.forEach((method) -> ReflectionUtils.invokeMethod(method, entity));
	}

	@Override
	public void afterDelete(T entity) {
		this.afterDelete.forEach((method) -> ReflectionUtils.invokeMethod(method, entity));
	}

	@Override
	public String toString() {
		return "@BeforeSave of " + this.type.getSimpleName();
	}

}
