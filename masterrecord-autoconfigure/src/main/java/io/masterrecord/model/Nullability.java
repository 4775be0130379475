package io.masterrecord.model;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.util.List;

import org.jspecify.annotations.NonNull;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

import org.springframework.core.KotlinDetector;
import org.springframework.core.Nullness;

/**
 * Whether a property may be {@code null} in Java.
 *
 * @since 0.1.0
 */
public final class Nullability {

	/** Jakarta's constraints that refuse {@code null}. */
	static final List<String> REQUIRED = List.of("jakarta.validation.constraints.NotNull",
			"jakarta.validation.constraints.NotBlank", "jakarta.validation.constraints.NotEmpty");

	private Nullability() {
	}

	/**
	 * Tell whether a field is stated never to be {@code null}: by its type, by an
	 * annotation, or by being written in marked code. In unmarked code nothing is stated.
	 * @param field the field of a class, or of a component of a record
	 * @return whether it is
	 */
	public static boolean neverNull(Field field) {
		Nullness stated = Nullness.forField(field);
		if (stated == Nullness.NULLABLE) {
			return false;
		}
		if (field.getType().isPrimitive() || field.getAnnotatedType().isAnnotationPresent(NonNull.class)) {
			return true;
		}
		if (KotlinDetector.isKotlinType(field.getDeclaringClass())) {
			return stated == Nullness.NON_NULL;
		}
		return isMarked(field.getDeclaringClass());
	}

	/**
	 * Look at the class, the classes around it, the package and the module; the first
	 * that says something decides. (Spring's reading passes over the classes around.)
	 */
	private static boolean isMarked(Class<?> type) {
		for (Class<?> scope = type; scope != null; scope = scope.getEnclosingClass()) {
			Boolean marked = mark(scope);
			if (marked != null) {
				return marked;
			}
		}
		Boolean marked = mark(type.getPackage());
		if (marked == null) {
			marked = mark(type.getModule());
		}
		return Boolean.TRUE.equals(marked);
	}

	private static @Nullable Boolean mark(AnnotatedElement scope) {
		if (scope.isAnnotationPresent(NullMarked.class)) {
			return true;
		}
		return scope.isAnnotationPresent(NullUnmarked.class) ? false : null;
	}

}
