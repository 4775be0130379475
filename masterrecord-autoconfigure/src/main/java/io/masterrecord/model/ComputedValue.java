package io.masterrecord.model;

import java.util.Objects;

import io.masterrecord.schema.ColumnType;
import io.masterrecord.schema.TypeName;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * A value that belongs to no property.
 *
 * @param scalar how it gets into a column and back
 * @param javaType the type in Java
 * @param nullable whether it can be NULL
 */
record ComputedValue(ScalarType scalar, Class<?> javaType, boolean nullable) implements ValueModel {

	/** As many digits as every database has, and those after the point as they come. */
	private static final ColumnType DECIMAL = ColumnType.decimal(38, 0);

	@Override
	public ColumnType type() {
		return switch (this.scalar.typeName()) {
			case DECIMAL -> DECIMAL;
			case VARCHAR -> ColumnType.of(TypeName.TEXT);
			default -> ColumnType.of(this.scalar.typeName());
		};
	}

	@Override
	public Object storedForm() {
		return this.scalar.form();
	}

	@Override
	public boolean isOptional() {
		return false;
	}

	@Override
	public @Nullable Object toColumn(@Nullable Object javaValue) {
		if (javaValue == null) {
			return null;
		}
		if (!ClassUtils.resolvePrimitiveIfNecessary(this.javaType).isInstance(javaValue)) {
			throw new ValueConversionException("A value of type '%s' is compared with one of type '%s'"
				.formatted(Problems.nameOf(this.javaType), Problems.nameOf(javaValue.getClass())), null);
		}
		try {
			return this.scalar.toColumn().apply(javaValue);
		}
		catch (IllegalArgumentException | ArithmeticException ex) {
			throw new ValueConversionException("A value of type '%s' cannot be bound: %s"
				.formatted(Problems.nameOf(this.javaType), ex.getMessage()), ex);
		}
	}

	@Override
	public @Nullable Object fromColumn(@Nullable Object columnValue) {
		if (columnValue == null) {
			return null;
		}
		try {
			return Objects.requireNonNull(this.scalar.fromColumn().apply(columnValue));
		}
		catch (IllegalArgumentException | ArithmeticException | ClassCastException ex) {
			throw new ValueConversionException("A value that was read does not fit into '%s': %s"
				.formatted(Problems.nameOf(this.javaType), ex.getMessage()), ex);
		}
	}

}
