package io.masterrecord.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a text property as one that a keyword search looks into, where the search itself
 * names none. With {@link SearchIndexed} on the class there is an index for that.
 *
 * @since 0.1.0
 */
@Documented
@Target({ ElementType.FIELD, ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
public @interface Searchable {

	/**
	 * How much a word found here counts beside one found elsewhere: a whole number from 1
	 * to 10, of which one entity uses at most four different ones.
	 */
	int weight() default 1;

}
