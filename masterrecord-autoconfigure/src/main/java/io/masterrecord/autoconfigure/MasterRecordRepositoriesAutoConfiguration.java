package io.masterrecord.autoconfigure;

import io.masterrecord.repository.MasterRecordRepositoryConfigurationExtension;
import io.masterrecord.repository.MasterRecordRepositoryFactoryBean;
import io.masterrecord.write.EntityOperations;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Import;

/**
 * Auto-configuration of the repositories in the application's packages.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = MasterRecordAutoConfiguration.class)
@ConditionalOnBean(EntityOperations.class)
@ConditionalOnMissingBean({ MasterRecordRepositoryFactoryBean.class,
		MasterRecordRepositoryConfigurationExtension.class })
@Import(MasterRecordRepositoriesRegistrar.class)
public final class MasterRecordRepositoriesAutoConfiguration {

}
