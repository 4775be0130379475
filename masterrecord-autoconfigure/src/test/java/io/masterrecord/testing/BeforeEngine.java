package io.masterrecord.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A static method of an {@link EngineSpec} that is run once per engine, before its tests,
 * with the {@link TestDatabase} as its only parameter: the place to create tables and
 * rows that the tests only read. (What JUnit runs before all tests is run before all
 * engines.)
 *
 * @since 0.1.0
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface BeforeEngine {

}
