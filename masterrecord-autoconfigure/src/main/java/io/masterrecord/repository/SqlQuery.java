package io.masterrecord.repository;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.data.annotation.QueryAnnotation;

/**
 * States the text of the statement which a method of a repository reads with, where
 * neither its name nor a query says it. Values are the parameters of the method, named as
 * in {@code :minTotal}; each is bound and never becomes part of the text. A collection or
 * an array stands in parentheses: {@code status IN (:statuses)}.
 *
 * <pre class="code">
 * &#64;SqlQuery(value = """
 *         SELECT u.name AS user_name, SUM(o.total) AS total
 *         FROM orders o JOIN app_user u ON u.id = o.user_id
 *         GROUP BY u.name HAVING SUM(o.total) &gt;= :minTotal""",
 *         sortable = { "user_name", "total" })
 * Page&lt;Spending&gt; spending(BigDecimal minTotal, Pageable pageable);
 * </pre>
 *
 * A name in backticks is quoted as the database does it: {@code `order`}.
 * <p>
 * Rows are read into the entity, a record, an interface of getters, or a single value.
 * Columns find their properties by name, without regard to case and underscores. The text
 * is sent as it is, so it has to suit the database, and filters of entities (soft delete,
 * tenants) are up to it. Text and parameters are checked when the repository is made.
 *
 * @since 0.1.0
 */
@Documented
@QueryAnnotation
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
public @interface SqlQuery {

	/**
	 * The text of one statement that returns rows, without a terminator and without a
	 * limit.
	 */
	String value();

	/**
	 * The text of a statement that counts the rows of all pages, with the same parameters
	 * or some of them; if it is not stated, the rows of {@link #value()} are counted.
	 */
	String count() default "";

	/**
	 * The columns, as the text calls them, that may be named in a {@code Sort} or
	 * {@code Pageable}, without regard to case and underscores; none if it is not stated.
	 * One in backticks is quoted, as in the text.
	 */
	String[] sortable() default {};

	/**
	 * The columns, as the text calls them, that together tell the rows apart, so that a
	 * {@code Window} can go on from a row by its {@code ScrollPosition}: rows are sorted
	 * by them at last. They and what is {@link #sortable()} are among the values that are
	 * read.
	 */
	String[] key() default {};

}
