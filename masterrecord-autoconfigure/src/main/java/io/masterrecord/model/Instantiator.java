package io.masterrecord.model;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Makes instances of an entity out of values, and changes properties of one.
 */
interface Instantiator {

	/**
	 * Make an instance.
	 * @param values the values of all properties, in order
	 */
	Object create(@Nullable Object[] values) throws Throwable;

	/** Handles do not take many more arguments, of which wide numbers count twice. */
	int MOST_OF_HANDLE = 250;

	/**
	 * Return a handle that makes an instance.
	 * @return a handle of the values of all properties, in order, each of the type of its
	 * component or field; {@code null} if they are more than a handle takes
	 */
	@Nullable MethodHandle creator();

	/**
	 * Tell whether there are more values than a handle takes.
	 */
	static boolean exceedsHandle(Collection<Class<?>> types) {
		return types.stream()
			.mapToInt((type) -> (type == long.class || type == double.class) ? 2 : 1)
			.sum() > MOST_OF_HANDLE;
	}

	/**
	 * Return an instance with other values.
	 * @param instance the instance to start from
	 * @param positions the places of the properties to replace
	 * @param values their values
	 */
	Object with(Object instance, int[] positions, @Nullable Object[] values) throws Throwable;

	/**
	 * Return an instance with other values.
	 * @param instance the instance to start from
	 * @param values the values of all properties of the instance, some of them replaced
	 */
	default Object with(Object instance, PropertyValues values) throws Throwable {
		int[] positions = values.replacedPositions();
		@Nullable Object[] replacements = new Object[positions.length];
		for (int i = 0; i < positions.length; i++) {
			replacements[i] = values.all()[positions[i]];
		}
		return with(instance, positions, replacements);
	}

	/**
	 * Return what makes instances of a record or class.
	 * @param type the record, or the class with a constructor without arguments
	 * @param persistent the fields there are values for, in order
	 */
	static Instantiator of(Class<?> type, List<Field> persistent) throws ReflectiveOperationException {
		if (!type.isRecord()) {
			return new OfClass(constructor(type), persistent);
		}
		List<Field> fields = EntityReader.fields(type);
		return new OfRecord(constructor(type), fields.stream().map(PropertySource::reader).toList(),
				persistent.stream().mapToInt(fields::indexOf).toArray());
	}

	/**
	 * Return the canonical constructor of a record, or that without arguments of a class.
	 */
	static Constructor<?> constructor(Class<?> type) throws NoSuchMethodException {
		if (!type.isRecord()) {
			return type.getDeclaredConstructor();
		}
		return type.getDeclaredConstructor(
				Arrays.stream(type.getRecordComponents()).map(RecordComponent::getType).toArray(Class<?>[]::new));
	}

	/**
	 * Calls the canonical constructor of a record. Components which are no properties
	 * keep their value, or have the default one of their type in a new instance.
	 */
	final class OfRecord implements Instantiator {

		private final MethodHandle typed;

		private final MethodHandle constructor;

		private final MethodHandle[] readers;

		private final @Nullable Object[] defaults;

		private final int[] componentOf;

		/**
		 * Create it.
		 * @param constructor the canonical constructor
		 * @param readers a reader for each component
		 * @param componentOf the component of each property
		 */
		OfRecord(Constructor<?> constructor, List<MethodHandle> readers, int[] componentOf)
				throws IllegalAccessException {
			constructor.setAccessible(true);
			this.typed = MethodHandles.lookup().unreflectConstructor(constructor);
			this.constructor = this.typed.asSpreader(Object[].class, constructor.getParameterCount())
				.asType(MethodType.methodType(Object.class, Object[].class));
			this.readers = readers.toArray(MethodHandle[]::new);
			this.componentOf = componentOf;
			this.defaults = new Object[constructor.getParameterCount()];
			for (int i = 0; i < this.defaults.length; i++) {
				Class<?> type = constructor.getParameterTypes()[i];
				this.defaults[i] = type.isPrimitive() ? Array.get(Array.newInstance(type, 1), 0) : null;
			}
		}

		private boolean hasPropertiesOnly() {
			return this.componentOf.length == this.defaults.length;
		}

		@Override
		public Object with(Object instance, PropertyValues values) throws Throwable {
			return hasPropertiesOnly() ? this.constructor.invokeExact(values.all())
					: Instantiator.super.with(instance, values);
		}

		@Override
		public Object create(@Nullable Object[] values) throws Throwable {
			if (hasPropertiesOnly()) {
				return this.constructor.invokeExact(values);
			}
			@Nullable Object[] arguments = this.defaults.clone();
			for (int i = 0; i < values.length; i++) {
				arguments[this.componentOf[i]] = values[i];
			}
			return this.constructor.invokeExact(arguments);
		}

		@Override
		public MethodHandle creator() {
			MethodType type = this.typed.type();
			Class<?>[] parameters = new Class<?>[this.componentOf.length];
			int[] order = new int[parameters.length];
			MethodHandle creator = this.typed;
			int[] placeOf = new int[type.parameterCount()];
			Arrays.fill(placeOf, -1);
			for (int i = 0; i < this.componentOf.length; i++) {
				placeOf[this.componentOf[i]] = i;
				parameters[i] = type.parameterType(this.componentOf[i]);
			}
			for (int component = placeOf.length - 1; component >= 0; component--) {
				if (placeOf[component] < 0) {
					creator = MethodHandles.insertArguments(creator, component, this.defaults[component]);
				}
			}
			int next = 0;
			for (int place : placeOf) {
				if (place >= 0) {
					order[next++] = place;
				}
			}
			return MethodHandles.permuteArguments(creator, MethodType.methodType(type.returnType(), parameters), order);
		}

		@Override
		public Object with(Object instance, int[] positions, @Nullable Object[] values) throws Throwable {
			@Nullable Object[] arguments = new Object[this.readers.length];
			for (int i = 0; i < arguments.length; i++) {
				arguments[i] = this.readers[i].invokeExact(instance);
			}
			for (int i = 0; i < positions.length; i++) {
				arguments[this.componentOf[positions[i]]] = values[i];
			}
			return this.constructor.invokeExact(arguments);
		}

	}

	/**
	 * Calls the constructor without arguments of a class, and sets its fields.
	 */
	final class OfClass implements Instantiator {

		private static final MethodType WRITER = MethodType.methodType(void.class, Object.class, Object.class);

		private final MethodHandle constructor;

		private final MethodHandle[] writers;

		private final @Nullable MethodHandle creator;

		/**
		 * Create it.
		 * @param constructor the constructor without arguments
		 * @param fields the field of each property
		 */
		OfClass(Constructor<?> constructor, List<Field> fields) throws IllegalAccessException {
			constructor.setAccessible(true);
			MethodHandle typed = MethodHandles.lookup().unreflectConstructor(constructor);
			this.constructor = typed.asType(MethodType.methodType(Object.class));
			this.writers = new MethodHandle[fields.size()];
			MethodHandle[] setters = new MethodHandle[fields.size()];
			for (int i = 0; i < this.writers.length; i++) {
				fields.get(i).setAccessible(true);
				setters[i] = MethodHandles.lookup().unreflectSetter(fields.get(i));
				this.writers[i] = setters[i].asType(WRITER);
			}
			this.creator = exceedsHandle(fields.stream().<Class<?>>map(Field::getType).toList()) ? null
					: creator(typed, setters);
		}

		/**
		 * Return a handle that calls the constructor, then each setter, and returns the
		 * instance.
		 */
		private static MethodHandle creator(MethodHandle constructor, MethodHandle[] setters) {
			Class<?> type = constructor.type().returnType();
			Class<?>[] values = new Class<?>[setters.length];
			for (int i = 0; i < setters.length; i++) {
				values[i] = setters[i].type().parameterType(1);
			}
			MethodHandle filled = MethodHandles.dropArguments(MethodHandles.identity(type), 1, values);
			for (int i = setters.length - 1; i >= 0; i--) {
				MethodHandle setter = setters[i].asType(MethodType.methodType(void.class, type, values[i]));
				int[] order = { 0, i + 1 };
				MethodType all = MethodType.methodType(void.class, type).appendParameterTypes(values);
				filled = MethodHandles.foldArguments(filled, MethodHandles.permuteArguments(setter, all, order));
			}
			return MethodHandles.foldArguments(filled, constructor);
		}

		@Override
		public @Nullable MethodHandle creator() {
			return this.creator;
		}

		@Override
		public Object create(@Nullable Object[] values) throws Throwable {
			Object instance = this.constructor.invokeExact();
			for (int i = 0; i < values.length; i++) {
				this.writers[i].invokeExact(instance, values[i]);
			}
			return instance;
		}

		@Override
		public Object with(Object instance, int[] positions, @Nullable Object[] values) throws Throwable {
			for (int i = 0; i < positions.length; i++) {
				this.writers[positions[i]].invokeExact(instance, values[i]);
			}
			return instance;
		}

	}

}
