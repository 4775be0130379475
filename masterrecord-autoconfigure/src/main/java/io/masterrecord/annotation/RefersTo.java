package io.masterrecord.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says that a property holds the row which a foreign key of this entity refers to. It is
 * no column, and {@code null} until a query includes it:
 *
 * <pre class="code">
 * record Book(&#64;Id &#64;GeneratedId &#64;Nullable Long id, String title,
 *         &#64;BelongsTo(Author.class) long authorId,
 *         &#64;RefersTo &#64;Nullable Author author) {}
 *
 * books.query().include(Book::author).list();
 * </pre>
 *
 * The property is of the type of the other entity, or an {@code Optional} of it.
 *
 * @since 0.1.0
 */
@Documented
@Target({ ElementType.FIELD, ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
public @interface RefersTo {

	/**
	 * The property with {@code @BelongsTo} that holds the id, or the first of those with
	 * {@code @CompositeBelongsTo}; if it is not stated, the only one that refers to the
	 * other entity, or else the one that is called like this property with {@code Id} at
	 * the end, or {@code Key} where the id has several properties.
	 */
	String value() default "";

}
