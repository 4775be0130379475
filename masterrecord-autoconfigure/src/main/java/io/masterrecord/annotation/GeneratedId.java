package io.masterrecord.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says that the value of an {@code @Id} is generated on insert. Without it, the
 * application assigns the id.
 *
 * @since 0.1.0
 */
@Documented
@Target({ ElementType.FIELD, ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
public @interface GeneratedId {

	/**
	 * How the id is generated.
	 */
	Strategy strategy() default Strategy.BY_TYPE;

	/**
	 * The name of the sequence of {@link Strategy#SEQUENCE}. Empty for {@code seq_TABLE}.
	 */
	String sequence() default "";

	/**
	 * The first number of the sequence. Several entities that share a sequence state the
	 * same.
	 */
	long start() default 1;

	/**
	 * The step from one number of the sequence to the next, not 0.
	 */
	long increment() default 1;

	/**
	 * How an id is generated.
	 */
	enum Strategy {

		/** {@link #UUID_V7} for a {@code UUID}, {@link #IDENTITY} for a whole number. */
		BY_TYPE,

		/** The database numbers the rows. For {@code int} and {@code long}. */
		IDENTITY,

		/** The application generates time-ordered identifiers. For {@code UUID}. */
		UUID_V7,

		/** The application generates random identifiers. For {@code UUID}. */
		UUID_V4,

		/**
		 * A sequence of the database numbers the rows. For {@code int} and {@code long};
		 * MySQL and SQLite have no sequences.
		 */
		SEQUENCE

	}

}
