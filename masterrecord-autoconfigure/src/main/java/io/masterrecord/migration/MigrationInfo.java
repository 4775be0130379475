package io.masterrecord.migration;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The place of a {@link Migration} among the others.
 *
 * @since 0.1.0
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface MigrationInfo {

	/**
	 * The identity, of letters, digits, dots, hyphens and underscores. Generated
	 * migrations carry the time in UTC, as {@code yyyyMMddHHmmss}; a plain number does as
	 * well.
	 */
	String id();

	/**
	 * The id of the migration before this one; several where it joins branches. Left out,
	 * it is the preceding id: numbers by their value, so that 2 comes before 10, and
	 * before any other text. The first migration has none.
	 */
	String[] parent() default {};

	/**
	 * The ids of the migrations that this one stands for: it does at once what they do
	 * one after the other. A database that has none of them runs this one; where all of
	 * them are applied it is only put on record; where some are, the rest of them is
	 * applied, as long as their classes are there.
	 */
	String[] replaces() default {};

	/**
	 * The version of the defaults for names and types that the migration was written
	 * with, so that a later release of the library reads it in the same way.
	 */
	int defaults() default 1;

}
