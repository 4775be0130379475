package io.masterrecord.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says that a property holds the only row of another entity that refers to this one. It
 * is no column, and {@code null} until a query includes it.
 * <p>
 * The property is of the type of the other entity, or an {@code Optional} of it, which
 * tells "not loaded" ({@code null}) from "there is none" (empty). The foreign key of the
 * other entity should be {@code @Unique}.
 *
 * @since 0.1.0
 */
@Documented
@Target({ ElementType.FIELD, ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
public @interface HasOne {

	/**
	 * The property of the other entity with {@code @BelongsTo} that holds the id of this
	 * one, or the first of those with {@code @CompositeBelongsTo}; if it is not stated,
	 * the only one that does.
	 */
	String foreignKey() default "";

}
