package io.masterrecord.model;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Takes an instance and returns a value that it holds. The handle that does so is made
 * for the first value: commands and start-up checks look at models and at no row.
 */
final class Getter {

	private static final MethodType TYPE = MethodType.methodType(Object.class, Object.class);

	private final Supplier<MethodHandle> maker;

	/** Made twice if two threads are the first, which does no harm. */
	private @Nullable MethodHandle handle;

	/**
	 * Create it.
	 * @param maker makes a handle that takes the instance and returns the value, both as
	 * {@code Object}
	 */
	Getter(Supplier<MethodHandle> maker) {
		this.maker = maker;
	}

	/**
	 * Return what reads a field.
	 * @param field the field
	 * @throws java.lang.reflect.InaccessibleObjectException if its module does not let it
	 * be read
	 */
	static Getter of(Field field) {
		field.setAccessible(true);
		return new Getter(() -> handle(field));
	}

	private static MethodHandle handle(Field field) {
		try {
			return MethodHandles.lookup().unreflectGetter(field).asType(TYPE);
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException("Field '%s' was made accessible".formatted(field), ex);
		}
	}

	/**
	 * Return what goes on with the value that this one returns, if there is one.
	 * @param inner reads the value
	 */
	Getter then(Getter inner) {
		return new Getter(() -> Absence.orNothing(handle(), inner.handle()));
	}

	MethodHandle handle() {
		MethodHandle known = this.handle;
		if (known == null) {
			known = this.maker.get();
			this.handle = known;
		}
		return known;
	}

	/**
	 * Read the value of an instance.
	 * @param instance the instance
	 * @param what the value as messages name it
	 */
	@Nullable Object get(Object instance, Object what) {
		try {
			return handle().invokeExact(instance);
		}
		catch (RuntimeException | Error ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw new ValueConversionException("%s cannot be read: %s".formatted(what, ex.getMessage()), ex);
		}
	}

	/**
	 * Goes through a value that may be absent.
	 */
	private static final class Absence {

		private static final MethodHandle TEST;

		static {
			try {
				TEST = MethodHandles.lookup()
					.findStatic(Absence.class, "isAbsent", MethodType.methodType(boolean.class, Object.class));
			}
			catch (ReflectiveOperationException ex) {
				throw new IllegalStateException("A method of this class has another signature", ex);
			}
		}

		private static MethodHandle orNothing(MethodHandle outer, MethodHandle inner) {
			MethodHandle nothing = MethodHandles.dropArguments(MethodHandles.constant(Object.class, null), 0,
					Object.class);
			return MethodHandles.filterReturnValue(outer, MethodHandles.guardWithTest(TEST, nothing, inner));
		}

		private static boolean isAbsent(@Nullable Object value) {
			return value == null;
		}

	}

}
