package io.masterrecord.model;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;
import org.springframework.util.ClassUtils;

/**
 * What identifies an instance: one property, or several of them. The id of several
 * properties is the embedded value that holds them, else a list of their values in the
 * order of the properties; wherever an id is taken, it may also be a record or class
 * whose fields have the names of the properties. Immutable, and safe for use by several
 * threads.
 *
 * @since 0.1.0
 */
public final class KeyModel {

	private final String entity;

	private final List<PropertyModel> properties;

	private final @Nullable EmbeddedModel embedded;

	private final Map<Class<?>, List<Getter>> getters = new ConcurrentHashMap<>();

	private final Map<Class<?>, Instantiator> instantiators = new ConcurrentHashMap<>();

	/**
	 * Create it.
	 * @param entity the name of the entity
	 * @param properties the properties, at least one
	 * @param embedded the value that holds them all, if there is one
	 */
	KeyModel(String entity, List<PropertyModel> properties, @Nullable EmbeddedModel embedded) {
		this.entity = entity;
		this.properties = properties;
		this.embedded = embedded;
	}

	/**
	 * Return the properties.
	 * @return the properties in order of declaration, at least one
	 */
	public List<PropertyModel> properties() {
		return this.properties;
	}

	/**
	 * Return the columns.
	 * @return the names of the columns, in order of the properties
	 */
	public List<String> columns() {
		return this.properties.stream().map(PropertyModel::column).toList();
	}

	/**
	 * Return the number of properties.
	 * @return the number, from 1
	 */
	public int size() {
		return this.properties.size();
	}

	/**
	 * Tell whether an id has several values.
	 * @return whether it is one of several properties, or an embedded value
	 */
	public boolean isComposite() {
		return size() > 1 || this.embedded != null;
	}

	/**
	 * Return where the id comes from on insert.
	 * @return the generation; {@link IdGeneration#ASSIGNED} for an id of several
	 * properties
	 */
	public IdGeneration generation() {
		return isComposite() ? IdGeneration.ASSIGNED : this.properties.get(0).generation();
	}

	/**
	 * Return the type of ids.
	 * @return the type of the property or embedded value, or {@link List}
	 */
	public Class<?> javaType() {
		if (this.embedded != null) {
			return this.embedded.javaType();
		}
		return isComposite() ? List.class : this.properties.get(0).javaType();
	}

	/**
	 * Return the id of an instance.
	 * @param instance an instance of the entity
	 * @return the id; {@code null} if the instance has none, or only a part of one
	 */
	public @Nullable Object get(Object instance) {
		if (!isComposite()) {
			return this.properties.get(0).get(instance);
		}
		List<Object> values = new ArrayList<>(size());
		for (PropertyModel property : this.properties) {
			Object value = property.get(instance);
			if (value == null) {
				return null;
			}
			values.add(value);
		}
		return (this.embedded != null) ? this.embedded.get(instance) : List.copyOf(values);
	}

	/**
	 * Take an id apart.
	 * @param id the id in any of its forms
	 * @return the values of {@link #properties()} as they are in Java, in that order
	 * @throws ValueConversionException if it is no id of the entity
	 */
	public List<Object> valuesOf(Object id) {
		if (!isComposite()) {
			return List.of(id);
		}
		List<@Nullable Object> values = (id instanceof List<?> list) ? new ArrayList<>(list) : read(id);
		if (values.size() != size() || values.contains(null)) {
			throw new ValueConversionException(
					"The id of '%s' has a value for each of %s, and '%s' has not".formatted(this.entity, names(), id),
					null);
		}
		return List.copyOf(values);
	}

	/**
	 * Return the id of values.
	 * @param values the values of {@link #properties()} as they are in Java, in that
	 * order
	 * @return the id
	 */
	public Object of(List<?> values) {
		if (!isComposite()) {
			return values.get(0);
		}
		if (this.embedded == null) {
			return List.copyOf(values);
		}
		Object id = this.embedded.create(values.toArray());
		Assert.state(id != null, "An id is never absent");
		return id;
	}

	/**
	 * Tell whether ids can have a type.
	 * @param type the type
	 * @return whether it is the type of ids, or has their values for its fields
	 */
	public boolean accepts(Class<?> type) {
		if (type.isAssignableFrom(ClassUtils.resolvePrimitiveIfNecessary(javaType()))) {
			return true;
		}
		return isComposite() && EntityReader.flawOf(type) == null && fields(type).size() == size();
	}

	/**
	 * Return an id in another of its forms.
	 * @param <I> the form
	 * @param type the form, one that is accepted
	 * @param id the id
	 * @return the id in that form
	 */
	public <I> I as(Class<I> type, Object id) {
		if (type.isInstance(id)) {
			return type.cast(id);
		}
		List<Object> values = valuesOf(id);
		try {
			return type.cast(this.instantiators.computeIfAbsent(type, this::instantiator).create(values.toArray()));
		}
		catch (RuntimeException | Error ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw new ValueConversionException(
					"An id of type '%s' cannot be made: %s".formatted(type.getName(), ex.getMessage()), ex);
		}
	}

	private Instantiator instantiator(Class<?> type) {
		try {
			return Instantiator.of(type, fields(type));
		}
		catch (ReflectiveOperationException ex) {
			throw new ValueConversionException(
					"An id of type '%s' cannot be made: %s".formatted(type.getName(), ex.getMessage()), ex);
		}
	}

	private List<@Nullable Object> read(Object id) {
		if (this.embedded != null && this.embedded.javaType().isInstance(id)) {
			return this.embedded.valuesOf(id);
		}
		List<@Nullable Object> values = new ArrayList<>(size());
		this.getters.computeIfAbsent(id.getClass(), (type) -> fields(type).stream().map(Getter::of).toList())
			.forEach((getter) -> values.add(getter.get(id, "The id '%s'".formatted(id))));
		return values;
	}

	/**
	 * Return the fields that hold the values, as many as there are.
	 */
	private List<Field> fields(Class<?> type) {
		List<Field> all = EntityReader.fields(type);
		return this.properties.stream()
			.flatMap((property) -> all.stream()
				.filter((field) -> field.getName().equals(property.simpleName()))
				.findFirst()
				.stream())
			.toList();
	}

	private String names() {
		return this.properties.stream()
			.map((property) -> "'" + property.simpleName() + "'")
			.reduce((first, second) -> first + " and " + second)
			.orElse("");
	}

	/**
	 * Return the only property.
	 * @return the property, if there is just one and no embedded value
	 */
	public Optional<PropertyModel> single() {
		return isComposite() ? Optional.empty() : Optional.of(this.properties.get(0));
	}

	@Override
	public String toString() {
		return "Id of '%s'".formatted(this.entity);
	}

}
