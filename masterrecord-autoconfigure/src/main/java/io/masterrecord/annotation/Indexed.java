package io.masterrecord.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Gives the column of a property an index, for speed. Ids and {@code @Unique} properties
 * have one already.
 *
 * @since 0.1.0
 */
@Documented
@Target({ ElementType.FIELD, ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
public @interface Indexed {

	/**
	 * The name of the index, at most 63 bytes. Empty for {@code idx_
	 *
	<table>
	 * _<column>}.
	 */
	String name() default "";

	/**
	 * The names of further properties, which the index is to hold without being sorted by
	 * them, so that a query need not look into the table for them. Only PostgreSQL can;
	 * elsewhere the migration is refused.
	 */
	String[] include() default {};

}
