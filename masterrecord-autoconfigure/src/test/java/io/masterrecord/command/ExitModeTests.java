package io.masterrecord.command;

import java.nio.file.Path;
import java.time.Duration;

import io.masterrecord.autoconfigure.shop.Product;
import io.masterrecord.testing.SecondJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the start of an application that only migrates.
 */
class ExitModeTests {

	private static final Duration LONG = Duration.ofSeconds(120);

	@Test
	void migratesAndEndsWithoutStartingTheApplication(@TempDir Path folder) {
		String url = "jdbc:h2:file:" + folder.resolve("exit");
		try (SecondJvm jvm = SecondJvm.of(Application.class)
			.args("--spring.datasource.url=" + url, "--spring.datasource.username=sa",
					"--masterrecord.migrations.mode=exit",
					"--masterrecord.migrations.package-name=io.masterrecord.autoconfigure.shop.migrations")
			.start()) {
			assertThat(jvm.exitCode(LONG)).as(jvm.output()).isZero();
			assertThat(jvm.output()).doesNotContain(Application.RUNS).contains("AddProduct");
		}
		assertThat(JdbcClient.create(new DriverManagerDataSource(url, "sa", ""))
			.sql("select count(*) from \"product\"")
			.query(Long.class)
			.single()).isOne();
	}

	@Test
	void endsWithTheCodeOfTheFailure() {
		try (SecondJvm jvm = SecondJvm.of(Application.class)
			.args("--spring.datasource.url=jdbc:postgresql://localhost:1/nowhere",
					"--masterrecord.migrations.mode=exit", "--spring.datasource.hikari.connection-timeout=250")
			.start()) {
			assertThat(jvm.exitCode(LONG)).as(jvm.output()).isEqualTo(ExitCode.UNREACHABLE.code());
			assertThat(jvm.output()).doesNotContain(Application.RUNS);
		}
	}

	@Test
	void endsWithTheCodeOfAMigrationThatFails(@TempDir Path folder) {
		String url = "jdbc:h2:file:" + folder.resolve("exit");
		JdbcClient.create(new DriverManagerDataSource(url, "sa", ""))
			.sql("create table other (x int, constraint \"pk_product\" primary key (x))")
			.update();
		try (SecondJvm jvm = SecondJvm.of(Application.class)
			.args("--spring.datasource.url=" + url, "--spring.datasource.username=sa",
					"--masterrecord.migrations.mode=exit",
					"--masterrecord.migrations.package-name=io.masterrecord.autoconfigure.shop.migrations")
			.start()) {
			assertThat(jvm.exitCode(LONG)).as(jvm.output()).isEqualTo(ExitCode.MIGRATION_FAILED.code());
			assertThat(jvm.output()).doesNotContain(Application.RUNS).contains("AddProduct");
		}
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	@EntityScan(basePackageClasses = Product.class)
	static class Application {

		static final String RUNS = "the application runs";

		@Bean
		CommandLineRunner runner() {
			return (arguments) -> {
				throw new IllegalStateException(RUNS);
			};
		}

		public static void main(String[] arguments) {
			SpringApplication.run(Application.class, arguments);
		}

	}

}
