package io.masterrecord.model;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Reads all properties of an instance at once, through handles that are put together.
 */
final class ValuesReader {

	/** Handles do not take many more arguments. */
	private static final int MOST_OF_HANDLE = 100;

	private static final MethodType READER = MethodType.methodType(Object[].class, Object.class);

	private final List<Getter> getters;

	/** Made twice if two threads are the first, which does no harm. */
	private MethodHandle @Nullable [] handles;

	/**
	 * Create it.
	 * @param getters takes the instance and returns the value of a property, one for each
	 */
	ValuesReader(List<Getter> getters) {
		this.getters = getters;
	}

	private MethodHandle[] handles() {
		MethodHandle[] known = this.handles;
		if (known == null) {
			List<MethodHandle> readers = this.getters.stream().map(Getter::handle).toList();
			List<MethodHandle> together = new ArrayList<>();
			for (int start = 0; start < readers.size(); start += MOST_OF_HANDLE) {
				together.add(together(readers.subList(start, Math.min(readers.size(), start + MOST_OF_HANDLE))));
			}
			known = together.toArray(MethodHandle[]::new);
			this.handles = known;
		}
		return known;
	}

	private static MethodHandle together(List<MethodHandle> readers) {
		MethodHandle array = MethodHandles.identity(Object[].class).asCollector(Object[].class, readers.size());
		MethodHandle filtered = MethodHandles.filterArguments(array, 0, readers.toArray(MethodHandle[]::new));
		return MethodHandles.permuteArguments(filtered, READER, new int[readers.size()]);
	}

	/**
	 * Read the properties.
	 * @return their values, in order, in an array of the caller
	 */
	@Nullable Object[] read(Object instance, Object what) {
		MethodHandle[] known = handles();
		if (known.length == 1) {
			return read(known[0], instance, what);
		}
		@Nullable Object[] all = new Object[this.getters.size()];
		for (int i = 0; i < known.length; i++) {
			@Nullable Object[] part = read(known[i], instance, what);
			System.arraycopy(part, 0, all, i * MOST_OF_HANDLE, part.length);
		}
		return all;
	}

	private static @Nullable Object[] read(MethodHandle handle, Object instance, Object what) {
		try {
			return (Object[]) handle.invokeExact(instance);
		}
		catch (RuntimeException | Error ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw new ValueConversionException("%s cannot be read: %s".formatted(what, ex.getMessage()), ex);
		}
	}

}
