package io.masterrecord.autoconfigure;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.transaction.annotation.AbstractTransactionManagementConfiguration;
import org.springframework.transaction.annotation.EnableTransactionManagement;

/**
 * Auto-configuration of {@code @Transactional} where the application has no transaction
 * manager, so that nothing else has set it up: naming ours would do nothing, without a
 * word.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = MasterRecordAutoConfiguration.class,
		afterName = "org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration")
@ConditionalOnBean(ContextDatabase.class)
@ConditionalOnMissingBean(AbstractTransactionManagementConfiguration.class)
@EnableTransactionManagement(proxyTargetClass = true)
public final class MasterRecordTransactionAutoConfiguration {

}
