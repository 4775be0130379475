package io.masterrecord.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * States how the values of a property become those of its column. It goes before what is
 * registered for the type of the property.
 *
 * @since 0.1.0
 */
@Documented
@Target({ ElementType.FIELD, ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
public @interface Convert {

	/**
	 * The converter. It has a constructor without arguments.
	 * @return the class
	 */
	Class<? extends ValueConverter<?, ?>> value();

}
