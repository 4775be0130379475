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

	/**
	 * An SQL expression over other columns of the row from which the database computes
	 * the value and stores it. The property is never written, and read back after each
	 * write. Columns are named without quotes. Empty for a value that is written.
	 */
	String computed() default "";

	/**
	 * The order in which texts of the column are compared and sorted, as the database
	 * calls it. Empty for the usual one.
	 */
	String collation() default "";

	/**
	 * What the column is for, kept by databases that have comments. Empty for none.
	 */
	String comment() default "";

	/**
	 * Whether the value is stored as a JSON document: a record, a class, a list or a map.
	 */
	boolean json() default false;

	/**
	 * Whether a list is stored as an array. PostgreSQL and H2 have arrays; elsewhere the
	 * migration is refused, and {@link #json()} is the way out.
	 */
	boolean array() default false;

	/**
	 * Whether an enum constant is stored as its position, from 0, instead of its name.
	 * Constants can then only be added at the end.
	 */
	boolean ordinal() default false;

	/**
	 * Whether the database refuses what is no constant of the enum, by the check
	 * constraint {@code ck_TABLE_COLUMN}.
	 */
	boolean listed() default false;

}
