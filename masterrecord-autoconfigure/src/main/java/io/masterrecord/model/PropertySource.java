package io.masterrecord.model;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.MergedAnnotation;

/**
 * Where a property stands in the source: its field, its accessors, and the annotations on
 * any of them.
 */
final class PropertySource {

	private final Field field;

	private final String path;

	private final ResolvableType type;

	private final List<Method> accessors;

	/** Also those an annotation is annotated with itself, the nearest first. */
	private final Map<String, MergedAnnotation<?>> annotations = new HashMap<>();

	private @Nullable Getter getter;

	PropertySource(Class<?> entity, Field field) {
		this("", ResolvableType.forClass(entity), field);
	}

	/**
	 * Create it.
	 * @param path the embedded values around the property, such as {@code address.}
	 * @param owner the entity or embedded value, with its type arguments
	 * @param field the field
	 */
	PropertySource(String path, ResolvableType owner, Field field) {
		this.path = path;
		this.field = field;
		this.type = ResolvableType.forField(field, owner);
		this.accessors = Accessors.of(owner.resolve(Object.class), field);
		PlainAnnotations.addTo(this.annotations, field);
		this.accessors.forEach((accessor) -> PlainAnnotations.addTo(this.annotations, accessor));
		if (isOptional() && field.getAnnotatedType() instanceof AnnotatedParameterizedType generic) {
			PlainAnnotations.addTo(this.annotations, generic.getAnnotatedActualTypeArguments()[0]);
		}
	}

	/**
	 * Return the name of the property, behind those of the embedded values around it.
	 */
	String name() {
		return this.path + simpleName();
	}

	String simpleName() {
		return this.field.getName();
	}

	Field field() {
		return this.field;
	}

	boolean isOptional() {
		return this.type.resolve() == Optional.class;
	}

	/**
	 * Tell whether the value may be absent: the property is an {@code Optional}, or its
	 * accessor returns one.
	 */
	boolean isReadAsOptional() {
		return isOptional() || this.accessors.stream().anyMatch((method) -> method.getReturnType() == Optional.class);
	}

	/**
	 * Return the type of the values, with type variables resolved against the entity.
	 */
	Class<?> valueType() {
		ResolvableType value = isOptional() ? this.type.getGeneric(0) : this.type;
		return value.resolve(Object.class);
	}

	/**
	 * Tell whether the values, and those they consist of, are of types that every
	 * application has.
	 */
	boolean isOfPlatformTypes() {
		ResolvableType values = isOptional() ? this.type.getGeneric(0) : this.type;
		return isOfPlatform(values.resolve(Object.class)) && !values.hasGenerics();
	}

	private static boolean isOfPlatform(Class<?> type) {
		return type.getClassLoader() == null && !type.isArray() || type == byte[].class;
	}

	/**
	 * Return the type of the property as it is declared.
	 */
	ResolvableType declaredType() {
		return this.type;
	}

	/**
	 * Return the type of the values with its type arguments.
	 */
	Type genericType() {
		return (isOptional() ? this.type.getGeneric(0) : this.type).getType();
	}

	/**
	 * Return the type of the elements of a collection, or {@code null} if it is none or
	 * does not say.
	 */
	@Nullable Class<?> elementType() {
		return (isOptional() ? this.type.getGeneric(0) : this.type).asCollection().getGeneric(0).resolve();
	}

	String typeName() {
		return this.type.toString();
	}

	<A extends Annotation> @Nullable MergedAnnotation<A> find(Class<A> annotation) {
		return find(annotation.getName());
	}

	@SuppressWarnings("unchecked")
	<A extends Annotation> @Nullable MergedAnnotation<A> find(String annotation) {
		return (MergedAnnotation<A>) this.annotations.get(annotation);
	}

	boolean has(Class<? extends Annotation> annotation) {
		return find(annotation.getName()) != null;
	}

	boolean has(String annotation) {
		return find(annotation) != null;
	}

	Getter getter() {
		Getter known = this.getter;
		if (known == null) {
			known = Getter.of(this.field);
			this.getter = known;
		}
		return known;
	}

}
