package io.masterrecord.model;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.springframework.util.ReflectionUtils;
import org.springframework.util.StringUtils;

/**
 * Finds the methods that return the values of fields.
 */
final class Accessors {

	/**
	 * The methods without parameters, those of the class itself before inherited ones.
	 */
	private static final ClassValue<Map<String, Method>> GETTERS = new ClassValue<>() {

		@Override
		protected Map<String, Method> computeValue(Class<?> type) {
			Map<String, Method> methods = new HashMap<>();
			for (Class<?> each = type; each != null; each = each.getSuperclass()) {
				for (Method method : ReflectionUtils.getDeclaredMethods(each)) {
					if (method.getParameterCount() == 0) {
						methods.putIfAbsent(method.getName(), method);
					}
				}
			}
			return methods;
		}

	};

	private Accessors() {
	}

	/**
	 * Return the accessors of a field: a method of its name, then {@code get} and
	 * {@code is}.
	 */
	static List<Method> of(Class<?> owner, Field field) {
		Map<String, Method> getters = GETTERS.get(owner);
		String capitalized = StringUtils.capitalize(field.getName());
		List<Method> result = new ArrayList<>(1);
		for (String name : List.of(field.getName(), "get" + capitalized, "is" + capitalized)) {
			Method method = getters.get(name);
			if (method != null && method.getReturnType() != void.class) {
				result.add(method);
			}
		}
		return result;
	}

}
