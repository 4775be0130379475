package io.masterrecord.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the property that tells whether a row is deleted: a date and time of deletion,
 * which is {@code null} for a row that is not deleted, or a boolean. To delete such an
 * entity sets the property; the row stays, is read no more, and can be restored.
 *
 * <pre class="code">
 * record Plan(&#64;Id long id, String title, &#64;SoftDelete &#64;Nullable Instant deletedAt) {
 * }
 * </pre>
 *
 * A unique constraint still counts deleted rows. What is unique among the others only is
 * a computed property that is NULL in deleted rows:
 *
 * <pre class="code">
 * &#64;Unique &#64;Column(computed = "CASE WHEN deleted_at IS NULL THEN title END") &#64;Nullable String titleInUse
 * </pre>
 *
 * @since 0.1.0
 */
@Documented
@Target({ ElementType.FIELD, ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
public @interface SoftDelete {

	/**
	 * Name of the filter that hides deleted rows, by which a query can do without it.
	 */
	String FILTER = "softDelete";

}
