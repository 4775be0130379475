package io.masterrecord.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method of an entity, without parameters, that is called when the entity has
 * been read: by a query, a stream, as a related row, or by SQL of a repository. It may
 * change the entity: a class in place, a record by returning another one, for a method of
 * an entity returns nothing or the entity to use.
 * <p>
 * Related rows are put into an entity afterwards. What the method changes is not written
 * until the entity is.
 *
 * @since 0.1.0
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface AfterLoad {

}
