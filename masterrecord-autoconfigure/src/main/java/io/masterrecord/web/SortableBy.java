package io.masterrecord.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares the names by which a request may sort, at the parameter of a controller that
 * takes them: a {@code Sort}, {@code Pageable} or {@code CursorRequest}. Any other name
 * is answered with status 400.
 *
 * <pre class="code">
 * &#64;GetMapping
 * Page&lt;Plan&gt; list(&#64;SortableBy({ "title", "createdAt" }) Pageable pageable)
 * </pre>
 *
 * @since 0.1.0
 * @see io.masterrecord.annotation.Sortable
 */
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface SortableBy {

	/**
	 * The names of the properties; none for no sorting by request.
	 */
	String[] value();

}
