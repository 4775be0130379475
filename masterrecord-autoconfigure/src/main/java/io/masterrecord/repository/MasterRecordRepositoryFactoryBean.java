package io.masterrecord.repository;

import io.masterrecord.write.EntityOperations;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.data.repository.Repository;
import org.springframework.data.repository.core.support.RepositoryFactorySupport;
import org.springframework.data.repository.core.support.TransactionalRepositoryFactoryBeanSupport;
import org.springframework.util.Assert;

/**
 * Makes the bean of one repository interface.
 *
 * @param <T> the repository interface
 * @param <S> the entity
 * @param <ID> the type of its id
 * @since 0.1.0
 */
public class MasterRecordRepositoryFactoryBean<T extends Repository<S, ID>, S, ID>
		extends TransactionalRepositoryFactoryBeanSupport<T, S, ID> {

	/**
	 * The name of the transaction manager of the database whose repositories name none.
	 */
	public static final String DEFAULT_TRANSACTION_MANAGER = "masterRecordTransactionManager";

	private @Nullable EntityOperations operations;

	private @Nullable String transactionManager;

	private @Nullable BeanFactory beanFactory;

	/**
	 * Create a factory.
	 * @param repositoryInterface the interface
	 */
	public MasterRecordRepositoryFactoryBean(Class<? extends T> repositoryInterface) {
		super(repositoryInterface);
	}

	/**
	 * Set what reads and writes the entity; otherwise it is the only such bean.
	 * @param operations the operations
	 */
	public void setOperations(EntityOperations operations) {
		this.operations = operations;
	}

	/**
	 * Set the name of the bean that manages transactions. Otherwise it is
	 * {@link #DEFAULT_TRANSACTION_MANAGER} for the only operations, and for others the
	 * only or primary manager.
	 * @param transactionManager the name
	 */
	@Override
	public void setTransactionManager(String transactionManager) {
		this.transactionManager = transactionManager;
		super.setTransactionManager(transactionManager);
	}

	@Override
	public void setBeanFactory(BeanFactory beanFactory) {
		if (this.transactionManager == null) {
			boolean isDefault = this.operations == null && beanFactory.containsBean(DEFAULT_TRANSACTION_MANAGER);
			super.setTransactionManager(isDefault ? DEFAULT_TRANSACTION_MANAGER : "");
		}
		super.setBeanFactory(beanFactory);
		this.beanFactory = beanFactory;
	}

	@Override
	public void afterPropertiesSet() {
		if (this.operations == null) {
			Assert.state(this.beanFactory != null, "'operations' must be set");
			this.operations = this.beanFactory.getBean(EntityOperations.class);
		}
		super.afterPropertiesSet();
	}

	@Override
	protected RepositoryFactorySupport doCreateRepositoryFactory() {
		Assert.state(this.operations != null, "'operations' must be set");
		return new MasterRecordRepositoryFactory(this.operations);
	}

}
