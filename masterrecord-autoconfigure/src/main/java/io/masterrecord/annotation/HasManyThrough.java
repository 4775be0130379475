package io.masterrecord.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says that a property holds the rows of another entity that are related to this one by
 * the rows of a third, which has a foreign key to each of the two. It is no column, and
 * {@code null} until a query includes it; an empty list means that there are none.
 * <p>
 * Use it where the relation has properties of its own: a {@code Membership} between a
 * {@code User} and a {@code Team} with the date of joining. Otherwise {@link ManyToMany}
 * needs no entity between. The property is a {@code List}, a {@code Set} or a
 * {@code Collection}.
 *
 * @since 0.1.0
 */
@Documented
@Target({ ElementType.FIELD, ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
public @interface HasManyThrough {

	/**
	 * The entity between the two.
	 */
	Class<?> value();

	/**
	 * The property of the entity between with {@code @BelongsTo} that holds the id of
	 * this one; if it is not stated, the only one that does.
	 */
	String foreignKey() default "";

	/**
	 * The property of the entity between with {@code @BelongsTo} that holds the id of the
	 * other one; if it is not stated, the only one that does.
	 */
	String otherKey() default "";

}
