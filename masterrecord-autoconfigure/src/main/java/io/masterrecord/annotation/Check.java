package io.masterrecord.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Gives the table of an entity a check constraint: a rule that every row has to keep.
 *
 * @since 0.1.0
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(Checks.class)
public @interface Check {

	/**
	 * The rule, as an SQL condition over the columns of the table, which are named
	 * without quotes.
	 */
	String value();

	/**
	 * The name of the constraint, exactly as it stands in the database; at most 63 bytes.
	 */
	String name();

}
