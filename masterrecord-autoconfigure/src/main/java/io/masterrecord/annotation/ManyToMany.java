package io.masterrecord.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says that a property holds the rows of another entity that are related to this one by a
 * table of pairs, which belongs to the model although no class stands for it: migrations
 * create it with an id, a foreign key to each side that deletes the pair along with
 * either row, and a unique index of the pair. The property is no column, and {@code null}
 * until a query includes it; an empty list means that there are none.
 * <p>
 * Without further words, the table is called after both tables in alphabetical order
 * ({@code post_tag}) and its columns after both entities and their ids ({@code post_id},
 * {@code tag_id}), so that both sides mean the same table. The property is a
 * {@code List}, a {@code Set} or a {@code Collection}.
 *
 * @since 0.1.0
 */
@Documented
@Target({ ElementType.FIELD, ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
public @interface ManyToMany {

	/**
	 * The name of the table of pairs; empty for the derived one. Both sides have to state
	 * the same.
	 */
	String table() default "";

	/**
	 * The name of the column that holds the id of this entity; empty for the derived one.
	 * The columns of an id of several properties begin with it. An entity that is related
	 * to itself has to state both columns.
	 */
	String column() default "";

	/**
	 * The name of the column that holds the id of the other entity; empty for the derived
	 * one.
	 */
	String otherColumn() default "";

}
