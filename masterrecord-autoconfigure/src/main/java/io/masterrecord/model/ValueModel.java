package io.masterrecord.model;

import io.masterrecord.schema.ColumnType;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A kind of value: how it is in Java, how it is in a column, and how it gets from one to
 * the other. A property is one; what a query computes is another.
 *
 * @since 0.1.0
 */
public interface ValueModel {

	/**
	 * Return the type in the database.
	 * @return the type
	 */
	ColumnType type();

	/**
	 * Return the type in Java, which is the type inside where there is an
	 * {@code Optional}.
	 * @return the type
	 */
	Class<?> javaType();

	/**
	 * Tell whether values are wrapped in an {@code Optional}.
	 * @return whether they are
	 */
	boolean isOptional();

	/**
	 * Tell whether the value can be NULL in the database.
	 * @return whether it can
	 */
	boolean nullable();

	/**
	 * Turn a value into the one that is bound.
	 * @param javaValue the value as it is in Java
	 * @return the neutral value of the column
	 * @throws ValueConversionException if the value is not of the Java type
	 */
	@Nullable Object toColumn(@Nullable Object javaValue);

	/**
	 * Turn a value that was read into the one in Java.
	 * @param columnValue the neutral value of the column
	 * @return the value as it is in Java
	 * @throws ValueConversionException if the Java type cannot hold the value
	 */
	@Nullable Object fromColumn(@Nullable Object columnValue);

	/**
	 * Return what these values are like apart from NULL.
	 * @return the property, if they are those of one
	 */
	default ValueModel origin() {
		return this;
	}

	/**
	 * Tell whether a Java type fits into one column.
	 * @param javaType the type
	 * @return whether there are values of it
	 */
	static boolean isValue(Class<?> javaType) {
		return StoredForm.of(javaType) != null;
	}

	/**
	 * Tell whether values are converted by the application on their way.
	 * @return whether they are something else in the column
	 */
	default boolean isConverted() {
		return false;
	}

	/**
	 * Return what tells whether values of a Java type are the same in two columns: it is
	 * equal then, and otherwise one form has to be read before another one is written.
	 * @return the form of values in the column
	 */
	Object storedForm();

	/**
	 * Return what computed values of a Java type are like in a database without
	 * converters.
	 * @param javaType the type, one that fits into a column
	 * @param nullable whether they can be NULL
	 * @return the kind of value
	 * @see Model#value(Class, boolean)
	 */
	static ValueModel computed(Class<?> javaType, boolean nullable) {
		ScalarType scalar = StoredForm.of(javaType);
		Assert.notNull(scalar, () -> "'%s' fits into no column".formatted(javaType.getName()));
		return new ComputedValue(scalar, javaType, nullable);
	}

	/**
	 * Return values that are like others, apart from NULL.
	 * @param model what the values are like
	 * @param nullable whether they can be NULL
	 * @return the kind of value
	 */
	static ValueModel like(ValueModel model, boolean nullable) {
		ValueModel origin = model.origin();
		return (origin.nullable() == nullable) ? origin : new DerivedValue(origin, nullable);
	}

}
