package io.masterrecord.model;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Map;

import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;

/**
 * Reads annotations as Spring does. Those that are annotated with nothing themselves are
 * taken as they are, which is several times as fast: a model has thousands of them.
 */
final class PlainAnnotations {

	/** Whether an annotation of the type is all that Spring would find in it. */
	private static final ClassValue<Boolean> PLAIN = new ClassValue<>() {

		@Override
		protected Boolean computeValue(Class<?> type) {
			for (Method attribute : type.getDeclaredMethods()) {
				if (!isPlain(attribute.getReturnType())) {
					return false;
				}
			}
			return MergedAnnotations.from(type).stream().findAny().isEmpty();
		}

	};

	private PlainAnnotations() {
	}

	/**
	 * Add the annotations of an element, also those an annotation is annotated with
	 * itself, the nearest first.
	 * @param element the field, method or type
	 * @param annotations takes them by the name of their type, where it has none yet
	 */
	static void addTo(Map<String, MergedAnnotation<?>> annotations, AnnotatedElement element) {
		Annotation[] stated = element.getDeclaredAnnotations();
		if (stated.length == 0) {
			return;
		}
		for (Annotation annotation : stated) {
			if (!PLAIN.get(annotation.annotationType())) {
				MergedAnnotations.from(element)
					.forEach((each) -> annotations.putIfAbsent(each.getType().getName(), each));
				return;
			}
		}
		for (Annotation annotation : stated) {
			String name = annotation.annotationType().getName();
			if (!annotations.containsKey(name)) {
				annotations.put(name, MergedAnnotation.from(element, annotation));
			}
		}
	}

	/**
	 * A class may be missing that an annotation names, and annotations may hold others.
	 */
	private static boolean isPlain(Class<?> attribute) {
		Class<?> element = attribute.isArray() ? attribute.getComponentType() : attribute;
		return element != Class.class && !element.isAnnotation();
	}

}
