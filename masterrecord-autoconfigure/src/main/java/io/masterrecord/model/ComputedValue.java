package io.masterrecord.model;

import java.util.Objects;
import java.util.Optional;

import io.masterrecord.schema.ColumnType;
import io.masterrecord.schema.TypeName;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;
import org.springframework.util.ClassUtils;

/**
 * A value that belongs to no property.
 *
 * @param type the type in the database
 * @param javaType the type in Java
 * @param nullable whether it can be NULL
 */
record ComputedValue(ColumnType type, Class<?> javaType, boolean nullable) implements ValueModel {

	/** As many digits as every database has, and those after the point as they come. */
	private static final ColumnType DECIMAL = ColumnType.decimal(38, 0);

	private static final ClassValue<Optional<ScalarType>> SCALARS = new ClassValue<>() {

		@Override
		protected Optional<ScalarType> computeValue(Class<?> type) {
			return Optional.ofNullable(StoredForm.of(type));
		}

	};

	static ComputedValue of(Class<?> javaType, boolean nullable) {
		TypeName name = scalar(javaType).typeName();
		ColumnType type = switch (name) {
			case DECIMAL -> DECIMAL;
			case VARCHAR -> ColumnType.of(TypeName.TEXT);
			default -> ColumnType.of(name);
		};
		return new ComputedValue(type, javaType, nullable);
	}

	private static ScalarType scalar(Class<?> javaType) {
		ScalarType scalar = SCALARS.get(javaType).orElse(null);
		Assert.notNull(scalar, () -> "'%s' fits into no column".formatted(javaType.getName()));
		return scalar;
	}

	@Override
	public Object storedForm() {
		return scalar(this.javaType).form();
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
		return scalar(this.javaType).toColumn().apply(javaValue);
	}

	@Override
	public @Nullable Object fromColumn(@Nullable Object columnValue) {
		if (columnValue == null) {
			return null;
		}
		try {
			return Objects.requireNonNull(scalar(this.javaType).fromColumn().apply(columnValue));
		}
		catch (IllegalArgumentException | ArithmeticException | ClassCastException ex) {
			throw new ValueConversionException("A value that was read does not fit into '%s': %s"
				.formatted(Problems.nameOf(this.javaType), ex.getMessage()), ex);
		}
	}

}
