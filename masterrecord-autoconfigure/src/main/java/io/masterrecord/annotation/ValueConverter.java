package io.masterrecord.annotation;

/**
 * Turns the values of properties into the values of their columns and back. It is named
 * by {@link Convert} at a property, or registered for all properties of its Java type. It
 * is applied once on each way: to what is written, to what is read, to values that a
 * property is compared with, and to seeds. NULL is never converted.
 * <p>
 * A converter has to be safe for use by several threads. The types are read from its
 * class, so it is no lambda.
 *
 * @param <J> the type of the property
 * @param <C> the type of the column, in Java: one that fits into a column by itself
 * @since 0.1.0
 */
public interface ValueConverter<J, C> {

	/**
	 * Return the value of the column.
	 * @param value the value of the property
	 * @return the value to store
	 */
	C toColumn(J value);

	/**
	 * Return the value of the property.
	 * @param value the value of the column
	 * @return the value as it is in Java
	 */
	J fromColumn(C value);

}
