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

	private @Nullable EntityOperations operations;

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

	@Override
	public void setBeanFactory(BeanFactory beanFactory) {
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
