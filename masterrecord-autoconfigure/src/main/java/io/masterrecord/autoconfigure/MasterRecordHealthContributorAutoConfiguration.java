package io.masterrecord.autoconfigure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.masterrecord.actuate.ContextState;
import io.masterrecord.actuate.MasterRecordHealthIndicator;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the health component {@code masterrecord}: one indicator, or one
 * for each of several contexts.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = MasterRecordStateAutoConfiguration.class)
@ConditionalOnClass({ HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnBean(ContextState.class)
@ConditionalOnEnabledHealthIndicator("masterrecord")
public final class MasterRecordHealthContributorAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = { "masterrecordHealthIndicator", "masterrecordHealthContributor" })
	HealthContributor masterrecordHealthContributor(ObjectProvider<ContextState> states) {
		List<ContextState> contexts = states.orderedStream().toList();
		if (contexts.size() == 1) {
			return new MasterRecordHealthIndicator(contexts.get(0));
		}
		Map<String, MasterRecordHealthIndicator> indicators = new LinkedHashMap<>();
		contexts.forEach((state) -> indicators.put(state.name(), new MasterRecordHealthIndicator(state)));
		return CompositeHealthContributor.fromMap(indicators);
	}

}
