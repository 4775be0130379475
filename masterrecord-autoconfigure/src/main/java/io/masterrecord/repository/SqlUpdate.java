package io.masterrecord.repository;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.data.annotation.QueryAnnotation;

/**
 * States the text of an {@code INSERT}, {@code UPDATE} or {@code DELETE} which a method
 * of a repository runs. Values are as those of {@link SqlQuery}. The method returns
 * nothing, or how many rows were changed. Versions, auditing, validation and filters of
 * entities are up to the text.
 *
 * <pre class="code">
 * &#64;SqlUpdate("UPDATE plan SET status = :status WHERE due &lt; :day")
 * int close(PlanStatus status, LocalDate day);
 * </pre>
 *
 * @since 0.1.0
 */
@Documented
@QueryAnnotation
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
public @interface SqlUpdate {

	/**
	 * The text of one statement that changes rows, without a terminator.
	 */
	String value();

}
