package io.masterrecord.model;

import java.util.function.Supplier;

import io.masterrecord.annotation.ValueConverter;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * A converter and the types it says that it converts.
 *
 * @param converter the converter
 * @param propertyType the type of properties
 * @param columnType the Java type of their columns
 */
record Conversion(ValueConverter<Object, Object> converter, Class<?> propertyType, Class<?> columnType) {

	/**
	 * Return the conversion of a converter.
	 * @return the conversion, or {@code null} if its class does not say what it converts
	 */
	@SuppressWarnings("unchecked")
	static @Nullable Conversion of(ValueConverter<?, ?> converter) {
		ResolvableType type = ResolvableType.forClass(converter.getClass()).as(ValueConverter.class);
		Class<?> property = type.getGeneric(0).resolve();
		Class<?> column = type.getGeneric(1).resolve();
		return (property == null || column == null) ? null
				: new Conversion((ValueConverter<Object, Object>) converter, property, column);
	}

	boolean takes(Class<?> type) {
		return this.propertyType == ClassUtils.resolvePrimitiveIfNecessary(type);
	}

	/**
	 * Return the way of values of the property into its column and back.
	 * @param scalar the way of the type of the column
	 */
	ScalarType around(ScalarType scalar) {
		return new ScalarType(scalar.typeName(), this.converter.getClass(),
				(value) -> scalar.toColumn().apply(toColumn(value)),
				(value) -> fromColumn(scalar.fromColumn().apply(value)));
	}

	private Object toColumn(Object value) {
		return converted(this.columnType, () -> this.converter.toColumn(value));
	}

	private Object fromColumn(Object value) {
		return converted(this.propertyType, () -> this.converter.fromColumn(value));
	}

	private Object converted(Class<?> expected, Supplier<Object> conversion) {
		Object result;
		try {
			result = conversion.get();
		}
		catch (RuntimeException ex) {
			throw new IllegalArgumentException(
					"the converter '%s' failed with '%s'".formatted(Problems.nameOf(this.converter.getClass()), ex),
					ex);
		}
		if (!expected.isInstance(result)) {
			throw new IllegalArgumentException("the converter '%s' returned %s instead of a '%s'".formatted(
					Problems.nameOf(this.converter.getClass()),
					(result != null) ? "a '" + Problems.nameOf(result.getClass()) + "'" : "null",
					Problems.nameOf(expected)));
		}
		return result;
	}

}
