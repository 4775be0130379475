package io.masterrecord.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Tells the former name of an entity or a property, so that its table or column is
 * renamed instead of dropped and created. It may stay for ever: where the former name is
 * gone, it says nothing.
 * <p>
 * A table of pairs follows the entities on both sides. At the property of the relation
 * ({@link ManyToMany}) it tells a former name of that table, or of a column of it, that
 * was stated.
 *
 * @since 0.1.0
 */
@Documented
@Target({ ElementType.TYPE, ElementType.FIELD, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
public @interface RenamedFrom {

	/**
	 * The former names, as they were written in Java ({@code Plan}, {@code planNo}) or in
	 * the database ({@code plan}, {@code plan_no}). None at all, written as
	 * {@code @RenamedFrom({})}, says that it is new, although something like it is gone.
	 */
	String[] value();

}
