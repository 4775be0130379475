package io.masterrecord.autoconfigure;

import io.masterrecord.actuate.ContextState;
import io.masterrecord.context.MasterRecordContext;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of what endpoint, health and meters look at.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = MasterRecordAutoConfiguration.class)
@ConditionalOnBean(MasterRecordContext.class)
public final class MasterRecordStateAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ContextState masterRecordContextState(MasterRecordContext context, MasterRecordProperties properties) {
		return new ContextState(context, properties.migrations().mode() != MigrationMode.OFF);
	}

}
