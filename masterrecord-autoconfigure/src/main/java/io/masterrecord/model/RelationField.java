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
	 */
	final class OfRecord implements RelationField {

		private final Constructor<?> constructor;

		private final List<Getter> getters;

		private final int component;

		/** Made twice if two threads are the first, which does no harm. */
		private @Nullable MethodHandle handle;

		/**
		 * Create it.
		 * @param constructor the canonical constructor
		 * @param getters a getter of each component
		 * @param component the place of the component
		 */
		OfRecord(Constructor<?> constructor, List<Getter> getters, int component) {
			constructor.setAccessible(true);
			this.constructor = constructor;
			this.getters = List.copyOf(getters);
			this.component = component;
		}

		@Override
		public Object with(Object instance, @Nullable Object value) throws Throwable {
			MethodHandle known = this.handle;
			if (known == null) {
				known = Instantiator.spreading(MethodHandles.lookup().unreflectConstructor(this.constructor));
				this.handle = known;
			}
			@Nullable Object[] arguments = new Object[this.getters.size()];
			for (int i = 0; i < arguments.length; i++) {
				arguments[i] = (i == this.component) ? value : this.getters.get(i).handle().invokeExact(instance);
			}
			return known.invokeExact(arguments);
		}

	}

	/**
	 * Sets the field.
	 */
	final class OfClass implements RelationField {

		private final Field field;

		/** Made twice if two threads are the first, which does no harm. */
		private @Nullable MethodHandle setter;

		/**
		 * Create it.
		 * @param field the field
		 */
		OfClass(Field field) {
			field.setAccessible(true);
			this.field = field;
		}

		@Override
		public Object with(Object instance, @Nullable Object value) throws Throwable {
			MethodHandle known = this.setter;
			if (known == null) {
				known = MethodHandles.lookup()
					.unreflectSetter(this.field)
					.asType(MethodType.methodType(void.class, Object.class, Object.class));
				this.setter = known;
			}
			known.invokeExact(instance, value);
			return instance;
		}

	}

}
