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
	static Instantiator of(Class<?> type, List<Field> persistent) throws NoSuchMethodException {
		if (!type.isRecord()) {
			return new OfClass(constructor(type), persistent);
		}
		return new OfRecord(constructor(type), persistent);
	}

	private static IllegalStateException inaccessible(Constructor<?> constructor, IllegalAccessException ex) {
		return new IllegalStateException(
				"'%s' was made accessible".formatted(constructor.getDeclaringClass().getName()), ex);
	}

	/**
	 * Return a handle of an array of all arguments.
	 */
	static MethodHandle spreading(MethodHandle constructor) {
		return constructor.asSpreader(Object[].class, constructor.type().parameterCount())
			.asType(MethodType.methodType(Object.class, Object[].class));
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

		private final Constructor<?> constructor;

		private final List<Field> persistent;

		/** Made twice if two threads are the first, which does no harm. */
		private @Nullable Components components;

		/**
		 * Create it.
		 * @param constructor the canonical constructor
		 * @param persistent the field of each property
		 */
		OfRecord(Constructor<?> constructor, List<Field> persistent) {
			constructor.setAccessible(true);
			this.constructor = constructor;
			this.persistent = persistent;
		}

		private Components components() throws IllegalAccessException {
			Components known = this.components;
			if (known == null) {
				known = Components.of(this.constructor, this.persistent);
				this.components = known;
			}
			return known;
		}

		@Override
		public Object with(Object instance, PropertyValues values) throws Throwable {
			Components known = components();
			return known.arePropertiesOnly() ? known.spreading.invokeExact(values.all())
					: Instantiator.super.with(instance, values);
		}

		@Override
		public Object create(@Nullable Object[] values) throws Throwable {
			Components known = components();
			if (known.arePropertiesOnly()) {
				return known.spreading.invokeExact(values);
			}
			@Nullable Object[] arguments = known.defaults.clone();
			for (int i = 0; i < values.length; i++) {
				arguments[known.componentOf[i]] = values[i];
			}
			return known.spreading.invokeExact(arguments);
		}

		@Override
		public MethodHandle creator() {
			try {
				return components().creator();
			}
			catch (IllegalAccessException ex) {
				throw inaccessible(this.constructor, ex);
			}
		}

		@Override
		public Object with(Object instance, int[] positions, @Nullable Object[] values) throws Throwable {
			Components known = components();
			@Nullable Object[] arguments = new Object[known.readers.length];
			for (int i = 0; i < arguments.length; i++) {
				arguments[i] = known.readers[i].invokeExact(instance);
			}
			for (int i = 0; i < positions.length; i++) {
				arguments[known.componentOf[positions[i]]] = values[i];
			}
			return known.spreading.invokeExact(arguments);
		}

	}

	/**
	 * The components of a record, and the handles to read and make it.
	 */
	final class Components {

		private final MethodHandle typed;

		private final MethodHandle spreading;

		private final MethodHandle[] readers;

		private final @Nullable Object[] defaults;

		/** The component of each property. */
		private final int[] componentOf;

		private Components(MethodHandle typed, MethodHandle[] readers, int[] componentOf) {
			this.typed = typed;
			this.spreading = spreading(typed);
			this.readers = readers;
			this.componentOf = componentOf;
			this.defaults = new Object[typed.type().parameterCount()];
			for (int i = 0; i < this.defaults.length; i++) {
				Class<?> type = typed.type().parameterType(i);
				this.defaults[i] = type.isPrimitive() ? Array.get(Array.newInstance(type, 1), 0) : null;
			}
		}

		private static Components of(Constructor<?> constructor, List<Field> persistent) throws IllegalAccessException {
			List<Field> fields = EntityReader.fields(constructor.getDeclaringClass());
			return new Components(MethodHandles.lookup().unreflectConstructor(constructor),
					fields.stream().map((field) -> Getter.of(field).handle()).toArray(MethodHandle[]::new),
					persistent.stream().mapToInt(fields::indexOf).toArray());
		}

		private boolean arePropertiesOnly() {
			return this.componentOf.length == this.defaults.length;
		}

		private MethodHandle creator() {
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

	}

	/**
	 * Calls the constructor without arguments of a class, and sets its fields.
	 */
	final class OfClass implements Instantiator {

		private final Constructor<?> constructor;

		private final List<Field> fields;

		/** Made twice if two threads are the first, which does no harm. */
		private @Nullable Filling filling;

		/**
		 * Create it.
		 * @param constructor the constructor without arguments
		 * @param fields the field of each property
		 */
		OfClass(Constructor<?> constructor, List<Field> fields) {
			constructor.setAccessible(true);
			fields.forEach((field) -> field.setAccessible(true));
			this.constructor = constructor;
			this.fields = fields;
		}

		private Filling filling() throws IllegalAccessException {
			Filling known = this.filling;
			if (known == null) {
				known = Filling.of(this.constructor, this.fields);
				this.filling = known;
			}
			return known;
		}

		@Override
		public @Nullable MethodHandle creator() {
			try {
				return filling().creator;
			}
			catch (IllegalAccessException ex) {
				throw inaccessible(this.constructor, ex);
			}
		}

		@Override
		public Object create(@Nullable Object[] values) throws Throwable {
			Filling known = filling();
			Object instance = known.constructor.invokeExact();
			for (int i = 0; i < values.length; i++) {
				known.writers[i].invokeExact(instance, values[i]);
			}
			return instance;
		}

		@Override
		public Object with(Object instance, int[] positions, @Nullable Object[] values) throws Throwable {
			Filling known = filling();
			for (int i = 0; i < positions.length; i++) {
				known.writers[positions[i]].invokeExact(instance, values[i]);
			}
			return instance;
		}

	}

	/**
	 * The handles to make an instance of a class and fill it in.
	 */
	final class Filling {

		private static final MethodType WRITER = MethodType.methodType(void.class, Object.class, Object.class);

		private final MethodHandle constructor;

		private final MethodHandle[] writers;

		private final @Nullable MethodHandle creator;

		private Filling(MethodHandle typed, MethodHandle[] setters, @Nullable MethodHandle creator) {
			this.constructor = typed.asType(MethodType.methodType(Object.class));
			this.writers = new MethodHandle[setters.length];
			for (int i = 0; i < setters.length; i++) {
				this.writers[i] = setters[i].asType(WRITER);
			}
			this.creator = creator;
		}

		private static Filling of(Constructor<?> constructor, List<Field> fields) throws IllegalAccessException {
			MethodHandle typed = MethodHandles.lookup().unreflectConstructor(constructor);
			MethodHandle[] setters = new MethodHandle[fields.size()];
			for (int i = 0; i < setters.length; i++) {
				setters[i] = MethodHandles.lookup().unreflectSetter(fields.get(i));
			}
			boolean exceeding = exceedsHandle(fields.stream().<Class<?>>map(Field::getType).toList());
			return new Filling(typed, setters, exceeding ? null : creator(typed, setters));
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

	}

}
