package io.masterrecord.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says that a property holds the rows of another entity that refer to this one. It is no
 * column, and {@code null} until a query includes it; an empty list means that there are
 * none.
 *
 * <pre class="code">
 * record Author(&#64;Id &#64;GeneratedId &#64;Nullable Long id, String name,
 *         &#64;HasMany &#64;Nullable List&lt;Book&gt; books) {}
 *
 * authors.query().include(Author::books, (books) -&gt; books.sortBy(desc(Book::year)).first(3)).list();
 * </pre>
 *
 * The property is a {@code List}, a {@code Set} or a {@code Collection}.
 *
 * @since 0.1.0
 */
@Documented
@Target({ ElementType.FIELD, ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
public @interface HasMany {

	/**
	 * The property of the other entity with {@code @BelongsTo} that holds the id of this
	 * one, or the first of those with {@code @CompositeBelongsTo}; if it is not stated,
	 * the only one that does.
	 */
	String foreignKey() default "";

}
