package io.masterrecord.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test class that is run once per engine, all its tests sharing one database that is
 * empty at first. The constructor and all methods run by JUnit, those before and after
 * all tests included, take it as a parameter of type {@link TestDatabase}; it is dropped
 * after the last test of the class.
 *
 * @since 0.1.0
 */
@Documented
@Target({ ElementType.TYPE, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@ClassTemplate
@ExtendWith(EngineInvocations.class)
public @interface EngineSpec {

	/**
	 * The engines to run on; all if none is named.
	 * @return the engines
	 */
	Engine[] only() default {};

	/**
	 * The engines to leave out.
	 * @return the engines
	 */
	Engine[] except() default {};

}
