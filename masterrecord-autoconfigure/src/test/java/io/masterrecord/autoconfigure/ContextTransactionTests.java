package io.masterrecord.autoconfigure;

import java.util.List;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.masterrecord.autoconfigure.shop.Product;
import io.masterrecord.autoconfigure.shop.ProductRepository;
import io.masterrecord.context.MasterRecordContext;
import io.masterrecord.repository.EnableMasterRecordRepositories;
import io.masterrecord.write.EntityOperations;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.ResourceTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for which transaction manager is used.
 */
@ExtendWith(OutputCaptureExtension.class)
class ContextTransactionTests {

	private static final String OWN = "whose transactions are its own";

	private static int databases;

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class,
				DataSourceTransactionManagerAutoConfiguration.class, TransactionAutoConfiguration.class,
				MasterRecordAutoConfiguration.class, MasterRecordRepositoriesAutoConfiguration.class,
				MasterRecordTransactionAutoConfiguration.class))
		.withUserConfiguration(Shop.class)
		.withPropertyValues("spring.datasource.generate-unique-name=true",
				"masterrecord.migrations.package-name=io.masterrecord.autoconfigure.shop.migrations");

	static Stream<List<Class<?>>> applications() {
		return Stream.of(List.of(), List.of(OtherIsPrimary.class), List.of(OtherIsPrimary.class, OursToo.class),
				List.of(OtherIsPrimary.class, OfEntities.class), List.of(OtherIsPrimary.class, OfProxy.class),
				List.of(AnotherName.class), List.of(AnotherName.class, NamedPackages.class), List.of(TwoManagers.class),
				List.of(NoManager.class));
	}

	@ParameterizedTest
	@MethodSource("applications")
	void areThoseOfTheDataSourceOfTheContext(List<Class<?>> application) {
		this.runner.withUserConfiguration(application.toArray(Class<?>[]::new)).run((context) -> {
			MasterRecordContext records = context.getBean(MasterRecordContext.class);
			EntityOperations operations = records.operations();
			ProductRepository products = context.getBean(ProductRepository.class);
			long before = products.count();
			assertThatIllegalStateException().isThrownBy(() -> records.transaction(() -> {
				operations.insert(pen());
				products.save(pen());
				throw new IllegalStateException("no");
			}));
			assertThat(products.count()).as("callback").isEqualTo(before);
			assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> products.saveAll(someUnfit()));
			assertThat(products.count()).as("repository").isEqualTo(before);
			assertThatExceptionOfType(DataAccessException.class)
				.isThrownBy(() -> operations.insertAll(Product.class, someUnfit()));
			assertThat(products.count()).as("operations").isEqualTo(before);
			assertThatIllegalStateException().isThrownBy(() -> context.getBean(Service.class).insertAndFail());
			assertThat(products.count()).as("service").isEqualTo(before);
			products.save(pen());
			assertThat(products.count()).isEqualTo(before + 1);
		});
	}

	private static Product pen() {
		return new Product(null, "Pen", 1);
	}

	private static List<Product> someUnfit() {
		return List.of(pen(), pen(), new Product(null, "x".repeat(100_000), 1));
	}

	@Test
	void managerOfTheApplicationIsUsedWhichIsOfTheDataSource(CapturedOutput output) {
		this.runner.withUserConfiguration(OtherIsPrimary.class, OursToo.class).run((context) -> {
			DataSource ours = context.getBean("ours", DataSource.class);
			new TransactionTemplate(context.getBean("oursManager", PlatformTransactionManager.class))
				.executeWithoutResult((status) -> {
					context.getBean(ProductRepository.class).save(pen());
					status.setRollbackOnly();
					assertThat(TransactionSynchronizationManager.hasResource(ours)).isTrue();
				});
			assertThat(context.getBean(ProductRepository.class).count()).isOne();
			assertThat(output).doesNotContain(OWN);
		});
	}

	@Test
	void saysThatItsTransactionsAreItsOwn(CapturedOutput output) {
		this.runner.withUserConfiguration(OtherIsPrimary.class).run((context) -> {
			assertThat(output).doesNotContain(OWN);
			context.getBean(MasterRecordContext.class).transaction(() -> null);
			assertThat(output).containsOnlyOnce(OWN)
				.containsOnlyOnce("'@Transactional(\"masterRecordTransactionManager\")'");
		});
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void isInNobodysWay(boolean named) {
		ApplicationContextRunner application = named ? this.runner.withUserConfiguration(AnotherName.class)
				: this.runner;
		application.run((context) -> {
			PlatformTransactionManager manager = context.getBean(PlatformTransactionManager.class);
			assertThat(manager).isInstanceOf(JdbcTransactionManager.class);
			assertThat(context.getBean(TransactionTemplate.class).getTransactionManager()).isSameAs(manager);
		});
	}

	@Configuration(proxyBeanMethods = false)
	@AutoConfigurationPackage(basePackageClasses = Product.class)
	static class Shop {

		@Bean
		Service service(EntityOperations operations) {
			return new Service(operations);
		}

	}

	static class Service {

		private final EntityOperations operations;

		Service(EntityOperations operations) {
			this.operations = operations;
		}

		@Transactional("masterRecordTransactionManager")
		public void insertAndFail() {
			this.operations.insert(pen());
			throw new IllegalStateException("no");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OtherIsPrimary {

		@Bean
		@Primary
		DataSource other() {
			return database();
		}

		@Bean(defaultCandidate = false)
		@MasterRecordDataSource
		DataSource ours() {
			return database();
		}

		@Bean
		@Primary
		JdbcTransactionManager transactionManager(DataSource other) {
			return new JdbcTransactionManager(other);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OursToo {

		@Bean(defaultCandidate = false)
		JdbcTransactionManager oursManager(@MasterRecordDataSource DataSource ours) {
			return new JdbcTransactionManager(ours);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OfEntities {

		@Bean
		EntityManagers entityManagers(@MasterRecordDataSource DataSource ours) {
			return new EntityManagers(ours);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OfProxy {

		@Bean
		JdbcTransactionManager proxied(@MasterRecordDataSource DataSource ours) {
			return new JdbcTransactionManager(new TransactionAwareDataSourceProxy(ours));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AnotherName {

		@Bean
		JdbcTransactionManager txManager(DataSource dataSource) {
			return new JdbcTransactionManager(dataSource);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableMasterRecordRepositories(basePackageClasses = Product.class)
	static class NamedPackages {

	}

	@Configuration(proxyBeanMethods = false)
	static class NoManager {

		@Bean
		@MasterRecordDataSource
		DataSource orders() {
			return database();
		}

		@Bean
		DataSource billing() {
			return database();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoManagers {

		@Bean
		@Primary
		DataSource orders() {
			return database();
		}

		@Bean
		DataSource billing() {
			return database();
		}

		@Bean
		JdbcTransactionManager billingManager(@Qualifier("billing") DataSource billing) {
			return new JdbcTransactionManager(billing);
		}

		@Bean
		JdbcTransactionManager ordersManager(DataSource orders) {
			return new JdbcTransactionManager(orders);
		}

	}

	private static DataSource database() {
		return new DriverManagerDataSource("jdbc:h2:mem:transactions-" + databases++ + ";DB_CLOSE_DELAY=-1");
	}

	/**
	 * What managers of JPA are like: their resource makes entity managers, and the
	 * connections that these use are bound to the data source.
	 */
	static class EntityManagers implements ResourceTransactionManager {

		private final DataSource dataSource;

		private final JdbcTransactionManager manager;

		EntityManagers(DataSource dataSource) {
			this.dataSource = dataSource;
			this.manager = new JdbcTransactionManager(dataSource);
		}

		public DataSource getDataSource() {
			return this.dataSource;
		}

		@Override
		public Object getResourceFactory() {
			return "factory";
		}

		@Override
		public TransactionStatus getTransaction(@Nullable TransactionDefinition definition) {
			return this.manager.getTransaction(definition);
		}

		@Override
		public void commit(TransactionStatus status) {
			this.manager.commit(status);
		}

		@Override
		public void rollback(TransactionStatus status) {
			this.manager.rollback(status);
		}

	}

}
