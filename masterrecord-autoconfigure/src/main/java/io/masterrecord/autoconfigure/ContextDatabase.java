package io.masterrecord.autoconfigure;

import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

import javax.sql.DataSource;

import io.masterrecord.repository.MasterRecordRepositoryFactoryBean;

import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.util.function.SingletonSupplier;

/**
 * The database of the context: its data source, and what manages its transactions.
 *
 * @param dataSource the data source that is qualified for it, else the primary one
 * @param transactionManager that of the application if there is one, so that a
 * transaction holds for everything the application does
 */
record ContextDatabase(DataSource dataSource, PlatformTransactionManager transactionManager) {

	/**
	 * The name of the bean that manages transactions of the context.
	 */
	static final String TRANSACTION_MANAGER = MasterRecordRepositoryFactoryBean.DEFAULT_TRANSACTION_MANAGER;

	static ContextDatabase of(ObjectProvider<DataSource> qualified, ObjectProvider<DataSource> primary,
			ObjectProvider<PlatformTransactionManager> managers,
			ObjectProvider<TransactionExecutionListener> listeners) {
		DataSource dataSource = choose(qualified, primary);
		Supplier<PlatformTransactionManager> manager = SingletonSupplier
			.of(() -> new ManagedDataSource(dataSource).manager(managers, listeners));
		return new ContextDatabase(dataSource, new DeferredTransactions(manager));
	}

	private static DataSource choose(ObjectProvider<DataSource> qualified, ObjectProvider<DataSource> primary) {
		try {
			return qualified.getIfAvailable(primary::getObject);
		}
		catch (NoUniqueBeanDefinitionException ex) {
			Collection<String> names = ex.getBeanNamesFound();
			if (names == null) {
				throw ex;
			}
			throw new AmbiguousDataSourceException(List.copyOf(names));
		}
	}

}
