package io.masterrecord.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method of an entity, without parameters, that is called before the row of the
 * entity is deleted.
 * <p>
 * A method that throws keeps the row, and all that are deleted with it, from being
 * deleted.
 *
 * @since 0.1.0
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface BeforeDelete {

}
