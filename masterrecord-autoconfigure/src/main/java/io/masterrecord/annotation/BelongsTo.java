package io.masterrecord.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says that a property holds the id of a row of another entity: the column gets a foreign
 * key {@code fk_TABLE_COLUMN} and an index {@code idx_TABLE_COLUMN}. The type of the
 * property is the type of that id.
 *
 * @since 0.1.0
 */
@Documented
@Target({ ElementType.FIELD, ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
public @interface BelongsTo {

	/**
	 * The entity referred to; it may be the entity itself.
	 */
	Class<?> value();

	/**
	 * What happens to this row when the row referred to is deleted.
	 */
	OnDelete onDelete() default OnDelete.RESTRICT;

	/**
	 * What happens to a referring row.
	 */
	enum OnDelete {

		/** Deleting the row referred to is refused. */
		RESTRICT,

		/** The referring row is deleted too. */
		CASCADE,

		/** The reference becomes NULL; its column must accept that. */
		SET_NULL

	}

}
