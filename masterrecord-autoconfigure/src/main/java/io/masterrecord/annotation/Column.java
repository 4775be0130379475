package io.masterrecord.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * States facets of a column which do not follow from the Java type. Everything left out
 * is derived.
 *
 * @since 0.1.0
 */
@Documented
@Target({ ElementType.FIELD, ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
public @interface Column {

	/**
	 * The name of the column, exactly as it stands in the database; at most 63 bytes.
	 * Empty for the snake_case of the name of the property.
	 */
	String name() default "";

	/**
	 * The greatest number of characters of a text, or the total number of digits of a
	 * {@code BigDecimal}. 0 for {@code @Size(max)} and {@code @Digits}, and without them
	 * 255 characters, 19 digits, or 64 characters for the name of an enum constant.
	 */
	int size() default 0;

	/**
	 * The digits of a {@code BigDecimal} after the point. -1 for those of
	 * {@code @Digits}, and without it 4.
	 */
	int scale() default -1;

	/**
	 * Whether a text has no limit of its own in the database.
	 */
	boolean text() default false;

	/**
	 * Whether the column accepts NULL, written as {@code nullable = true}. Left out, it
	 * follows from the property: primitives, ids, versions, {@code @NotNull} and
	 * properties with a generated or default value do not accept NULL; others follow
	 * {@code @Nullable} and {@code @NullMarked}. At most one value.
	 */
	boolean[] nullable() default {};

	/**
	 * What the database stores where an insert names no value, as text: {@code "true"},
	 * {@code "0"}, {@code "OPEN"}, {@code "2026-01-31"}. The empty text is a value; left
	 * out, there is no default. At most one value.
	 */
	String[] defaultValue() default {};

	/**
	 * An SQL expression which the database evaluates where an insert names no value.
	 * {@code CURRENT_TIMESTAMP}, {@code CURRENT_DATE} and {@code CURRENT_TIME} are
	 * understood on every database. Empty for none.
	 */
	String defaultExpression() default "";

}
