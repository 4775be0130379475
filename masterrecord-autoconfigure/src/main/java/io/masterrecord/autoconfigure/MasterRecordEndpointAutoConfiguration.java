package io.masterrecord.autoconfigure;

import io.masterrecord.actuate.ContextState;
import io.masterrecord.actuate.MasterRecordEndpoint;
import io.masterrecord.migration.MigrationSettings;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the endpoint {@code masterrecord}.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = MasterRecordStateAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnBean(ContextState.class)
@ConditionalOnAvailableEndpoint(MasterRecordEndpoint.class)
public final class MasterRecordEndpointAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	MasterRecordEndpoint masterRecordEndpoint(ObjectProvider<ContextState> states, MigrationSettings settings) {
		return new MasterRecordEndpoint(states.orderedStream().toList(), settings.environments());
	}

}
