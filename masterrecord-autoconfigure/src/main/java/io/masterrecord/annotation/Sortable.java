package io.masterrecord.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a property as one that a request may name to sort by. On a class it means all
 * properties but those that hold bytes and those it is denied to.
 * <p>
 * By what a client may sort, it can find out: rows sorted by a hidden value tell its
 * order. So a request sorts by nothing that was not declared, here or where the rows are
 * read. What Java code sorts by needs no declaration.
 *
 * @since 0.1.0
 */
@Documented
@Target({ ElementType.FIELD, ElementType.METHOD, ElementType.TYPE })
@Retention(RetentionPolicy.RUNTIME)
public @interface Sortable {

	/**
	 * Whether a request may sort by it; {@code false} takes out what the class declares.
	 */
	boolean value() default true;

}
