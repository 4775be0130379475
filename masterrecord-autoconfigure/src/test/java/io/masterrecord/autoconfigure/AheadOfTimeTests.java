package io.masterrecord.autoconfigure;

import java.util.function.Consumer;

import io.masterrecord.autoconfigure.shop.Product;
import io.masterrecord.autoconfigure.shop.ProductRepository;
import io.masterrecord.context.MasterRecordContext;
import org.junit.jupiter.api.Test;

import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.test.tools.CompileWithForkedClassLoader;
import org.springframework.core.test.tools.TestCompiler;
import org.springframework.javapoet.ClassName;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests an application that is processed ahead of time: what is decided then, and what is
 * not.
 */
class AheadOfTimeTests {

	private static final String[] PROPERTIES = { "spring.datasource.url=jdbc:h2:mem:aot;DB_CLOSE_DELAY=-1",
			"masterrecord.migrations.package-name=io.masterrecord.autoconfigure.shop.migrations" };

	@Test
	@CompileWithForkedClassLoader
	void modeIsThatOfTheStartNotOfTheBuild() {
		AnnotationConfigApplicationContext built = new AnnotationConfigApplicationContext();
		TestPropertyValues.of(PROPERTIES).applyTo(built);
		built.register(Application.class);
		TestGenerationContext generation = new TestGenerationContext();
		ClassName name = new ApplicationContextAotGenerator().processAheadOfTime(built, generation);
		generation.writeGeneratedContent();
		TestCompiler.forSystem().with(generation).compile((compiled) -> {
			ApplicationContextInitializer<GenericApplicationContext> initializer = initializer(
					compiled.getInstance(ApplicationContextInitializer.class, name.toString()));
			start(initializer, "masterrecord.migrations.mode=off",
					(context) -> assertThat(context.getBean(MasterRecordContext.class).migrations().status().pending())
						.isEqualTo(2));
			start(initializer, "masterrecord.migrations.mode=migrate", (context) -> {
				assertThat(context.getBean(ProductRepository.class).count()).isOne();
				assertThat(context.getBean(MasterRecordContext.class).migrations().status().pending()).isZero();
			});
		});
	}

	private static void start(ApplicationContextInitializer<GenericApplicationContext> initializer, String mode,
			Consumer<GenericApplicationContext> test) {
		try (GenericApplicationContext started = new GenericApplicationContext()) {
			TestPropertyValues.of(PROPERTIES).and(mode).applyTo(started);
			initializer.initialize(started);
			started.refresh();
			test.accept(started);
		}
	}

	@SuppressWarnings("unchecked")
	private static ApplicationContextInitializer<GenericApplicationContext> initializer(
			ApplicationContextInitializer<?> initializer) {
		return (ApplicationContextInitializer<GenericApplicationContext>) initializer;
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, DataSourceTransactionManagerAutoConfiguration.class,
			MasterRecordAutoConfiguration.class, MasterRecordRepositoriesAutoConfiguration.class,
			MasterRecordStateAutoConfiguration.class })
	@AutoConfigurationPackage(basePackageClasses = Product.class)
	static class Application {

	}

}
