package io.masterrecord.autoconfigure;

import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import io.masterrecord.actuate.ContextState;
import io.masterrecord.actuate.MasterRecordEndpoint;
import io.masterrecord.actuate.MigrationMeters;
import io.masterrecord.actuate.MigrationTimings;
import io.masterrecord.actuate.StatementMeters;
import io.masterrecord.actuate.TransactionMeters;
import io.masterrecord.autoconfigure.shop.Product;
import io.masterrecord.context.MasterRecordContext;
import io.masterrecord.jdbc.SqlStatement;
import io.masterrecord.jdbc.StatementGate;
import io.masterrecord.jdbc.StatementKind;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the auto-configurations of endpoint, health and meters.
 */
class MasterRecordActuatorAutoConfigurationTests {

	private static final String EXPOSED = "management.endpoints.web.exposure.include=masterrecord";

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class, EndpointAutoConfiguration.class,
				WebEndpointAutoConfiguration.class, MetricsAutoConfiguration.class, MasterRecordAutoConfiguration.class,
				MasterRecordStateAutoConfiguration.class, MasterRecordEndpointAutoConfiguration.class,
				MasterRecordHealthContributorAutoConfiguration.class, MasterRecordMetricsAutoConfiguration.class))
		.withUserConfiguration(Shop.class)
		.withPropertyValues("spring.datasource.generate-unique-name=true",
				"masterrecord.migrations.package-name=io.masterrecord.autoconfigure.shop.migrations");

	@Test
	void endpointIsThereWhenExposed() {
		this.runner.withPropertyValues(EXPOSED)
			.run((context) -> assertThat(context).hasSingleBean(MasterRecordEndpoint.class));
	}

	@Test
	void endpointIsNotThereUnlessExposed() {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(MasterRecordEndpoint.class));
	}

	@Test
	void endpointIsNotThereWithoutAccess() {
		this.runner.withPropertyValues(EXPOSED, "management.endpoint.masterrecord.access=NONE")
			.run((context) -> assertThat(context).doesNotHaveBean(MasterRecordEndpoint.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "org.springframework.boot.actuate", "org.springframework.boot.health",
			"io.micrometer.core", "org.springframework.boot.actuate org.springframework.boot.health io.micrometer" })
	void nothingOfItIsNeeded(String absent) {
		new WebApplicationContextRunner().withUserConfiguration(WithOursAlone.class)
			.withPropertyValues(EXPOSED, "spring.datasource.generate-unique-name=true",
					"masterrecord.migrations.package-name=io.masterrecord.autoconfigure.shop.migrations")
			.withClassLoader(new FilteredClassLoader(absent.split(" ")))
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(MasterRecordContext.class));
	}

	@Test
	void everythingIsThereInAnApplication() {
		new WebApplicationContextRunner().withUserConfiguration(Application.class, Registry.class)
			.withPropertyValues(EXPOSED, "spring.datasource.generate-unique-name=true",
					"masterrecord.migrations.package-name=io.masterrecord.autoconfigure.shop.migrations")
			.run((context) -> assertThat(context).hasSingleBean(MasterRecordEndpoint.class)
				.hasBean("masterrecordHealthContributor")
				.hasSingleBean(MigrationMeters.class)
				.hasSingleBean(TransactionMeters.class));
	}

	@Test
	void servesOverHttpAndOnlyReads() {
		new WebApplicationContextRunner().withUserConfiguration(Application.class)
			.withPropertyValues("management.endpoints.web.exposure.include=*",
					"management.endpoint.health.show-details=always", "spring.datasource.generate-unique-name=true",
					"masterrecord.migrations.package-name=io.masterrecord.autoconfigure.shop.migrations")
			.run((context) -> {
				MockMvcTester mvc = MockMvcTester.from(context);
				assertThat(mvc.get().uri("/actuator/masterrecord")).hasStatusOk()
					.bodyJson()
					.hasPathSatisfying("$.contexts.default.state",
							(state) -> state.assertThat().isEqualTo("UP_TO_DATE"))
					.hasPathSatisfying("$.contexts.default.migrations[1].name",
							(name) -> name.assertThat().isEqualTo("AddCustomer"))
					.doesNotHavePath("$.contexts.default.lockHolder");
				assertThat(mvc.get().uri("/actuator/masterrecord/default")).hasStatusOk()
					.bodyJson()
					.hasPathSatisfying("$.pending", (pending) -> pending.assertThat().isEqualTo(0));
				assertThat(mvc.get().uri("/actuator/masterrecord/default/20261101080000")).hasStatusOk()
					.bodyJson()
					.hasPathSatisfying("$.steps[0].description",
							(step) -> step.assertThat().asString().startsWith("create table product"));
				assertThat(mvc.get().uri("/actuator/masterrecord/default/drift")).hasStatusOk()
					.bodyJson()
					.extractingPath("$.state")
					.isEqualTo("NONE");
				assertThat(mvc.get().uri("/actuator/masterrecord/other")).hasStatus(HttpStatus.NOT_FOUND);
				assertThat(mvc.get().uri("/actuator/masterrecord/default/1")).hasStatus(HttpStatus.NOT_FOUND);
				assertThat(mvc.post().uri("/actuator/masterrecord")).hasStatus(HttpStatus.METHOD_NOT_ALLOWED);
				assertThat(mvc.delete().uri("/actuator/masterrecord/default")).hasStatus(HttpStatus.METHOD_NOT_ALLOWED);
				assertThat(mvc.get().uri("/actuator/health/masterrecord")).hasStatusOk()
					.bodyJson()
					.hasPathSatisfying("$.status", (status) -> status.assertThat().isEqualTo("UP"));
			});
	}

	@Test
	void healthIsUpWhenEverythingIsApplied() {
		this.runner.run((context) -> {
			Health health = health(context.getBean("masterrecordHealthContributor"));
			assertThat(health.getStatus()).isEqualTo(Status.UP);
			assertThat(health.getDetails()).containsEntry("state", "UP_TO_DATE")
				.containsEntry("migrations", 2)
				.containsEntry("pending", 0)
				.hasEntrySatisfying("database", (database) -> assertThat(database).asString().startsWith("h2 "));
		});
	}

	@Test
	void healthIsNotThereWhenSwitchedOff() {
		this.runner.withPropertyValues("management.health.masterrecord.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean("masterrecordHealthContributor"));
	}

	@Test
	void healthBacksOffForThatOfTheApplication() {
		this.runner.withUserConfiguration(OwnHealth.class)
			.run((context) -> assertThat(context).doesNotHaveBean("masterrecordHealthContributor"));
	}

	@Test
	void healthIsUnknownWhenMigrationsAreOff() {
		this.runner
			.withPropertyValues("masterrecord.migrations.mode=off",
					"spring.datasource.url=jdbc:postgresql://localhost:1/nowhere")
			.run((context) -> assertThat(health(context.getBean("masterrecordHealthContributor")).getStatus())
				.isEqualTo(Status.UNKNOWN));
	}

	@Test
	void healthIsOutOfServiceWhileMigrationsArePending() {
		this.runner.run((context) -> {
			context.getBean(MasterRecordContext.class).migrations().rollback(1);
			Health health = health(context.getBean("masterrecordHealthContributor"));
			assertThat(health.getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
			assertThat(health.getDetails()).containsEntry("state", "PENDING").containsEntry("pending", 1);
		});
	}

	@Test
	void healthIsUpWithDetailWhenTheDatabaseIsAhead() {
		this.runner.run((context) -> {
			jdbc(context.getBean(DataSource.class))
				.update("update \"masterrecord_history\" set \"id\" = '99990101000000' "
						+ "where \"id\" = '20261102080000'");
			jdbc(context.getBean(DataSource.class)).update("delete from \"masterrecord_history\" where \"id\" = '0'");
			Health health = health(context.getBean("masterrecordHealthContributor"));
			assertThat(health.getDetails()).containsKey("ahead");
		});
	}

	@Test
	void healthIsDownWhenAnAppliedMigrationWasEdited() {
		this.runner.run((context) -> {
			jdbc(context.getBean(DataSource.class)).update("update \"masterrecord_history\" set \"checksum\" = ?",
					"0".repeat(64));
			Health health = health(context.getBean("masterrecordHealthContributor"));
			assertThat(health.getStatus()).isEqualTo(Status.DOWN);
			assertThat(health.getDetails()).containsEntry("state", "TAMPERED");
		});
	}

	@Test
	void healthIsDownButSaysNothingOfTheDriverWhenTheDatabaseIsGone() {
		this.runner
			.withPropertyValues("spring.datasource.generate-unique-name=false",
					"spring.datasource.url=jdbc:h2:mem:gone;DB_CLOSE_DELAY=-1",
					"spring.datasource.type=" + SimpleDriverDataSource.class.getName())
			.run((context) -> {
				jdbc(context.getBean(DataSource.class)).execute("create user if not exists other password 'x'");
				jdbc(context.getBean(DataSource.class)).execute("alter user SA set password 'changed'");
				Health health = health(context.getBean("masterrecordHealthContributor"));
				assertThat(health.getStatus()).isEqualTo(Status.DOWN);
				assertThat(health.getDetails()).containsEntry("state", "UNREACHABLE")
					.containsEntry("sqlState", "28000");
				assertThat(health.getDetails()).hasSize(2);
			});
	}

	@Test
	void probesDoNotAskTheDatabaseEachTime() {
		this.runner.run((context) -> {
			Object contributor = context.getBean("masterrecordHealthContributor");
			assertThat(health(contributor).getStatus()).isEqualTo(Status.UP);
			context.getBean(MasterRecordContext.class).migrations().rollback(1);
			assertThat(health(contributor).getStatus()).as("remembered for seconds").isEqualTo(Status.UP);
		});
	}

	@Test
	void measuresMigrationsThatRanBeforeThereWasARegistry() {
		this.runner.withUserConfiguration(Registry.class).run((context) -> {
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			assertThat(registry.get("masterrecord.migration.duration")
				.tag("context", "default")
				.tag("direction", "up")
				.timer()
				.count()).isEqualTo(2);
			assertThat(registry.get("masterrecord.migration.lock.wait").timer().count()).isOne();
			assertThat(registry.get("masterrecord.migrations").tag("state", "applied").gauge().value()).isEqualTo(2);
			assertThat(registry.get("masterrecord.migrations").tag("state", "out-of-order").gauge().value()).isZero();
			assertThat(registry.get("masterrecord.schema.drift").gauge().value()).isZero();
			assertThat(registry.get("masterrecord.migrations.last.success.time").timeGauge().value(TimeUnit.SECONDS))
				.isBetween(System.currentTimeMillis() / 1000d - 600, System.currentTimeMillis() / 1000d + 1);
		});
	}

	@Test
	void measuresMigrationsThatRunLater() {
		this.runner.withUserConfiguration(Registry.class).run((context) -> {
			context.getBean(MasterRecordContext.class).migrations().rollback(1);
			assertThat(context.getBean(MeterRegistry.class)
				.get("masterrecord.migration.duration")
				.tag("direction", "down")
				.timer()
				.count()).isOne();
		});
	}

	@Test
	void measuresStatementsIfAskedTo() {
		WebApplicationContextRunner measured = this.runner.withUserConfiguration(Registry.class);
		measured.run((context) -> assertThat(context).doesNotHaveBean(StatementMeters.class));
		measured.withPropertyValues("masterrecord.observation.statements=true").run((context) -> {
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			StatementGate gate = context.getBean(StatementGate.class);
			gate.query(SqlStatement.of(StatementKind.SELECT, "select 1"), (rows) -> rows.next());
			assertThat(registry.get("masterrecord.statement")
				.tags("context", "default", "kind", "select", "outcome", "success")
				.timer()
				.count()).isOne();
		});
	}

	@Test
	void hasNoMetersWithoutRegistry() {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(MigrationMeters.class)
			.doesNotHaveBean(MigrationTimings.class)
			.hasSingleBean(ContextState.class));
	}

	private static Health health(Object contributor) {
		assertThat(contributor).isInstanceOf(HealthIndicator.class);
		Health health = ((HealthIndicator) contributor).health();
		assertThat(health).isNotNull();
		return health;
	}

	private static JdbcTemplate jdbc(DataSource dataSource) {
		return new JdbcTemplate(dataSource);
	}

	@Configuration(proxyBeanMethods = false)
	@AutoConfigurationPackage(basePackageClasses = Product.class)
	static class Shop {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, MasterRecordAutoConfiguration.class,
			MasterRecordStateAutoConfiguration.class, MasterRecordEndpointAutoConfiguration.class,
			MasterRecordHealthContributorAutoConfiguration.class, MasterRecordMetricsAutoConfiguration.class,
			MasterRecordRepositoriesAutoConfiguration.class, MasterRecordWebAutoConfiguration.class })
	@AutoConfigurationPackage(basePackageClasses = Product.class)
	static class WithOursAlone {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@AutoConfigurationPackage(basePackageClasses = Product.class)
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnHealth {

		@Bean
		HealthContributor masterrecordHealthIndicator() {
			return (HealthIndicator) () -> Health.up().build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Registry {

		@Bean
		SimpleMeterRegistry registry() {
			return new SimpleMeterRegistry();
		}

	}

}
