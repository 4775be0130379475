package io.masterrecord.autoconfigure;

import io.masterrecord.actuate.MasterRecordEndpoint;
import io.masterrecord.autoconfigure.shop.Product;
import io.masterrecord.autoconfigure.shop.ProductRepository;
import io.masterrecord.context.MasterRecordContext;
import io.masterrecord.migration.MigrationStatus;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Starts a whole application on every engine.
 */
@ExtendWith(OutputCaptureExtension.class)
class ApplicationStartTests {

	@EngineTest
	void startsMigratesAndServes(TestDatabase database, CapturedOutput output) {
		try (ConfigurableApplicationContext application = start(database)) {
			assertThat(output).containsPattern(
					"MasterRecord: \\w+ [\\d.]+, 2 migrations, 2 applied in \\d+ ms, 1 seed written, model in sync");
			ProductRepository products = application.getBean(ProductRepository.class);
			Product pencil = products.save(new Product(null, "Pencil 100%", 3));
			assertThat(products.findById(pencil.id())).contains(pencil);
			assertThat(products.search("100%", PageRequest.of(0, 10, Sort.by("id"))).getContent())
				.containsExactly(pencil);
			assertThat(application.getBean("masterrecordHealthContributor", HealthIndicator.class).health().getStatus())
				.isEqualTo(Status.UP);
			assertThat(application.getBeansOfType(MasterRecordEndpoint.class)).hasSize(1);
			MasterRecordContext context = application.getBean(MasterRecordContext.class);
			context.transaction(() -> products.deleteById(pencil.id()));
			assertThat(products.count()).isOne();
		}
		try (ConfigurableApplicationContext again = start(database)) {
			assertThat(output)
				.containsPattern("MasterRecord: \\w+ [\\d.]+, 2 migrations, up to date in \\d+ ms, model in sync");
			assertThat(again.getBean(MasterRecordContext.class).migrations().status().state())
				.isEqualTo(MigrationStatus.State.UP_TO_DATE);
		}
	}

	private static ConfigurableApplicationContext start(TestDatabase database) {
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.run("--spring.datasource.url=" + database.url(), "--spring.datasource.username=" + database.user(),
					"--spring.datasource.password=" + database.password(),
					"--spring.datasource.hikari.maximum-pool-size=3", "--spring.main.banner-mode=off",
					"--management.endpoints.web.exposure.include=masterrecord",
					"--masterrecord.migrations.package-name=io.masterrecord.autoconfigure.shop.migrations");
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	@AutoConfigurationPackage(basePackageClasses = Product.class)
	static class Application {

	}

}
