package io.masterrecord.autoconfigure;

import io.masterrecord.autoconfigure.shop.Product;
import io.masterrecord.context.MasterRecordContext;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.jdbc.test.autoconfigure.JdbcTest;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that slices of Spring Boot which test the database have it migrated.
 */
@JdbcTest(properties = "masterrecord.migrations.package-name=io.masterrecord.autoconfigure.shop.migrations")
class JdbcSliceTests {

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private MasterRecordContext context;

	@Test
	void databaseIsMigrated() {
		assertThat(this.jdbc.sql("select count(*) from \"product\"").query(Long.class).single()).isOne();
	}

	@Test
	void contextJoinsTheTransactionOfTheTest() {
		this.context.operations().insert(new Product(null, "Pencil", 1));
		assertThat(this.jdbc.sql("select count(*) from \"product\"").query(Long.class).single()).isEqualTo(2);
	}

	@SpringBootConfiguration
	@AutoConfigurationPackage(basePackageClasses = Product.class)
	static class Application {

	}

}
