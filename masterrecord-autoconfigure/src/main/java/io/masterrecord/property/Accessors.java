package io.masterrecord.property;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.data.core.TypeInformation;
import org.springframework.util.ReflectionUtils;
import org.springframework.util.StringUtils;

/**
 * The names of accessors and what they return.
 */
final class Accessors {

	private Accessors() {
	}

	/**
	 * Return the property an accessor stands for, or {@code null} if it stands for none.
	 * A record component or field called exactly as the method is comes first, so that
	 * {@code issue()} of a record is not taken for a getter; then the rules of Java
	 * beans.
	 */
	static @Nullable String propertyName(Class<?> entity, String accessor, boolean returnsBoolean) {
		if (findField(entity, accessor) != null) {
			return accessor;
		}
		if (ReflectionUtils.findMethod(Object.class, accessor) != null) {
			return null;
		}
		String tail = withoutPrefix(accessor, returnsBoolean);
		if (tail != null) {
			String plain = StringUtils.uncapitalize(tail);
			return (findField(entity, plain) != null) ? plain : StringUtils.uncapitalizeAsProperty(tail);
		}
		return entity.isInterface() ? accessor : null;
	}

	private static @Nullable String withoutPrefix(String accessor, boolean returnsBoolean) {
		if (accessor.length() > 3 && accessor.startsWith("get")) {
			return accessor.substring(3);
		}
		if (returnsBoolean && accessor.length() > 2 && accessor.startsWith("is")) {
			return accessor.substring(2);
		}
		return null;
	}

	/**
	 * Return the declared type of a property, with the type variables of the entity
	 * bound.
	 */
	static TypeInformation<?> typeOf(ResolvedProperty property) {
		Method method = findAccessor(property);
		if (method != null) {
			return TypeInformation.of(ResolvableType.forMethodReturnType(method, property.entity()));
		}
		Field field = findField(property.entity(), property.name());
		if (field != null) {
			return TypeInformation.of(ResolvableType.forField(field, property.entity()));
		}
		throw absent(property);
	}

	/**
	 * Return the value of a property, by its accessor or, where it has none, by its
	 * field.
	 */
	static @Nullable Object valueOf(ResolvedProperty property, Object entity) {
		Method method = findAccessor(property);
		if (method != null) {
			ReflectionUtils.makeAccessible(method);
			return ReflectionUtils.invokeMethod(method, entity);
		}
		Field field = findField(property.entity(), property.name());
		if (field != null) {
			ReflectionUtils.makeAccessible(field);
			return ReflectionUtils.getField(field, entity);
		}
		throw absent(property);
	}

	private static @Nullable Method findAccessor(ResolvedProperty property) {
		Class<?> entity = property.entity();
		if (property.accessor() != null) {
			return findMethod(entity, property.accessor());
		}
		Method method = findMethod(entity, property.name());
		if (method == null) {
			method = findMethod(entity, "get" + StringUtils.capitalize(property.name()));
		}
		return (method != null) ? method : findMethod(entity, "is" + StringUtils.capitalize(property.name()));
	}

	private static @Nullable Method findMethod(Class<?> entity, String name) {
		try {
			return entity.getMethod(name);
		}
		catch (NoSuchMethodException ex) {
			return ReflectionUtils.findMethod(entity, name);
		}
	}

	private static @Nullable Field findField(Class<?> entity, String name) {
		for (Class<?> type = entity; type != null && type != Object.class; type = type.getSuperclass()) {
			try {
				Field field = type.getDeclaredField(name);
				if (!Modifier.isStatic(field.getModifiers())) {
					return field;
				}
			}
			catch (NoSuchFieldException ex) {
				// a super-class may have it
			}
		}
		return null;
	}

	private static UnresolvedPropertyException absent(ResolvedProperty property) {
		return new UnresolvedPropertyException(
				"'%s' has no property '%s': it has neither a field of that name nor an accessor"
					.formatted(property.entity().getName(), property.name()));
	}

}
