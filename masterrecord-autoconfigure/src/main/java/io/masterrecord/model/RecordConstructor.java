package io.masterrecord.model;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;

import org.jspecify.annotations.Nullable;

/**
 * The canonical constructor of a record that is no entity, into which rows are read.
 *
 * @param <R> the record
 * @since 0.1.0
 */
public final class RecordConstructor<R> {

	private final Class<R> type;

	private final MethodHandle handle;

	private final MethodHandle spreading;

	private RecordConstructor(Class<R> type, MethodHandle handle) {
		this.type = type;
		this.handle = handle;
		this.spreading = handle.asSpreader(Object[].class, handle.type().parameterCount())
			.asType(MethodType.methodType(Object.class, Object[].class));
	}

	/**
	 * Find the constructor.
	 * @param <R> the record
	 * @param type the record
	 * @return the constructor
	 * @throws ValueConversionException if its module does not let it be called
	 */
	public static <R> RecordConstructor<R> of(Class<R> type) {
		try {
			Constructor<?> constructor = Instantiator.constructor(type);
			constructor.setAccessible(true);
			return new RecordConstructor<>(type, MethodHandles.lookup().unreflectConstructor(constructor));
		}
		catch (ReflectiveOperationException | RuntimeException ex) {
			throw new ValueConversionException("'%s' cannot be made: %s".formatted(type.getName(), ex.getMessage()),
					ex);
		}
	}

	/**
	 * Return a handle that takes the components as they are, without boxing.
	 * @return the handle
	 */
	public MethodHandle handle() {
		return this.handle;
	}

	/**
	 * Make a record.
	 * @param components the values of its components, in order
	 * @return the record
	 */
	public R make(@Nullable Object[] components) {
		try {
			return this.type.cast((Object) this.spreading.invokeExact(components));
		}
		catch (RuntimeException | Error ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw new ValueConversionException("'%s' cannot be made".formatted(this.type.getName()), ex);
		}
	}

}
