package io.masterrecord.autoconfigure;

import java.util.function.Supplier;

import javax.sql.DataSource;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.util.function.SingletonSupplier;

/**
 * The database of the context: its data source, and what manages its transactions.
 *
 * @param dataSource the data source that is qualified for it, else the primary one
 * @param transactionManager that of the application if there is one, so that a
 * transaction holds for everything the application does; asked for with the first
 * transaction, since it may depend on beans that wait for the migrations
 */
record ContextDatabase(DataSource dataSource, Supplier<PlatformTransactionManager> transactionManager) {

	static ContextDatabase of(ObjectProvider<DataSource> qualified, ObjectProvider<DataSource> primary,
			ObjectProvider<PlatformTransactionManager> managers,
			ObjectProvider<TransactionExecutionListener> listeners) {
		DataSource dataSource = qualified.getIfAvailable(primary::getObject);
		return new ContextDatabase(dataSource,
				SingletonSupplier.of(() -> managers.getIfUnique(() -> manager(dataSource, listeners))));
	}

	private static PlatformTransactionManager manager(DataSource dataSource,
			ObjectProvider<TransactionExecutionListener> listeners) {
		JdbcTransactionManager manager = new JdbcTransactionManager(dataSource);
		listeners.orderedStream().forEach(manager::addListener);
		return manager;
	}

}
