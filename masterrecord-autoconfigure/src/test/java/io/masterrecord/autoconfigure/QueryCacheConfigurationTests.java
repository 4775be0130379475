package io.masterrecord.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.masterrecord.annotation.ValueConverter;
import io.masterrecord.autoconfigure.shop.Product;
import io.masterrecord.cache.QueryCache;
import io.masterrecord.context.MasterRecordContext;
import io.masterrecord.query.Query;
import io.masterrecord.write.EntityHook;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionManagerCustomizationAutoConfiguration;
import org.springframework.cache.CacheManager;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

/**
 * Tests for {@link QueryCacheConfiguration}, and for the hooks and converters of an
 * application.
 */
class QueryCacheConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class,
				TransactionManagerCustomizationAutoConfiguration.class, TransactionAutoConfiguration.class,
				DataSourceTransactionManagerAutoConfiguration.class, JdbcTemplateAutoConfiguration.class,
				JdbcClientAutoConfiguration.class, MasterRecordAutoConfiguration.class))
		.withUserConfiguration(Shop.class)
		.withPropertyValues("spring.datasource.generate-unique-name=true",
				"masterrecord.migrations.package-name=io.masterrecord.autoconfigure.shop.migrations");

	@Test
	void resultsOfTransactionsOfTheApplicationAreKept() {
		this.runner.run((context) -> {
			MasterRecordContext records = context.getBean(MasterRecordContext.class);
			QueryCache cache = context.getBean(QueryCache.class);
			Query<Product> query = records.query(Product.class).cached();
			TransactionTemplate transactions = context.getBean(TransactionTemplate.class);
			transactions.executeWithoutResult((status) -> query.count());
			long before = query.count();
			assertThat(cache.statistics().puts()).isOne();
			assertThat(cache.statistics().hits()).isOne();
			records.operations().insert(new Product(null, "Pencil", 3));
			assertThat(query.count()).isEqualTo(before + 1);
			context.getBean(JdbcClient.class).sql("delete from \"product\"").update();
			assertThat(query.count()).isEqualTo(before + 1);
			records.changed(Product.class);
			assertThat(query.count()).isZero();
		});
	}

	@Test
	void cacheThatIsTurnedOffLetsQueriesBeSent() {
		this.runner.withPropertyValues("masterrecord.cache.enabled=false")
			.withClassLoader(new FilteredClassLoader(Caffeine.class))
			.run((context) -> {
				Query<Product> query = context.getBean(MasterRecordContext.class).query(Product.class).cached();
				query.count();
				query.count();
				assertThat(context.getBean(QueryCache.class).statistics().hits()).isZero();
			});
	}

	@Test
	void withoutAnythingToKeepResultsInAskingForItIsAnError() {
		this.runner.withClassLoader(new FilteredClassLoader(Caffeine.class)).run((context) -> {
			assertThat(context).doesNotHaveBean(QueryCache.class);
			Query<Product> query = context.getBean(MasterRecordContext.class).query(Product.class);
			assertThatExceptionOfType(InvalidDataAccessApiUsageException.class).isThrownBy(query::cached)
				.withMessageContaining("masterrecord.cache.name");
		});
	}

	@Test
	void resultsAreKeptInACacheOfTheApplication() {
		this.runner.withUserConfiguration(Caches.class)
			.withPropertyValues("masterrecord.cache.name=results")
			.run((context) -> {
				context.getBean(MasterRecordContext.class).query(Product.class).cached().count();
				ConcurrentMapCacheManager caches = context.getBean(ConcurrentMapCacheManager.class);
				assertThat(caches.getCache("results").getNativeCache()).asInstanceOf(MAP).hasSize(1);
			});
		this.runner.withUserConfiguration(Caches.class)
			.withPropertyValues("masterrecord.cache.name=other")
			.run((context) -> assertThat(context.getStartupFailure()).rootCause()
				.hasMessageStartingWith(
						"Property 'masterrecord.cache.name' names the cache 'other', but the CacheManager has only [results]"));
	}

	@Test
	void hooksAndConvertersAreBeans() {
		this.runner.withUserConfiguration(HooksAndConverters.class).run((context) -> {
			MasterRecordContext records = context.getBean(MasterRecordContext.class);
			Product pencil = records.operations().insert(new Product(null, "Pencil", 3));
			assertThat(context.getBean(NameHook.class).saved).containsExactly(pencil);
			assertThat(records.query(Product.class).where(Product::title).eq("Pencil").list()).containsExactly(pencil);
			assertThat(context.getBean(JdbcClient.class)
				.sql("select \"title\" from \"product\" where \"id\" = ?")
				.param(pencil.id())
				.query(String.class)
				.single()).isEqualTo("PENCIL");
		});
	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = Product.class)
	static class Shop {

	}

	@Configuration(proxyBeanMethods = false)
	static class Caches {

		@Bean
		CacheManager caches() {
			return new ConcurrentMapCacheManager("results");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class HooksAndConverters {

		@Bean
		NameHook nameHook(MasterRecordContext context) {
			return new NameHook(context);
		}

		@Bean
		Capitals capitals() {
			return new Capitals();
		}

	}

	static final class NameHook implements EntityHook<Product> {

		private final MasterRecordContext context;

		private final List<Product> saved = new ArrayList<>();

		NameHook(MasterRecordContext context) {
			this.context = context;
		}

		@Override
		public void afterSave(Product entity) {
			assertThat(this.context.operations().find(Product.class, entity.id())).contains(entity);
			this.saved.add(entity);
		}

	}

	static final class Capitals implements ValueConverter<String, String> {

		@Override
		public String toColumn(String value) {
			return value.toUpperCase(Locale.ROOT);
		}

		@Override
		public String fromColumn(String value) {
			return value.isEmpty() ? value : value.charAt(0) + value.substring(1).toLowerCase(Locale.ROOT);
		}

	}

}
