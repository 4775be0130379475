package io.masterrecord.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says that a property holds a value of several columns: a record, or a class with a
 * constructor without arguments, whose properties become columns of the table of the
 * entity. They may say all that properties of an entity do, apart from being an id, a
 * version or a property of auditing, and may be embedded values themselves.
 * <p>
 * Where the value may be {@code null}, all of its columns accept NULL, and a row in which
 * all of them are NULL has no value.
 *
 * @since 0.1.0
 */
@Documented
@Target({ ElementType.FIELD, ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
public @interface Embedded {

	/**
	 * What the names of the columns begin with, also those that {@code @Column} states,
	 * written as {@code prefix = "billing_"}; the empty text for nothing. Left out, it is
	 * the snake_case of the name of the property and an underscore. At most one value.
	 */
	String[] prefix() default {};

}
