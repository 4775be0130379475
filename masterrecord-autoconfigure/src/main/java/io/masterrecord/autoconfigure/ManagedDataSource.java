package io.masterrecord.autoconfigure;

import javax.sql.DataSource;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanWrapper;
import org.springframework.beans.PropertyAccessorFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.InfrastructureProxy;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.support.ResourceTransactionManager;

/**
 * A data source whose transactions somebody manages. A manager of another one would
 * commit nothing here and roll nothing back, without a word.
 *
 * @param dataSource the data source
 */
record ManagedDataSource(DataSource dataSource) {

	private static final Log log = LogFactory.getLog(ManagedDataSource.class);

	/**
	 * Return the manager of the application that a transaction is left to which names
	 * none, if that is one of this data source, else any that is, else one of our own.
	 * @param managers the managers of the application
	 * @param listeners what is told of transactions
	 */
	PlatformTransactionManager manager(ObjectProvider<PlatformTransactionManager> managers,
			ObjectProvider<TransactionExecutionListener> listeners) {
		PlatformTransactionManager unnamed = managers.getIfUnique();
		if (unnamed != null && (!(unnamed instanceof ResourceTransactionManager) || isManagedBy(unnamed))) {
			return unnamed;
		}
		return managers.stream((type) -> type != DeferredTransactions.class)
			.filter(this::isManagedBy)
			.findFirst()
			.orElseGet(() -> own(unnamed, listeners));
	}

	private PlatformTransactionManager own(@Nullable PlatformTransactionManager unnamed,
			ObjectProvider<TransactionExecutionListener> listeners) {
		if (unnamed != null) {
			log.warn(("The transaction manager of the application, a '%s', manages another data source than that of "
					+ "MasterRecord, whose transactions are its own: where '@Transactional' is to hold for them, write "
					+ "'@Transactional(\"%s\")'")
				.formatted(unnamed.getClass().getName(), ContextDatabase.TRANSACTION_MANAGER));
		}
		JdbcTransactionManager manager = new JdbcTransactionManager(this.dataSource);
		listeners.orderedStream().forEach(manager::addListener);
		return manager;
	}

	/**
	 * Tell whether what the manager begins holds for statements of this data source.
	 * Managers of JPA and the like have the data source as a property, since their
	 * resource is another one.
	 */
	private boolean isManagedBy(PlatformTransactionManager manager) {
		if (!(manager instanceof ResourceTransactionManager resources)) {
			return false;
		}
		Object resource = resources.getResourceFactory();
		if (!(resource instanceof DataSource)) {
			BeanWrapper properties = PropertyAccessorFactory.forBeanPropertyAccess(manager);
			resource = properties.isReadableProperty("dataSource") ? properties.getPropertyValue("dataSource") : null;
		}
		return resource != null && unwrap(resource) == unwrap(this.dataSource);
	}

	private static Object unwrap(Object resource) {
		Object target = resource;
		if (target instanceof TransactionAwareDataSourceProxy proxy && proxy.getTargetDataSource() != null) {
			target = proxy.getTargetDataSource();
		}
		return (target instanceof InfrastructureProxy proxy) ? proxy.getWrappedObject() : target;
	}

}
