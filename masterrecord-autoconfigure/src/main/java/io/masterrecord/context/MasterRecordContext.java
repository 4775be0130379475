package io.masterrecord.context;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.masterrecord.dialect.Dialect;
import io.masterrecord.jdbc.SqlStatement;
import io.masterrecord.migration.Migrator;
import io.masterrecord.model.Model;
import io.masterrecord.query.Query;
import io.masterrecord.repository.MasterRecordRepository;
import io.masterrecord.write.Attempts;
import io.masterrecord.write.EntityOperations;
import io.masterrecord.write.RetryListener;
import io.masterrecord.write.RetrySettings;
import io.masterrecord.write.UnitOfWork;
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

	private final Transactions transactions;

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
		this(definition, operations, migrator, transactionManager, RetrySettings.DEFAULTS);
	}

	/**
	 * Create a context.
	 * @param definition what the application says about it
	 * @param operations reads and writes its entities
	 * @param migrator migrates its database
	 * @param transactionManager manages transactions of its database; asked for with the
	 * first transaction
	 * @param retry how transactions are run again that lost a conflict
	 */
	public MasterRecordContext(ContextDefinition definition, EntityOperations operations, Migrator migrator,
			Supplier<? extends PlatformTransactionManager> transactionManager, RetrySettings retry) {
		this(definition, operations, migrator, transactionManager, retry, List::of);
	}

	/**
	 * Create a context.
	 * @param definition what the application says about it
	 * @param operations reads and writes its entities
	 * @param migrator migrates its database
	 * @param transactionManager manages transactions of its database; asked for with the
	 * first transaction
	 * @param retry how transactions are run again that lost a conflict
	 * @param listeners supplies who is told when one is run again
	 * @since 0.1.0
	 */
	public MasterRecordContext(ContextDefinition definition, EntityOperations operations, Migrator migrator,
			Supplier<? extends PlatformTransactionManager> transactionManager, RetrySettings retry,
			Supplier<? extends List<? extends RetryListener>> listeners) {
		Assert.notNull(definition, "'definition' must not be null");
		Assert.notNull(operations, "'operations' must not be null");
		Assert.notNull(migrator, "'migrator' must not be null");
		Assert.notNull(transactionManager, "'transactionManager' must not be null");
		this.definition = definition;
		this.operations = operations;
		this.migrator = migrator;
		Supplier<Dialect> dialect = () -> operations.gate().dialect();
		this.transactions = new Transactions(transactionManager, dialect, new Attempts(dialect, retry, listeners),
				retry.maxAttempts());
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
	 * Ask the database how it would run a statement, without running it.
	 * @param statement what {@code toSql()}, {@code toCountSql()}, {@code toUpdateSql(…)}
	 * and {@code toDeleteSql()} return
	 * @return its plan, in its own words, one line per step
	 */
	public String explain(SqlStatement statement) {
		return this.operations.explain(statement);
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
	 * Start a unit of work: instances that are changed together and saved at once.
	 * @return a unit without any instance
	 */
	public UnitOfWork unitOfWork() {
		return this.operations.unitOfWork();
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
		return new Transaction(this.transactions);
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

	/**
	 * Run something once the current transaction has been committed, outside of it: what
	 * it does in the database takes another connection. It never runs if the transaction
	 * is rolled back, and once if it was run several times. A failure is logged, for it
	 * can change nothing any more. Without a transaction it runs at once.
	 * @param callback what to run
	 */
	public void afterCommit(Runnable callback) {
		this.transactions.afterCommit(callback);
	}

	/**
	 * Tell that rows of entities were changed by something else than this context, so
	 * that no kept results show older ones. Inside a transaction it counts when that is
	 * committed.
	 * @param entities the entities; none if it may be any
	 */
	public void changed(Class<?>... entities) {
		this.operations.gate()
			.changed(Arrays.stream(entities)
				.map((entity) -> model().entity(entity).table())
				.collect(Collectors.toUnmodifiableSet()));
	}

}
