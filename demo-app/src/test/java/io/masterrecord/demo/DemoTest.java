package io.masterrecord.demo;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.transaction.annotation.Transactional;

/**
 * A test of the whole application on an embedded database. All such tests share one
 * context, and whatever they write is rolled back.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(properties = "DEMO_DATABASE_URL=jdbc:h2:mem:demo-tests;DB_CLOSE_DELAY=-1")
@AutoConfigureMockMvc
@Transactional
@interface DemoTest {

}
