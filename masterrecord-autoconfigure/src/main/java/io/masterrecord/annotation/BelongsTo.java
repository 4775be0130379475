package io.masterrecord.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says that a property holds the id of a row of another entity: the column gets a foreign
 * key {@code fk_TABLE_COLUMN} and an index {@code idx_TABLE_COLUMN}. The type of the
 * property is the type of that id. An embedded value refers to an id of several
 * properties by its own properties of the same names.
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
	 * What happens to this row when the id of the row referred to changes. An id that is
	 * generated never does.
	 */
	OnUpdate onUpdate() default OnUpdate.RESTRICT;

	/**
	 * Whether the row referred to may be missing until the end of a transaction.
	 * PostgreSQL and SQLite can wait; elsewhere the migration is refused.
	 */
	Deferral deferral() default Deferral.NONE;

	/**
	 * The name of the foreign key, at most 63 bytes. Empty for {@code fk_TABLE_COLUMN}.
	 */
	String name() default "";

	/**
	 * Whether the columns get an index, which deleting a row referred to depends on,
	 * unless a key or another index begins with them.
	 */
	boolean index() default true;

	/**
	 * What happens to a referring row.
	 */
	enum OnDelete {

		/** Deleting the row referred to is refused. */
		RESTRICT,

		/** The referring row is deleted too. */
		CASCADE,

		/** The reference becomes NULL; its column must accept that. */
		SET_NULL,

		/**
		 * The reference becomes the default of its column, which it must have. MySQL and
		 * MariaDB cannot.
		 */
		SET_DEFAULT

	}

	/**
	 * What happens to a reference.
	 */
	enum OnUpdate {

		/** Changing the id of the row referred to is refused. */
		RESTRICT,

		/** The reference follows. */
		CASCADE,

		/** The reference becomes NULL; its column must accept that. */
		SET_NULL,

		/**
		 * The reference becomes the default of its column, which it must have. MySQL and
		 * MariaDB cannot.
		 */
		SET_DEFAULT

	}

	/**
	 * When a reference to a missing row is refused.
	 */
	enum Deferral {

		/** By the statement that writes it. */
		NONE,

		/** By the statement, unless the transaction asks for its end. */
		INITIALLY_IMMEDIATE,

		/** At the end of the transaction. */
		INITIALLY_DEFERRED

	}

}
