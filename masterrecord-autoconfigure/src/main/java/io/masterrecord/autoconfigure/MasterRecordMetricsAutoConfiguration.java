package io.masterrecord.autoconfigure;

import io.masterrecord.actuate.ContextState;
import io.masterrecord.actuate.MigrationMeters;
import io.masterrecord.actuate.MigrationTimings;
import io.masterrecord.actuate.QueryCacheMeters;
import io.masterrecord.actuate.StatementMeters;
import io.masterrecord.actuate.TransactionMeters;
import io.masterrecord.cache.QueryCache;
import io.masterrecord.context.MasterRecordConfigurer;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of meters.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = MasterRecordStateAutoConfiguration.class,
		afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean({ ContextState.class, MeterRegistry.class })
public final class MasterRecordMetricsAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	MigrationMeters masterRecordMigrationMeters(ObjectProvider<ContextState> states) {
		return new MigrationMeters(states);
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBean(QueryCache.class)
	QueryCacheMeters masterRecordQueryCacheMeters(QueryCache cache) {
		return new QueryCacheMeters(cache, MasterRecordConfigurer.DEFAULT_CONTEXT);
	}

	@Bean
	@ConditionalOnMissingBean
	static TransactionMeters masterRecordTransactionMeters() {
		return new TransactionMeters(MasterRecordConfigurer.DEFAULT_CONTEXT);
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBooleanProperty("masterrecord.observation.statements")
	static StatementMeters masterRecordStatementMeters() {
		return new StatementMeters(MasterRecordConfigurer.DEFAULT_CONTEXT);
	}

	@Bean
	@ConditionalOnMissingBean
	static MigrationTimings masterRecordMigrationTimings() {
		return new MigrationTimings(MasterRecordConfigurer.DEFAULT_CONTEXT);
	}

}
