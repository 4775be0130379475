package io.masterrecord.write;

import java.util.Optional;

import io.masterrecord.model.PropertyModel;
import io.masterrecord.model.ValueConversionException;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Counts the versions of rows: 1 when inserted, one more with each update; 0 is not
 * stored.
 */
final class Versions {

	private static final long FIRST = 1;

	private Versions() {
	}

	static Object first(PropertyModel property) {
		return boxed(property, FIRST);
	}

	/**
	 * Return the version behind another one.
	 * @throws ValueConversionException if the type of the property has no greater number
	 */
	static Object next(PropertyModel property, long current) {
		try {
			return boxed(property, Math.addExact(current, 1));
		}
		catch (ArithmeticException ex) {
			throw new ValueConversionException(
					"%s cannot count further than %d: let it be a 'long'".formatted(property, current), ex);
		}
	}

	/**
	 * Return the version of an instance, 0 if it has none.
	 */
	static long of(PropertyModel property, Object entity) {
		Object value = unwrapped(property.get(entity));
		return (value instanceof Number number) ? number.longValue() : 0;
	}

	/**
	 * Return the version of an instance that has been stored.
	 */
	static long stored(PropertyModel property, Object entity) {
		long version = of(property, entity);
		if (version == 0) {
			throw new InvalidDataAccessApiUsageException(
					"This '%s' has no version, so it was never stored: insert or save it first, or read it again"
						.formatted(entity.getClass().getSimpleName()));
		}
		return version;
	}

	static Object boxed(PropertyModel property, long version) {
		Class<?> type = property.javaType();
		if (type == int.class || type == Integer.class) {
			return Math.toIntExact(version);
		}
		if (type == short.class || type == Short.class) {
			if (version > Short.MAX_VALUE) {
				throw new ArithmeticException("short overflow");
			}
			return (short) version;
		}
		return version;
	}

	private static @Nullable Object unwrapped(@Nullable Object value) {
		return (value instanceof Optional<?> optional) ? optional.orElse(null) : value;
	}

}
