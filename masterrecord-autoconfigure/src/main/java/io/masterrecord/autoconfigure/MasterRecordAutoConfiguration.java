package io.masterrecord.autoconfigure;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import javax.sql.DataSource;

import io.masterrecord.annotation.ValueConverter;
import io.masterrecord.cache.QueryCache;
import io.masterrecord.context.ContextDefinition;
import io.masterrecord.context.EntityRowHooks;
import io.masterrecord.context.MasterRecordConfigurer;
import io.masterrecord.context.MasterRecordContext;
import io.masterrecord.context.ModelGate;
import io.masterrecord.context.SeedCallback;
import io.masterrecord.generate.GenerationSettings;
import io.masterrecord.jdbc.StatementGate;
import io.masterrecord.jdbc.StatementListener;
import io.masterrecord.migration.MigrationChain;
import io.masterrecord.migration.MigrationListener;
import io.masterrecord.migration.MigrationSettings;
import io.masterrecord.migration.MigrationSource;
import io.masterrecord.migration.Migrator;
import io.masterrecord.migration.RowHooks;
import io.masterrecord.query.CursorKey;
import io.masterrecord.query.QuerySettings;
import io.masterrecord.seed.SeedConfig;
import io.masterrecord.write.BeanValidation;
import io.masterrecord.write.EntityHook;
import io.masterrecord.write.EntityOperations;
import io.masterrecord.write.EntityOperationsBuilder;
import io.masterrecord.write.EntityValidator;
import io.masterrecord.write.RetryListener;
import io.masterrecord.write.WriteListener;
import jakarta.validation.Validator;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScanPackages;
import org.springframework.boot.sql.init.dependency.DatabaseInitializationDependencyConfigurer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.data.domain.AuditorAware;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.ClassUtils;
import org.springframework.util.function.SingletonSupplier;

/**
 * Auto-configuration of a context of the entities in the application's packages, and of
 * the migrations of its database.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = DataSourceAutoConfiguration.class,
		afterName = "org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration")
@ConditionalOnBooleanProperty(name = "masterrecord.enabled", matchIfMissing = true)
@EnableConfigurationProperties({ MasterRecordProperties.class, MasterRecordSeedProperties.class })
public final class MasterRecordAutoConfiguration {

	private static final Log log = LogFactory.getLog(MasterRecordAutoConfiguration.class);

	@Bean
	static PropertyNameCheck masterRecordPropertyNameCheck(Environment environment) {
		return new PropertyNameCheck(environment);
	}

	@Bean
	@ConditionalOnMissingBean
	ContextDefinition masterRecordContextDefinition(BeanFactory beanFactory, ResourceLoader resourceLoader,
			ObjectProvider<MasterRecordConfigurer> configurers, ObjectProvider<ValueConverter<?, ?>> converters,
			MasterRecordSeedProperties seedProperties, ObjectProvider<EntityValidator> validator,
			ObjectProvider<EarlyReading> early) {
		List<String> packages = packages(beanFactory);
		ClassLoader classLoader = resourceLoader.getClassLoader();
		EarlyReading reading = early.getIfAvailable();
		ScannedEntities scan = (reading != null) ? reading.entities(packages, classLoader)
				: ScannedEntities.of(packages, classLoader);
		List<MasterRecordConfigurer> all = new ArrayList<>(configurers.orderedStream().toList());
		all.forEach(MasterRecordAutoConfiguration::warnOfOtherContext);
		all.add((context) -> converters.orderedStream().forEach(context::converter));
		ContextDefinition definition = ContextDefinition.of(MasterRecordConfigurer.DEFAULT_CONTEXT, scan.entities(),
				all, seedProperties::applyTo, validator::getIfUnique, scan.early());
		if (definition.model().entities().isEmpty()) {
			log.warn(
					("MasterRecord found no entity in %s and below: put records or classes with an @Id there, name their "
							+ "packages with @EntityScan, or name them in a MasterRecordConfigurer")
						.formatted(scan.packages().isEmpty() ? "any package" : "the packages " + scan.packages()));
		}
		return definition;
	}

	@Bean
	@ConditionalOnMissingBean
	MigrationChain masterRecordMigrationChain(MasterRecordProperties properties, ResourceLoader resourceLoader,
			BeanFactory beanFactory, ObjectProvider<EarlyReading> early) {
		ClassLoader classLoader = resourceLoader.getClassLoader();
		MigrationSource source = MigrationSource.of(properties.migrations().packageName(),
				(classLoader != null) ? classLoader : MigrationSource.class.getClassLoader());
		EarlyReading reading = early.getIfAvailable();
		MigrationChain chain = source.chain((reading != null) ? reading.migrations(source) : source.classes());
		if (chain.migrations().isEmpty() && AutoConfigurationPackages.has(beanFactory)) {
			warnOfMisplaced(source.elsewhere(AutoConfigurationPackages.get(beanFactory)), properties);
		}
		return chain;
	}

	private static void warnOfMisplaced(List<String> migrations, MasterRecordProperties properties) {
		if (!migrations.isEmpty()) {
			log.warn(
					("MasterRecord found no migration in package '%s', but elsewhere: '%s'. They are not run: move them, "
							+ "or name their package with 'masterrecord.migrations.package-name'")
						.formatted(properties.migrations().packageName(), String.join("', '", migrations)));
		}
	}

	@Bean
	@ConditionalOnMissingBean
	GenerationSettings masterRecordGenerationSettings(MasterRecordProperties properties) {
		return new GenerationSettings(properties.migrations().packageName(), properties.migrations().sourceDirectory(),
				Clock.systemUTC());
	}

	@Bean
	@ConditionalOnMissingBean
	MigrationSettings masterRecordMigrationSettings(MasterRecordProperties properties, ContextDefinition definition,
			Environment environment) {
		return MigrationSettings.defaults()
			.withTablePrefix(properties.migrations().tablePrefix())
			.withLockTimeout(properties.migrations().lockTimeout())
			.withConnectTimeout(properties.migrations().connectTimeout())
			.withOrder(properties.migrations().order())
			.withOnline(properties.migrations().online())
			.withEnvironments(definition.seedConfig().activeEnvironments(List.of(environment.getActiveProfiles())))
			.withLateSeeds(definition.seedConfig().onEnvironmentChange() == SeedConfig.EnvironmentChange.APPLY)
			.withApplicationVersion(environment.getProperty("spring.application.version"));
	}

	@Bean
	@ConditionalOnMissingBean
	ModelGate masterRecordModelGate(MasterRecordProperties properties, ContextDefinition definition,
			MigrationChain chain) {
		return new ModelGate(definition, chain, properties.migrations().modelChanges());
	}

	@Bean
	@ConditionalOnMissingBean
	QuerySettings masterRecordQuerySettings(MasterRecordProperties properties) {
		return new QuerySettings(properties.pagination().maxSize(), properties.pagination().onExcess(),
				properties.search().maxTerms(), properties.search().maxLength());
	}

	@Bean
	@ConditionalOnMissingBean
	CursorKey masterRecordCursorKey(MasterRecordProperties properties) {
		return properties.pagination().signingKey();
	}

	private static void warnOfOtherContext(MasterRecordConfigurer configurer) {
		if (!configurer.context().equals(MasterRecordConfigurer.DEFAULT_CONTEXT)) {
			log.warn(
					("'%s' configures the context '%s', but only '%s' is set up automatically, so it is not asked: return "
							+ "'%3$s' from 'context()', or set up a context of your own")
						.formatted(ClassUtils.getUserClass(configurer).getName(), configurer.context(),
								MasterRecordConfigurer.DEFAULT_CONTEXT));
		}
	}

	private static List<String> packages(BeanFactory beanFactory) {
		List<String> scanned = EntityScanPackages.get(beanFactory).getPackageNames();
		if (scanned.isEmpty() && AutoConfigurationPackages.has(beanFactory)) {
			return AutoConfigurationPackages.get(beanFactory);
		}
		return scanned;
	}

	/**
	 * What needs a database.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBean(DataSource.class)
	@Import({ DatabaseInitializationDependencyConfigurer.class, QueryCacheConfiguration.class })
	static class DatabaseConfiguration {

		@Bean
		ContextDatabase masterRecordContextDatabase(@MasterRecordDataSource ObjectProvider<DataSource> qualified,
				ObjectProvider<DataSource> primary, ObjectProvider<PlatformTransactionManager> managers,
				ObjectProvider<TransactionExecutionListener> listeners) {
			return ContextDatabase.of(qualified, primary, managers, listeners);
		}

		/**
		 * Not there for who asks for any manager, and so in nobody's way.
		 */
		@Bean(name = ContextDatabase.TRANSACTION_MANAGER, defaultCandidate = false)
		@ConditionalOnMissingBean(name = ContextDatabase.TRANSACTION_MANAGER)
		PlatformTransactionManager masterRecordTransactionManager(ContextDatabase database) {
			return database.transactionManager();
		}

		@Bean
		@ConditionalOnMissingBean
		StatementGate masterRecordStatementGate(ContextDatabase database, ObjectProvider<QueryCache> caches,
				ObjectProvider<StatementListener> listeners) {
			StatementGate gate = StatementGate.told(StatementGate.of(database.dataSource()),
					() -> listeners.orderedStream().toList());
			QueryCache cache = caches.getIfAvailable();
			return (cache != null) ? cache.around(gate) : gate;
		}

		@Bean
		@ConditionalOnMissingBean
		Migrator masterRecordMigrator(ContextDatabase database, MasterRecordProperties properties, MigrationChain chain,
				MigrationSettings settings, ObjectProvider<MigrationListener> listeners, ContextDefinition definition,
				ObjectProvider<EntityValidator> validator, ObjectProvider<SeedCallback<?>> callbacks,
				Environment environment) {
			RowHooks hooks = new EntityRowHooks(definition.model(), validator.getIfUnique(EntityValidator::none),
					callbacks.orderedStream().toList());
			DataSource dataSource = MigrationDataSource.of(properties.migrations(), database.dataSource());
			boolean stated = definition.seedConfig().environment() != null
					|| environment.getActiveProfiles().length > 0;
			return new Migrator(dataSource, chain, settings,
					AssumedEnvironment.among(listeners.orderedStream(), chain, stated), hooks);
		}

		@Bean
		MigrationInitializer masterRecordMigrationInitializer(MasterRecordProperties properties,
				ObjectProvider<ModelGate> gate, ObjectProvider<Migrator> migrator) {
			return new MigrationInitializer(properties.migrations().mode(), migrator::getObject, gate::getObject);
		}

		@Bean
		static LazyInitializationExcludeFilter masterRecordLazyInitializationExcludeFilter() {
			return LazyInitializationExcludeFilter.forBeanTypes(MigrationInitializer.class);
		}

		@Bean
		MigratedSchemaManagementProvider masterRecordSchemaManagementProvider(ObjectProvider<ContextDatabase> database,
				ObjectProvider<MigrationChain> chain) {
			return new MigratedSchemaManagementProvider(database, chain);
		}

		@Bean
		@ConditionalOnMissingBean
		EntityOperations masterRecordEntityOperations(ContextDefinition definition, StatementGate gate,
				QuerySettings settings, ContextDatabase database, ObjectProvider<Clock> clock,
				ObjectProvider<EntityValidator> validator, ObjectProvider<AuditorAware<?>> auditor, CursorKey cursorKey,
				ObjectProvider<EntityHook<?>> hooks, ObjectProvider<WriteListener> listeners,
				MasterRecordProperties properties, ObjectProvider<RetryListener> retries) {
			EntityOperationsBuilder operations = EntityOperations.builder(definition.model(), gate)
				.settings(settings)
				.filters(definition.filters())
				.cursorKey(cursorKey)
				.transactions(new TransactionTemplate(database.transactionManager()));
			clock.ifUnique(operations::clock);
			validator.ifUnique(operations::validator);
			operations.auditor(deferred(auditor));
			operations.hooks(() -> hooks.orderedStream().toList());
			operations.listeners(() -> listeners.orderedStream().toList());
			operations.retry(properties.retry().settings(), () -> retries.orderedStream().toList());
			return operations.build();
		}

		/**
		 * The bean may need repositories itself, so it is asked for with the first write.
		 */
		private static AuditorAware<Object> deferred(ObjectProvider<AuditorAware<?>> auditors) {
			Supplier<Optional<AuditorAware<?>>> only = SingletonSupplier.of(() -> {
				AuditorAware<?> auditor = auditors.getIfUnique();
				if (auditor == null && auditors.stream().findAny().isPresent()) {
					log.warn("There are several beans of type AuditorAware, so that none is asked who writes, and what "
							+ "'@CreatedBy' and '@LastModifiedBy' are for stays empty: annotate one with '@Primary'");
				}
				return Optional.ofNullable(auditor);
			});
			return () -> only.get().flatMap(AuditorAware::getCurrentAuditor);
		}

		@Bean
		@ConditionalOnMissingBean
		MasterRecordContext masterRecordContext(ContextDefinition definition, EntityOperations operations,
				Migrator migrator, ContextDatabase database, MasterRecordProperties properties,
				ObjectProvider<RetryListener> listeners) {
			return new MasterRecordContext(definition, operations, migrator, database::transactionManager,
					properties.retry().settings(), () -> listeners.orderedStream().toList());
		}

	}

	/**
	 * What needs Jakarta Bean Validation.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(Validator.class)
	@ConditionalOnSingleCandidate(Validator.class)
	static class ValidationConfiguration {

		@Bean
		@ConditionalOnMissingBean
		EntityValidator masterRecordEntityValidator(Validator validator) {
			return new BeanValidation(validator);
		}

	}

}
