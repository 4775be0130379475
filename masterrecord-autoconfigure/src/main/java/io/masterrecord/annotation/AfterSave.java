package io.masterrecord.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method of an entity, without parameters, that is called after the entity has
 * been inserted or updated, on the instance to use from then on and within the
 * transaction.
 * <p>
 * A method that throws rolls the write back.
 *
 * @since 0.1.0
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface AfterSave {

}
