package io.masterrecord.model;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;
import org.springframework.util.ClassUtils;

/**
 * A value of several columns: the properties of a record or class that is embedded in an
 * entity. Immutable, and safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class EmbeddedModel {

	private static final MethodHandle ABSENT;

	private static final MethodHandle REQUIRED;

	static {
		MethodHandles.Lookup lookup = MethodHandles.lookup();
		try {
			ABSENT = lookup.findStatic(EmbeddedModel.class, "isAbsent",
					MethodType.methodType(boolean.class, Object.class));
			REQUIRED = lookup.findStatic(EmbeddedModel.class, "required",
					MethodType.methodType(Object.class, PropertyModel.class, Object.class));
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException("The methods of this class have other signatures", ex);
		}
	}

	private final Class<?> entity;

	private final String path;

	private final Class<?> javaType;

	private final boolean nullable;

	private final boolean cascaded;

	private final Getter getter;

	private final Parts parts;

	/**
	 * Create it.
	 * @param entity the entity
	 * @param path the name of the property, with those of the values around
	 * @param javaType the class
	 * @param nullable whether there may be no value
	 * @param cascaded whether Jakarta's {@code @Valid} stands at the property
	 * @param getter takes the entity and returns the value
	 * @param parts how instances are made
	 */
	EmbeddedModel(Class<?> entity, String path, Class<?> javaType, boolean nullable, boolean cascaded, Getter getter,
			Parts parts) {
		this.entity = entity;
		this.path = path;
		this.javaType = javaType;
		this.nullable = nullable;
		this.cascaded = cascaded;
		this.getter = getter;
		this.parts = parts;
	}

	/**
	 * Return the name of the property that holds the value.
	 * @return the name, behind those of the values around: {@code order.address}
	 */
	public String name() {
		return this.path;
	}

	/**
	 * Return the class of the value.
	 * @return the record or class
	 */
	public Class<?> javaType() {
		return this.javaType;
	}

	/**
	 * Tell whether there may be no value, so that all columns are NULL.
	 * @return whether the property may be {@code null}
	 */
	public boolean nullable() {
		return this.nullable;
	}

	/**
	 * Tell whether Jakarta's {@code @Valid} stands at the property, so that whoever
	 * checks the value around checks this one too.
	 * @return whether it does
	 */
	public boolean isCascaded() {
		return this.cascaded;
	}

	/**
	 * Return the properties of the value, those of values in it included.
	 * @return the properties, as they are among those of the entity
	 */
	public List<PropertyModel> properties() {
		return this.parts.properties();
	}

	/**
	 * Read the value of an entity.
	 * @param entity an instance of the entity
	 * @return the value, {@code null} if there is none
	 */
	public @Nullable Object get(Object entity) {
		return this.getter.get(entity, this);
	}

	/**
	 * Take a value apart.
	 * @param value an instance of {@link #javaType()}, or {@code null} for none
	 * @return the values of {@link #properties()} as they are in Java, in that order
	 */
	public List<@Nullable Object> valuesOf(@Nullable Object value) {
		List<@Nullable Object> values = new ArrayList<>(properties().size());
		if (value != null && !this.javaType.isInstance(value)) {
			throw new ValueConversionException("%s takes a value of type '%s', not the '%s' it was given"
				.formatted(this, Problems.nameOf(this.javaType), Problems.nameOf(value.getClass())), null);
		}
		for (Getter each : this.parts.getters()) {
			values.add((value != null) ? each.get(value, this) : null);
		}
		return values;
	}

	/**
	 * Make a value.
	 * @param values the values of {@link #properties()} as they are in Java, in that
	 * order
	 * @return the value; {@code null} if there is none
	 */
	public @Nullable Object create(@Nullable Object... values) {
		Assert.isTrue(values.length == properties().size(), "There is one value for each property");
		try {
			return make(values);
		}
		catch (RuntimeException | Error ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw new ValueConversionException("%s cannot be made: %s".formatted(this, ex.getMessage()), ex);
		}
	}

	/**
	 * Return a handle that makes a value without boxing the values of its properties
	 * where there has to be one.
	 * @return a handle of the values of {@link #properties()}, in that order;
	 * {@code null} if they are more than a handle takes
	 */
	public @Nullable MethodHandle creator() {
		MethodHandle creator = this.parts.instantiator().creator();
		if (creator == null) {
			return null;
		}
		for (PropertyModel property : properties()) {
			int i = property.position() - first();
			Class<?> type = creator.type().parameterType(i);
			if (type.isPrimitive() && property.nullable()) {
				Class<?> box = ClassUtils.resolvePrimitiveIfNecessary(type);
				MethodHandle required = REQUIRED.bindTo(property).asType(MethodType.methodType(type, box));
				creator = MethodHandles.filterArguments(creator, i, required);
			}
		}
		return this.nullable ? orNothing(creator) : creator;
	}

	/**
	 * Let a handle make nothing where all of its arguments are {@code null}.
	 */
	private MethodHandle orNothing(MethodHandle creator) {
		MethodType type = creator.type();
		MethodHandle result = MethodHandles.dropArguments(MethodHandles.constant(type.returnType(), null), 0,
				type.parameterList());
		for (int i = type.parameterCount() - 1; i >= 0; i--) {
			if (!properties().get(i).isComputed()) {
				MethodHandle absent = ABSENT.asType(MethodType.methodType(boolean.class, type.parameterType(i)));
				result = MethodHandles.guardWithTest(
						MethodHandles.dropArguments(absent, 0, type.parameterList().subList(0, i)), result, creator);
			}
		}
		return result;
	}

	@Nullable Object make(@Nullable Object[] values) throws Throwable {
		boolean present = !this.nullable;
		for (int i = 0; i < values.length && !present; i++) {
			present = !isAbsent(values[i]) && !properties().get(i).isComputed();
		}
		if (!present) {
			return null;
		}
		for (PropertyModel property : properties()) {
			if (property.javaType().isPrimitive() && property.parent().equals(this.path)) {
				required(property, values[property.position() - first()]);
			}
		}
		return this.parts.instantiator().create(values);
	}

	/**
	 * Return an instance with other values.
	 * @param value the instance to start from, if there is one
	 * @param positions the places of the properties to replace, from that of the first of
	 * {@link #properties()}
	 * @param values their values
	 */
	@Nullable Object with(@Nullable Object value, int[] positions, @Nullable Object[] values) throws Throwable {
		boolean emptied = this.nullable && positions.length == properties().size();
		if (value != null && !emptied) {
			return this.parts.instantiator().with(value, positions, values);
		}
		@Nullable Object[] all = new Object[properties().size()];
		for (int i = 0; i < positions.length; i++) {
			all[positions[i]] = values[i];
		}
		return make(all);
	}

	/**
	 * Return the position of the first property among those of the entity.
	 */
	int first() {
		return properties().get(0).position();
	}

	private static boolean isAbsent(@Nullable Object value) {
		return value == null || (value instanceof Optional<?> optional && optional.isEmpty());
	}

	private static Object required(PropertyModel property, @Nullable Object value) {
		if (value == null) {
			throw new ValueConversionException(
					"%s is a primitive, but column '%s' holds NULL while other columns of the same value do not: use the wrapper type"
						.formatted(property, property.column()),
					null);
		}
		return value;
	}

	/**
	 * Return the property as messages name it: {@code Property 'Customer.address'}.
	 */
	@Override
	public String toString() {
		return "Property '%s.%s'".formatted(this.entity.getSimpleName(), this.path);
	}

	/**
	 * How a value is made of its properties, and taken apart.
	 *
	 * @param properties the properties, in order
	 * @param getters takes the value and returns that of a property, one for each
	 * @param instantiator makes instances
	 */
	record Parts(List<PropertyModel> properties, List<Getter> getters, Instantiator instantiator) {
	}

}
