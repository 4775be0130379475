package io.masterrecord.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that is run once per engine, each time with an empty database of its own. The
 * method, and the methods run before and after it, take it as a parameter of type
 * {@link TestDatabase}; it is dropped after the last of them.
 *
 * @since 0.1.0
 */
@Documented
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(EngineInvocations.class)
public @interface EngineTest {

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
