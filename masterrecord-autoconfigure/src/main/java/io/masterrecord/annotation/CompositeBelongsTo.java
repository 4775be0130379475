package io.masterrecord.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says that several properties together hold the id of a row of another entity: their
 * columns get a foreign key {@code fk_TABLE_COLUMN_COLUMN}, and an index unless a key
 * begins with them.
 *
 * @since 0.1.0
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(CompositeBelongsTos.class)
public @interface CompositeBelongsTo {

	/**
	 * The entity referred to, whose id has several properties.
	 */
	Class<?> value();

	/**
	 * The names of the properties, in the order of those of the id.
	 */
	String[] properties();

	/**
	 * What happens to this row when the row referred to is deleted.
	 */
	BelongsTo.OnDelete onDelete() default BelongsTo.OnDelete.RESTRICT;

	/**
	 * What happens to this row when the id of the row referred to changes.
	 */
	BelongsTo.OnUpdate onUpdate() default BelongsTo.OnUpdate.RESTRICT;

	/**
	 * Whether the row referred to may be missing until the end of a transaction.
	 */
	BelongsTo.Deferral deferral() default BelongsTo.Deferral.NONE;

	/**
	 * The name of the foreign key, at most 63 bytes. Empty for {@code fk_TABLE_COLUMN}.
	 */
	String name() default "";

	/**
	 * Whether the columns get an index, which deleting a row referred to depends on.
	 */
	boolean index() default true;

}
