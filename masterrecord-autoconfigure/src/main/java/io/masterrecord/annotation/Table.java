package io.masterrecord.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a record or class as an entity, and names its table. A class with an {@code @Id}
 * is an entity without it; the table is then the snake_case of the name of the class.
 *
 * @since 0.1.0
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Table {

	/**
	 * The name of the table, exactly as it stands in the database; at most 63 bytes.
	 * Empty for the snake_case of the name of the class.
	 */
	String name() default "";

	/**
	 * The name of the primary key, at most 63 bytes. Empty for {@code pk_TABLE}.
	 */
	String primaryKey() default "";

	/**
	 * What the table is for, kept by databases that have comments. Empty for none.
	 */
	String comment() default "";

}
