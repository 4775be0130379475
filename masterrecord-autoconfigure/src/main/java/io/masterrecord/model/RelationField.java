package io.masterrecord.model;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Where loaded rows are put: a component of a record, of which a new one is made, or a
 * field of a class.
 */
interface RelationField {

	/**
	 * Put rows in.
	 * @return the instance to use from now on
	 */
	Object with(Object instance, @Nullable Object value) throws Throwable;

	/**
	 * Calls the canonical constructor with what the record holds but for one component.
	 *
	 * @param constructor takes the components as an array
	 * @param readers a reader for each component
	 * @param component the place of the component
	 */
	record OfRecord(MethodHandle constructor, List<MethodHandle> readers, int component) implements RelationField {

		static OfRecord of(Constructor<?> constructor, List<MethodHandle> readers, int component)
				throws IllegalAccessException {
			constructor.setAccessible(true);
			MethodHandle handle = MethodHandles.lookup()
				.unreflectConstructor(constructor)
				.asSpreader(Object[].class, constructor.getParameterCount())
				.asType(MethodType.methodType(Object.class, Object[].class));
			return new OfRecord(handle, List.copyOf(readers), component);
		}

		@Override
		public Object with(Object instance, @Nullable Object value) throws Throwable {
			@Nullable Object[] arguments = new Object[this.readers.size()];
			for (int i = 0; i < arguments.length; i++) {
				arguments[i] = (i == this.component) ? value : this.readers.get(i).invokeExact(instance);
			}
			return this.constructor.invokeExact(arguments);
		}

	}

	/**
	 * Sets the field.
	 *
	 * @param setter takes the instance and the value
	 */
	record OfClass(MethodHandle setter) implements RelationField {

		static OfClass of(Field field) throws IllegalAccessException {
			field.setAccessible(true);
			return new OfClass(MethodHandles.lookup()
				.unreflectSetter(field)
				.asType(MethodType.methodType(void.class, Object.class, Object.class)));
		}

		@Override
		public Object with(Object instance, @Nullable Object value) throws Throwable {
			this.setter.invokeExact(instance, value);
			return instance;
		}

	}

}
