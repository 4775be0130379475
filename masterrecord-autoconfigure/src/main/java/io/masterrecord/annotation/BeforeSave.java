package io.masterrecord.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method of an entity, without parameters, that is called before the entity is
 * inserted or updated. It may change the entity: a class in place, a record by returning
 * another one, for a method of an entity returns nothing or the entity to write.
 * <p>
 * A method that throws keeps the entity, and all that are written with it, from being
 * written. Ids, versions and auditing properties are filled in afterwards, and rules are
 * checked afterwards.
 *
 * @since 0.1.0
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface BeforeSave {

}
