package io.masterrecord.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says that no two rows have the same value of a property: a unique constraint, which is
 * a rule about the data.
 *
 * @since 0.1.0
 */
@Documented
@Target({ ElementType.FIELD, ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
public @interface Unique {

	/**
	 * The name of the constraint, at most 63 bytes. Empty for {@code uq_
	 *
	<table>
	 * _<column>}.
	 */
	String name() default "";

}
