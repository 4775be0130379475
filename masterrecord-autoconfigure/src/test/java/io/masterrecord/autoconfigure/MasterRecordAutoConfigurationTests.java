package io.masterrecord.autoconfigure;

import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

import javax.sql.DataSource;

import io.masterrecord.annotation.GeneratedId;
import io.masterrecord.autoconfigure.shop.Customer;
import io.masterrecord.autoconfigure.shop.Product;
import io.masterrecord.autoconfigure.shop.ProductRepository;
import io.masterrecord.autoconfigure.stores.Both;
import io.masterrecord.autoconfigure.stores.Ours;
import io.masterrecord.context.ContextBuilder;
import io.masterrecord.context.ContextDefinition;
import io.masterrecord.context.MasterRecordConfigurer;
import io.masterrecord.context.MasterRecordContext;
import io.masterrecord.jdbc.StatementGate;
import io.masterrecord.migration.MigrationChain;
import io.masterrecord.migration.MigrationHistoryException;
import io.masterrecord.migration.MigrationSettings;
import io.masterrecord.migration.MigrationStatus;
import io.masterrecord.migration.Migrator;
import io.masterrecord.model.EntityModel;
import io.masterrecord.query.PageSizePolicy;
import io.masterrecord.query.QuerySettings;
import io.masterrecord.seed.SeedConfig;
import io.masterrecord.write.EntityOperations;
import io.masterrecord.write.EntityValidator;
import io.masterrecord.write.InvalidEntityException;
import jakarta.validation.constraints.NotBlank;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.SchemaManagement;
import org.springframework.boot.jdbc.SchemaManagementProvider;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceInitializationAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.data.annotation.CreatedBy;
import org.springframework.data.annotation.Id;
import org.springframework.data.domain.AuditorAware;
import org.springframework.data.domain.Pageable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link MasterRecordAutoConfiguration}.
 */
@ExtendWith(OutputCaptureExtension.class)
class MasterRecordAutoConfigurationTests {

	private static final String SHOP_MIGRATIONS = "masterrecord.migrations.package-name=io.masterrecord.autoconfigure.shop.migrations";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class,
				DataSourceTransactionManagerAutoConfiguration.class, JdbcTemplateAutoConfiguration.class,
				JdbcClientAutoConfiguration.class, DataSourceInitializationAutoConfiguration.class,
				MasterRecordAutoConfiguration.class, MasterRecordRepositoriesAutoConfiguration.class))
		.withPropertyValues("spring.datasource.generate-unique-name=true");

	private final ApplicationContextRunner shop = this.runner.withUserConfiguration(Shop.class)
		.withPropertyValues(SHOP_MIGRATIONS);

	@Test
	void createsContextOfTheEntitiesInThePackagesOfTheApplication() {
		this.shop.run((context) -> {
			assertThat(context).hasSingleBean(MasterRecordContext.class);
			MasterRecordContext records = context.getBean(MasterRecordContext.class);
			assertThat(records.name()).isEqualTo("default");
			assertThat(types(records)).containsExactlyInAnyOrder(Product.class, Customer.class);
		});
	}

	@Test
	void migratesAndReadsAndWrites() {
		this.shop.run((context) -> {
			MasterRecordContext records = context.getBean(MasterRecordContext.class);
			assertThat(records.migrations().status().state()).isEqualTo(MigrationStatus.State.UP_TO_DATE);
			Product stored = records.<Product, Long>repository(Product.class).save(new Product(null, "Pencil", 3));
			assertThat(records.query(Product.class).where(Product::id).eq(stored.id()).one()).isEqualTo(stored);
		});
	}

	@Test
	void saysInOneLineWhatItDid(CapturedOutput output) {
		this.shop.run((context) -> assertThat(output).containsPattern(
				"INFO .*MasterRecord: h2 [\\d.]+, 2 migrations, 2 applied in \\d+ ms, 1 seed written, model in sync"));
	}

	@Test
	void warnsOnceOfChangesThatNoMigrationMakes(CapturedOutput output) {
		this.shop.withUserConfiguration(Configurers.class).run((context) -> {
			assertThat(output).contains("1 seed written, model not in sync");
			assertThat(output)
				.containsOnlyOnce("the entities say 2 changes that no migration makes: create index idx_product");
			assertThat(output).contains("'masterrecord add NAME'");
			assertThat(context.getBean(MasterRecordContext.class).modelChanges().count()).isEqualTo(2);
		});
	}

	@Test
	void saysWhatItFoundAboutTheEntities(CapturedOutput output) {
		this.shop.withUserConfiguration(Reserved.class)
			.run((context) -> assertThat(output).containsOnlyOnce("is a reserved word")
				.containsPattern(
						"WARN .*MasterRecord: '.*User': table 'user' is a reserved word of a database\\. Choose"));
	}

	@Test
	void looksOnlyIntoScannedPackages() {
		this.runner.withUserConfiguration(Elsewhere.class)
			.run((context) -> assertThat(types(context.getBean(MasterRecordContext.class)))
				.containsExactlyInAnyOrder(Product.class, Customer.class));
	}

	@Test
	void saysWhereItLookedForEntitiesIfThereIsNone(CapturedOutput output) {
		this.runner.withUserConfiguration(NoEntity.class).run((context) -> {
			assertThat(context).hasSingleBean(MasterRecordContext.class);
			assertThat(output)
				.contains("MasterRecord found no entity in the packages [io.masterrecord.autoconfigure.empty]"
						+ " and below");
		});
	}

	@Test
	void saysWhereMigrationsAreThatNobodyLooksFor(CapturedOutput output) {
		this.runner.withUserConfiguration(MisplacedMigration.class)
			.run((context) -> assertThat(output)
				.contains("MasterRecord found no migration in package 'db.migrations', but elsewhere: "
						+ "'io.masterrecord.command.foreign.UsesEntity'"));
	}

	@Test
	void asksEveryConfigurer() {
		this.shop.withUserConfiguration(Configurers.class).run((context) -> {
			ContextDefinition definition = context.getBean(ContextDefinition.class);
			assertThat(definition.model().entity(Note.class)).isNotNull();
			assertThat(definition.model().toSchema().table("product").orElseThrow().indexes()).hasSize(1);
		});
	}

	@Test
	void warnsOfAConfigurerThatIsNotAsked(CapturedOutput output) {
		this.shop.withBean("other", MasterRecordConfigurer.class, OtherConfigurer::new).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(output)
				.contains("'%s' configures the context 'other', but only 'default' is set up automatically"
					.formatted(OtherConfigurer.class.getName()));
		});
	}

	@Test
	void propertiesOfSeedsWinOverCode() {
		this.shop.withUserConfiguration(Configurers.class)
			.withPropertyValues("masterrecord.seed.down-strategy=delete")
			.run((context) -> {
				SeedConfig config = context.getBean(ContextDefinition.class).seedConfig();
				assertThat(config.downStrategy()).isEqualTo(SeedConfig.DownStrategy.DELETE);
				assertThat(config.deleteByPrimaryKey()).as("stated in code alone").isFalse();
			});
	}

	@Test
	void environmentsAreTheActiveProfiles() {
		this.shop.withInitializer((context) -> context.getEnvironment().setActiveProfiles("production", "eu"))
			.run((context) -> {
				assertThat(context.getBean(MigrationSettings.class).environments()).containsExactly("production", "eu");
				assertThat(context.getBean(MasterRecordContext.class).query(Product.class).count())
					.as("rows for development and test")
					.isZero();
			});
	}

	@Test
	void environmentsOfThePropertyWinOverProfiles() {
		this.shop.withPropertyValues("masterrecord.seed.environment=test")
			.withInitializer((context) -> context.getEnvironment().setActiveProfiles("production"))
			.run((context) -> {
				assertThat(context.getBean(MigrationSettings.class).environments()).containsExactly("test");
				assertThat(context.getBean(MasterRecordContext.class).query(Product.class).count()).isOne();
			});
	}

	@Test
	void environmentWithoutProfilesIsDevelopment() {
		this.shop.run((context) -> assertThat(context.getBean(MigrationSettings.class).environments())
			.containsExactly("development"));
	}

	@Test
	void mapsPropertiesToSettings() {
		this.shop
			.withPropertyValues("masterrecord.migrations.table-prefix=shop_", "masterrecord.migrations.lock-timeout=5s",
					"masterrecord.pagination.max-size=50", "masterrecord.pagination.on-excess=clamp",
					"masterrecord.search.max-terms=3", "masterrecord.search.max-length=30",
					"spring.application.version=1.2.3")
			.run((context) -> {
				MigrationSettings settings = context.getBean(MigrationSettings.class);
				assertThat(settings.tablePrefix()).isEqualTo("shop_");
				assertThat(settings.lockTimeout()).hasSeconds(5);
				assertThat(settings.applicationVersion()).isEqualTo("1.2.3");
				QuerySettings query = context.getBean(QuerySettings.class);
				assertThat(query.maxPageSize()).isEqualTo(50);
				assertThat(query.pageSizePolicy().name()).isEqualTo("CLAMP");
				assertThat(query.maxSearchTerms()).isEqualTo(3);
				assertThat(query.maxSearchLength()).isEqualTo(30);
				assertThat(context.getBean(JdbcClient.class)
					.sql("select count(*) from \"shop_history\"")
					.query(Long.class)
					.single()).isEqualTo(2);
			});
	}

	@Test
	void backsOffWhenItIsSwitchedOff() {
		this.shop.withPropertyValues("masterrecord.enabled=false").run((context) -> {
			assertThat(context).hasNotFailed().doesNotHaveBean(MasterRecordContext.class);
			assertThat(context).doesNotHaveBean(Migrator.class).doesNotHaveBean(ContextDefinition.class);
		});
	}

	@Test
	void knowsTheEntitiesButNoContextWithoutDataSource() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(MasterRecordAutoConfiguration.class))
			.withUserConfiguration(Shop.class)
			.withPropertyValues(SHOP_MIGRATIONS)
			.run((context) -> {
				assertThat(context).hasSingleBean(ContextDefinition.class).hasSingleBean(MigrationChain.class);
				assertThat(context).doesNotHaveBean(MasterRecordContext.class).doesNotHaveBean(Migrator.class);
			});
	}

	@Test
	void backsOffForBeansOfTheApplication() {
		this.shop.withUserConfiguration(OwnBeans.class).run((context) -> {
			OwnBeans own = context.getBean(OwnBeans.class);
			assertThat(context.getBean(Migrator.class)).isSameAs(own.migrator(context.getBean(DataSource.class)));
			assertThat(context.getBean(QuerySettings.class).maxPageSize()).isEqualTo(7);
			assertThat(context.getBean(MasterRecordContext.class).migrations())
				.isSameAs(context.getBean(Migrator.class));
		});
	}

	@Test
	void modeValidateRefusesToStartWithPendingMigrations() {
		this.shop.withPropertyValues("masterrecord.migrations.mode=validate")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(MigrationHistoryException.class)
				.hasMessageContaining("'AddProduct' (20261101080000) is not applied"));
	}

	@Test
	void modeValidateStartsWhenEverythingIsApplied() {
		String url = "spring.datasource.url=jdbc:h2:mem:validated;DB_CLOSE_DELAY=-1";
		this.shop.withPropertyValues(url).run((context) -> assertThat(context).hasNotFailed());
		this.shop.withPropertyValues(url, "masterrecord.migrations.mode=validate")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void modeOffDoesNotLookAtTheDatabase() {
		this.shop
			.withPropertyValues("masterrecord.migrations.mode=off",
					"spring.datasource.url=jdbc:postgresql://localhost:1/nowhere")
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(MasterRecordContext.class));
	}

	@Test
	void migratesBeforeBeansThatUseTheDatabase() {
		this.shop.withUserConfiguration(Reader.class)
			.run((context) -> assertThat(context.getBean(Reader.class).products).isOne());
	}

	@Test
	void migratesBeforeScriptsOfSpringBoot() {
		this.shop
			.withPropertyValues(
					"spring.sql.init.data-locations=classpath:io/masterrecord/autoconfigure/more-products.sql")
			.run((context) -> assertThat(context.getBean(MasterRecordContext.class).query(Product.class).count())
				.isEqualTo(2));
	}

	@Test
	void migratesThoughInitializationIsLazy() {
		this.shop
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.run((context) -> {
				JdbcTemplate plain = new JdbcTemplate(context.getBean(DataSource.class));
				assertThat(plain.queryForObject("select count(*) from \"product\"", Long.class)).isOne();
			});
	}

	@Test
	void trainingRunDoesNotLookAtTheDatabase(CapturedOutput output) {
		System.setProperty("spring.context.exit", "onRefresh");
		try {
			MigrationInitializer initializer = new MigrationInitializer(MigrationMode.MIGRATE, () -> {
				throw new AssertionError("the database is looked at");
			}, () -> {
				throw new AssertionError("the model is looked at");
			});
			initializer.afterPropertiesSet();
			assertThat(output).contains("MasterRecord: this is a training run that ends after start-up");
		}
		finally {
			System.clearProperty("spring.context.exit");
		}
	}

	@Test
	void usesTheQualifiedDataSource() {
		this.runner.withUserConfiguration(Shop.class, TwoDataSources.class)
			.withPropertyValues(SHOP_MIGRATIONS)
			.run((context) -> {
				JdbcTemplate second = new JdbcTemplate((DataSource) context.getBean("second"));
				assertThat(second.queryForObject("select count(*) from \"product\"", Long.class)).isOne();
				assertThat(context.getBean(MasterRecordContext.class).query(Product.class).count()).isOne();
			});
	}

	@Test
	void transactionIsThatOfTheApplication() {
		this.shop.run((context) -> {
			MasterRecordContext records = context.getBean(MasterRecordContext.class);
			assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> records.transaction(() -> {
				records.operations().insert(new Product(null, "Pen", 1));
				assertThat(TransactionSynchronizationManager.hasResource(context.getBean(DataSource.class))).isTrue();
				assertThat(records.query(Product.class).count()).isEqualTo(2);
				throw new IllegalStateException("no");
			}));
			assertThat(records.query(Product.class).count()).as("rolled back").isOne();
			assertThat(context.getBean(PlatformTransactionManager.class)).isInstanceOf(JdbcTransactionManager.class);
		});
	}

	@Test
	void clockOfTheApplicationIsUsed() {
		this.shop.withUserConfiguration(FixedClock.class)
			.run((context) -> assertThat(context.getBean(EntityOperations.class)).isNotNull());
	}

	@Test
	void auditorOfTheApplicationIsAskedWithTheFirstWrite() {
		this.shop.withUserConfiguration(Auditor.class).run((context) -> {
			assertThat(context).hasSingleBean(AuditorAware.class);
			assertThatExceptionOfType(ArithmeticException.class)
				.isThrownBy(() -> context.getBean(EntityOperations.class).insert(new Signed(null, null)))
				.withMessage("the auditor was asked");
		});
	}

	@Test
	void noneOfSeveralAuditorsIsAskedUnlessItIsPrimary(CapturedOutput output) {
		ApplicationContextRunner signing = this.runner.withUserConfiguration(NoEntity.class, Signing.class)
			.withBean("other", AuditorAware.class, () -> () -> Optional.of("other"));
		signing.withBean("one", AuditorAware.class, () -> () -> Optional.of("one")).run((context) -> {
			assertThat(sign(context)).isNull();
			assertThat(sign(context)).isNull();
			assertThat(output).containsOnlyOnce("There are several beans of type AuditorAware");
		});
		signing
			.withBean("one", AuditorAware.class, () -> () -> Optional.of("one"),
					(definition) -> definition.setPrimary(true))
			.run((context) -> assertThat(sign(context)).isEqualTo("one"));
		signing.run((context) -> assertThat(sign(context)).isEqualTo("other"));
	}

	private static @Nullable String sign(ApplicationContext context) {
		context.getBean(JdbcClient.class)
			.sql("create table if not exists \"signed\" (\"id\" bigint generated by default as identity primary key, "
					+ "\"author\" varchar(255))")
			.update();
		return context.getBean(EntityOperations.class).insert(new Signed(null, null)).author();
	}

	@Test
	void validatesEntitiesWithBeanValidation() {
		this.runner.withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
			.withUserConfiguration(Shop.class, Configurers.class)
			.withPropertyValues(SHOP_MIGRATIONS)
			.run((context) -> assertThatExceptionOfType(InvalidEntityException.class)
				.isThrownBy(() -> context.getBean(MasterRecordContext.class).operations().insert(new Note(1, " ")))
				.withMessageContaining("text"));
	}

	@Test
	void worksWithoutBeanValidation() {
		this.shop.withClassLoader(new FilteredClassLoader("jakarta.validation")).run((context) -> {
			assertThat(context).hasNotFailed().doesNotHaveBean(EntityValidator.class);
			assertThat(context.getBean(MasterRecordContext.class).query(Product.class).count()).isOne();
		});
	}

	@Test
	void registersRepositories() {
		this.shop.run((context) -> {
			var products = context.getBean(ProductRepository.class);
			assertThat(products.search("paper", Pageable.ofSize(10)).getTotalElements()).isOne();
		});
	}

	@Test
	void refusesUnknownPropertiesAndNamesTheClosest() {
		this.shop.withPropertyValues("masterrecord.migrations.mdoe=validate", "masterrecord.colour=red")
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(UnknownPropertiesException.class)
				.hasMessageContaining("'masterrecord.migrations.mdoe'")
				.hasMessageContaining("did you mean 'masterrecord.migrations.mode'?")
				.hasMessageContaining("'masterrecord.colour'"));
	}

	@Test
	void acceptsPropertiesInAnyFormThatSpringBootAccepts() {
		this.shop
			.withPropertyValues("masterrecord.migrations.lockTimeout=5s", "masterrecord.migrations.table_prefix=shop_",
					"masterrecord.seed.environment[0]=test", "masterrecord.seed.environment[1]=eu",
					"MASTERRECORD.SEARCH.MAXTERMS=3")
			.run((context) -> {
				MigrationSettings settings = context.getBean(MigrationSettings.class);
				assertThat(settings.tablePrefix()).isEqualTo("shop_");
				assertThat(settings.lockTimeout()).hasSeconds(5);
				assertThat(settings.environments()).containsExactly("test", "eu");
				assertThat(context.getBean(QuerySettings.class).maxSearchTerms()).isEqualTo(3);
			});
	}

	@Test
	void otherToolsLeaveTheTablesAlone() {
		this.shop.run((context) -> {
			SchemaManagementProvider provider = context.getBean(SchemaManagementProvider.class);
			DataSource dataSource = context.getBean(DataSource.class);
			assertThat(provider.getSchemaManagement(dataSource)).isEqualTo(SchemaManagement.MANAGED);
			assertThat(provider.getSchemaManagement(new LazyConnectionDataSourceProxy(dataSource)))
				.isEqualTo(SchemaManagement.MANAGED);
			assertThat(provider.getSchemaManagement(new DriverManagerDataSource("jdbc:h2:mem:other")))
				.isEqualTo(SchemaManagement.UNMANAGED);
		});
	}

	@Test
	void otherToolsMayMakeTablesWhereThereIsNoMigration() {
		this.runner.withUserConfiguration(Shop.class)
			.run((context) -> assertThat(context.getBean(SchemaManagementProvider.class)
				.getSchemaManagement(context.getBean(DataSource.class))).isEqualTo(SchemaManagement.UNMANAGED));
	}

	@Test
	void leavesEntitiesOfOtherStoresAlone() {
		this.runner.withUserConfiguration(ManyStores.class)
			.run((context) -> assertThat(types(context.getBean(MasterRecordContext.class)))
				.containsExactlyInAnyOrder(Ours.class, Both.class));
	}

	@Test
	void opensNoConnectionWhenTheContextIsCreated() {
		this.shop.withUserConfiguration(Broken.class)
			.withPropertyValues("masterrecord.migrations.mode=off")
			.run((context) -> {
				assertThat(context).hasSingleBean(MasterRecordContext.class);
				assertThat(context).hasSingleBean(StatementGate.class);
			});
	}

	private static List<Class<?>> types(MasterRecordContext context) {
		return context.model().entities().stream().<Class<?>>map(EntityModel::type).toList();
	}

	static class OtherConfigurer implements MasterRecordConfigurer {

		@Override
		public void configure(ContextBuilder context) {
			throw new AssertionError("not of this context");
		}

		@Override
		public String context() {
			return "other";
		}

	}

	@Configuration(proxyBeanMethods = false)
	@AutoConfigurationPackage(basePackageClasses = Product.class)
	static class Shop {

	}

	@Configuration(proxyBeanMethods = false)
	@AutoConfigurationPackage(basePackages = "io.masterrecord.command.foreign")
	static class MisplacedMigration {

	}

	@Configuration(proxyBeanMethods = false)
	@AutoConfigurationPackage(basePackages = "io.masterrecord.autoconfigure.empty")
	@EntityScan(basePackageClasses = Product.class)
	static class Elsewhere {

	}

	@Configuration(proxyBeanMethods = false)
	@AutoConfigurationPackage(basePackages = "io.masterrecord.autoconfigure.empty")
	static class NoEntity {

	}

	/**
	 * An entity outside of the packages of the application.
	 */
	record Note(@Id int id, @NotBlank String text) {
	}

	@Configuration(proxyBeanMethods = false)
	@AutoConfigurationPackage(basePackageClasses = Ours.class)
	static class ManyStores {

	}

	@Configuration(proxyBeanMethods = false)
	static class Configurers {

		@Bean
		MasterRecordConfigurer notes() {
			return (context) -> context.entity(Note.class);
		}

		@Bean
		MasterRecordConfigurer products() {
			return (context) -> {
				context.entity(Product.class).compositeIndex(Product::title, Product::stock);
				context
					.seedConfig((seeds) -> seeds.downStrategy(SeedConfig.DownStrategy.SKIP).deleteByPrimaryKey(false));
			};
		}

	}

	@Configuration
	static class Reserved {

		@Bean
		MasterRecordConfigurer users() {
			return (context) -> context.entity(User.class);
		}

	}

	record User(@Id long id) {
	}

	@Configuration
	static class OwnBeans {

		@Bean
		Migrator migrator(DataSource dataSource) {
			return new Migrator(dataSource, MigrationChain.of(List.of()), MigrationSettings.defaults());
		}

		@Bean
		QuerySettings querySettings() {
			return new QuerySettings(7, PageSizePolicy.CLAMP, 1, 1);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Reader {

		final long products;

		Reader(JdbcClient jdbc) {
			this.products = jdbc.sql("select count(*) from \"product\"").query(Long.class).single();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoDataSources {

		@Bean
		@Primary
		DataSource first() {
			return new DriverManagerDataSource("jdbc:h2:mem:first-of-two;DB_CLOSE_DELAY=-1");
		}

		@Bean(defaultCandidate = false)
		@MasterRecordDataSource
		DataSource second() {
			return new DriverManagerDataSource("jdbc:h2:mem:second-of-two;DB_CLOSE_DELAY=-1");
		}

	}

	record Signed(@Id @GeneratedId @Nullable Long id, @CreatedBy @Nullable String author) {
	}

	@Configuration(proxyBeanMethods = false)
	static class Auditor {

		@Bean
		AuditorAware<String> auditor() {
			return () -> {
				throw new ArithmeticException("the auditor was asked");
			};
		}

		@Bean
		MasterRecordConfigurer signed() {
			return (context) -> context.entity(Signed.class);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Signing {

		@Bean
		MasterRecordConfigurer signed() {
			return (context) -> context.entity(Signed.class);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class FixedClock {

		@Bean
		Clock clock() {
			return Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Broken {

		@Bean
		DataSource dataSource() {
			return new AbstractDataSource() {

				@Override
				public Connection getConnection() {
					throw new AssertionError("a connection is opened");
				}

				@Override
				public Connection getConnection(String user, String password) {
					throw new AssertionError("a connection is opened");
				}

			};
		}

	}

}
