package io.masterrecord.property;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.util.ReflectionUtils;

/**
 * A Kotlin property reference such as {@code Plan::title}, which its compiler hands over
 * as an object inside the lambda. Read by the names of its methods, since Kotlin itself
 * need not be there.
 */
final class KotlinReference {

	private static final String PROPERTY = "kotlin.reflect.KProperty1";

	private KotlinReference() {
	}

	/**
	 * Return the property inside a wrapper class written by the Kotlin compiler, if it is
	 * one.
	 */
	static @Nullable Object wrappedBy(Prop<?, ?> property) {
		Field field = ReflectionUtils.findField(property.getClass(), "function");
		if (field == null) {
			return null;
		}
		ReflectionUtils.makeAccessible(field);
		Object function = ReflectionUtils.getField(field, property);
		return isProperty(function) ? function : null;
	}

	static boolean isProperty(@Nullable Object candidate) {
		return candidate != null && isProperty(candidate.getClass());
	}

	private static boolean isProperty(@Nullable Class<?> type) {
		if (type == null) {
			return false;
		}
		return type.getName().equals(PROPERTY) || isProperty(type.getSuperclass())
				|| Stream.of(type.getInterfaces()).anyMatch(KotlinReference::isProperty);
	}

	/**
	 * Read a property.
	 * @param property the property
	 * @param entity the entity the lambda was instantiated with, or {@code null} to take
	 * the owner of the property
	 */
	static ResolvedProperty read(Object property, @Nullable Class<?> entity) {
		String name = (String) call(property, "getName");
		String signature = (String) call(property, "getSignature");
		Class<?> root = (entity != null) ? entity : (Class<?>) call(call(property, "getOwner"), "getJClass");
		return ResolvedProperty.accessedBy(root, name, signature.substring(0, signature.indexOf('(')));
	}

	private static Object call(Object target, String name) {
		Method method = ReflectionUtils.findMethod(target.getClass(), name);
		Object result = null;
		if (method != null) {
			ReflectionUtils.makeAccessible(method);
			result = ReflectionUtils.invokeMethod(method, target);
		}
		if (result == null) {
			throw new UnresolvedPropertyException(
					"Property reference '%s' is no reference to a property of a class: pass one, such as 'Plan::title'"
						.formatted(target));
		}
		return result;
	}

}
