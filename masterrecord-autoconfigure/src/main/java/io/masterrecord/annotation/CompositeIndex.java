package io.masterrecord.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Gives the table of an entity an index over two or more properties. Their order counts:
 * put those compared for equality first, and those sorted by last.
 *
 * @since 0.1.0
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(CompositeIndexes.class)
public @interface CompositeIndex {

	/**
	 * The names of the properties, in order; {@code "createdAt desc"} for one that is
	 * held from the greatest value to the least, {@code "dueAt nulls last"} for one whose
	 * NULLs do not stand where the database has them otherwise. A part in parentheses is
	 * an SQL expression over the columns of the table, which may stand alone:
	 * {@code "(lower(email))"}.
	 */
	String[] value();

	/**
	 * The name of the index, at most 63 bytes. Empty for {@code idx_
	 *
	<table>
	 * _<column>_<column>}.
	 */
	String name() default "";

	/**
	 * Whether no two rows may have the same values.
	 */
	boolean unique() default false;

	/**
	 * Whether that no two rows may have the same values is a constraint, which the
	 * database keeps with an index of its own. Only for {@code unique} ones, whose
	 * derived name is then {@code uq_TABLE_COLUMN_COLUMN}.
	 */
	boolean constraint() default false;

	/**
	 * The names of further properties, which the index is to hold without being sorted by
	 * them, so that a query need not look into the table for them. Only PostgreSQL can;
	 * elsewhere the migration is refused.
	 */
	String[] include() default {};

	/**
	 * An SQL condition over the columns of the table: only rows that meet it are in the
	 * index. PostgreSQL and SQLite can leave rows out; elsewhere the migration is
	 * refused, and a computed property that is NULL in the other rows can be unique.
	 * Empty for all rows.
	 */
	String where() default "";

}
