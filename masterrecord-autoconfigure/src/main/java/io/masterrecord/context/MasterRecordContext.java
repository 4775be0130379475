package io.masterrecord.context;

import java.util.function.Supplier;

import io.masterrecord.migration.Migrator;
import io.masterrecord.model.Model;
import io.masterrecord.query.Query;
import io.masterrecord.repository.MasterRecordRepository;
import io.masterrecord.write.EntityOperations;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.util.Assert;

/**
 * The front door of an application to its entities in one database: queries,
 * repositories, transactions and migrations. Nothing connects to the database before it
 * is used. Safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class MasterRecordContext {

	private final ContextDefinition definition;

	private final EntityOperations operations;

	private final Migrator migrator;

	private final Supplier<? extends PlatformTransactionManager> transactionManager;

	private volatile @Nullable ModelChanges modelChanges;

	/**
	 * Create a context.
	 * @param definition what the application says about it
	 * @param operations reads and writes its entities
	 * @param migrator migrates its database
	 * @param transactionManager manages transactions of its database; asked for with the
	 * first transaction
	 */
	public MasterRecordContext(ContextDefinition definition, EntityOperations operations, Migrator migrator,
			Supplier<? extends PlatformTransactionManager> transactionManager) {
		Assert.notNull(definition, "'definition' must not be null");
		Assert.notNull(operations, "'operations' must not be null");
		Assert.notNull(migrator, "'migrator' must not be null");
		Assert.notNull(transactionManager, "'transactionManager' must not be null");
		this.definition = definition;
		this.operations = operations;
		this.migrator = migrator;
		this.transactionManager = transactionManager;
	}

	/**
	 * Return the name.
	 * @return the name, {@code default} where there is no other context
	 */
	public String name() {
		return this.definition.name();
	}

	/**
	 * Return what the application says about this context.
	 * @return the entities, their indexes and seeds
	 */
	public ContextDefinition definition() {
		return this.definition;
	}

	/**
	 * Return the entities.
	 * @return the model
	 */
	public Model model() {
		return this.definition.model();
	}

	/**
	 * Start a query.
	 * @param <T> the entity
	 * @param type the entity
	 * @return a query of all its rows
	 */
	public <T> Query<T> query(Class<T> type) {
		return this.operations.query(type);
	}

	/**
	 * Return the repository of an entity, without an interface of its own.
	 * @param <T> the entity
	 * @param <ID> the type of its id
	 * @param type the entity
	 * @return the repository
	 */
	public <T, ID> MasterRecordRepository<T, ID> repository(Class<T> type) {
		return MasterRecordRepository.of(this.operations, type);
	}

	/**
	 * Return what reads and writes the entities.
	 * @return the operations
	 */
	public EntityOperations operations() {
		return this.operations;
	}

	/**
	 * Return what migrates the database.
	 * @return the migrator
	 */
	public Migrator migrations() {
		return this.migrator;
	}

	/**
	 * Return what the entities say and no migration does. Neither can change while the
	 * application runs, so it is found out once.
	 * @return the changes
	 */
	public ModelChanges modelChanges() {
		ModelChanges known = this.modelChanges;
		if (known == null) {
			known = ModelChanges.between(model(), this.migrator.chain());
			this.modelChanges = known;
		}
		return known;
	}

	/**
	 * Start to say how some work is run in a transaction:
	 * {@code context.transaction().readOnly().run(() -> …)}.
	 * @return a transaction as Spring begins it by default
	 */
	public Transaction transaction() {
		return new Transaction(this.transactionManager);
	}

	/**
	 * Run work that returns something in a transaction: committed when it returns, rolled
	 * back when it throws.
	 * @param <T> what it returns
	 * @param work the work
	 * @return what it returned
	 */
	public <T extends @Nullable Object> T transaction(Supplier<T> work) {
		return transaction().run(work);
	}

	/**
	 * Run work that returns nothing in a transaction: committed when it returns, rolled
	 * back when it throws.
	 * @param work the work
	 */
	public void transaction(Runnable work) {
		transaction().run(work);
	}

}
