package io.masterrecord.write;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;

import io.masterrecord.dialect.Dialect;
import io.masterrecord.jdbc.StatementGate;
import io.masterrecord.model.EntityModel;
import io.masterrecord.model.Model;
import io.masterrecord.query.QueryContext;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.transaction.NestedTransactionNotSupportedException;
import org.springframework.transaction.SavepointManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.Assert;

/**
 * The writers of the entities of a model, each made when its entity is first written, and
 * the transaction they write in.
 */
final class EntityWriters {

	private static final Log log = LogFactory.getLog(EntityWriters.class);

	private final Model model;

	private final WriteSetup setup;

	private final TransactionOperations transactions;

	private final Attempts attempts;

	private final Map<Class<?>, EntityWriter<?>> writers = new ConcurrentHashMap<>();

	private final Map<EntityModel<?>, EntityWriter<?>> pairs = new ConcurrentHashMap<>();

	private final AtomicBoolean told = new AtomicBoolean();

	EntityWriters(Model model, WriteSetup setup, TransactionOperations transactions, Attempts attempts) {
		this.model = model;
		this.setup = setup;
		this.transactions = transactions;
		this.attempts = attempts;
	}

	QueryContext queries() {
		return this.setup.queries();
	}

	StatementGate gate() {
		return this.setup.gate();
	}

	/**
	 * Return writers that call no hooks.
	 */
	EntityWriters skippingHooks() {
		return new EntityWriters(this.model, this.setup.with(EntityHooks.NONE), this.transactions, this.attempts);
	}

	/**
	 * Return writers that check no rules.
	 */
	EntityWriters skippingValidation() {
		return with(EntityValidator.none());
	}

	/**
	 * Return writers for which some filters do not apply.
	 */
	EntityWriters withoutFilter(String... names) {
		return new EntityWriters(this.model, this.setup.withoutFilter(names), this.transactions, this.attempts);
	}

	/**
	 * Return writers that check the rules of groups.
	 */
	EntityWriters validating(Class<?>... groups) {
		EntityValidator others;
		try {
			others = this.setup.validator().ofGroups(groups);
		}
		catch (UnsupportedOperationException ex) {
			throw new InvalidDataAccessApiUsageException(
					"Constraints of groups cannot be checked: %s. Give the operations a validator that does"
						.formatted(ex.getMessage()),
					ex);
		}
		return with(others);
	}

	private EntityWriters with(EntityValidator validator) {
		return new EntityWriters(this.model, this.setup.with(validator), this.transactions, this.attempts);
	}

	/**
	 * Run a write of one instance. Whatever hooks and listeners do along with it is part
	 * of it.
	 */
	<R> R inTransaction(EntityWriter<?> writer, Supplier<R> work) {
		boolean alone = writer.scope().hooks().isEmpty() && writer.scope().listeners().isEmpty();
		return ofOnlyRow(() -> inTransaction(writer, alone ? 1 : 2, work));
	}

	/**
	 * Run a write of one row, whose failure names no row among others.
	 */
	private static <R> R ofOnlyRow(Supplier<R> work) {
		try {
			return work.get();
		}
		catch (DuplicateRowException ex) {
			throw ex.ofOnlyRow();
		}
		catch (BrokenConstraintException ex) {
			throw ex.ofOnlyRow();
		}
	}

	@SuppressWarnings("unchecked")
	<T> EntityWriter<T> of(Class<T> type) {
		EntityWriter<?> known = this.writers.get(type);
		if (known == null) {
			known = this.writers.computeIfAbsent(type,
					(key) -> new EntityWriter<>(new EntityScope<>(this.model.entity(type), this.setup)));
		}
		return (EntityWriter<T>) known;
	}

	/**
	 * Return the writer of a table of pairs, which all have the same class.
	 */
	@SuppressWarnings("unchecked")
	<T> EntityWriter<T> ofPairs(EntityModel<T> entity) {
		return (EntityWriter<T>) this.pairs.computeIfAbsent(entity,
				(key) -> new EntityWriter<>(new EntityScope<>(entity, this.setup)));
	}

	@SuppressWarnings("unchecked")
	<T> EntityWriter<T> ofInstance(T entity) {
		Assert.notNull(entity, "'entity' must not be null");
		return of((Class<T>) entity.getClass());
	}

	/**
	 * Run a write of some rows in the transaction there is, or else in one of its own.
	 * One row needs none. Where one of many rows is to blame for a failure, it is found
	 * after the write has been taken back.
	 */
	<R> R inTransaction(EntityWriter<?> writer, int rows, Supplier<R> work) {
		return (rows > 1) ? inTransaction(writer, (savepoints) -> work.get()) : explaining(null, work);
	}

	/**
	 * Run work that writes many rows in the transaction there is, or else in one of its
	 * own. That is run again if it loses a conflict, unless hooks may have done what
	 * cannot be done twice.
	 */
	<R> R inTransaction(EntityWriter<?> writer, Function<SavepointManager, R> work) {
		return inTransaction(writer.scope().hooks().isEmpty(), work);
	}

	/**
	 * Run work that writes many rows in the transaction there is, or else in one of its
	 * own. Only in one of somebody else a savepoint is needed to take it back.
	 * @param repeatable whether one of its own may be run again as a whole
	 */
	<R> R inTransaction(boolean repeatable, Function<SavepointManager, R> work) {
		tellTheWay();
		return (repeatable && isAtomic()) ? this.attempts.run(() -> inOneTransaction(work)) : inOneTransaction(work);
	}

	/**
	 * Tell whether nothing is left of a write that fails, or each statement is on its
	 * own.
	 */
	private boolean isAtomic() {
		return this.transactions != TransactionOperations.withoutTransaction();
	}

	private <R> R inOneTransaction(Function<SavepointManager, R> work) {
		try {
			return this.transactions.execute((status) -> status.isNewTransaction() ? work.apply(status)
					: explaining(status, () -> work.apply(status)));
		}
		catch (UnexplainedFailure ex) {
			throw explainTakenBack(ex);
		}
	}

	private void tellTheWay() {
		if (log.isDebugEnabled() && this.told.compareAndSet(false, true)) {
			Dialect dialect = this.setup.gate().dialect();
			log.debug("Many rows are written to '%s' as %s".formatted(dialect.id(), dialect.bulk().way()));
		}
	}

	/**
	 * Find out what is to blame for a failure that a transaction was rolled back for, in
	 * another one, which leaves nothing behind either.
	 */
	private RuntimeException explainTakenBack(UnexplainedFailure failure) {
		try {
			return this.transactions.execute((status) -> {
				status.setRollbackOnly();
				return failure.explain((savepoint(status) != null) ? status : null);
			});
		}
		catch (DataAccessException | TransactionException ex) {
			// The message is worth no other failure than the one at hand.
			failure.failure().addSuppressed(ex);
			return failure.failure();
		}
	}

	/**
	 * Run a step of a write, and take it back if a row of it is to be found that is to
	 * blame for a failure.
	 * @param savepoints the transaction; {@code null} if there is only one statement
	 */
	static <R> R explaining(@Nullable SavepointManager savepoints, Supplier<R> work) {
		Object savepoint = (savepoints != null) ? savepoint(savepoints) : null;
		try {
			R result = work.get();
			release(savepoints, savepoint);
			return result;
		}
		catch (UnexplainedFailure ex) {
			if (savepoints == null || savepoint == null) {
				throw ex.explain(null);
			}
			savepoints.rollbackToSavepoint(savepoint);
			throw ex.explain(savepoints);
		}
	}

	// A transaction that is read-only writes nothing that could be taken back, and some
	// drivers take a savepoint for a write.
	static @Nullable Object savepoint(SavepointManager savepoints) {
		if (TransactionSynchronizationManager.isCurrentTransactionReadOnly()) {
			return null;
		}
		try {
			return savepoints.createSavepoint();
		}
		catch (NestedTransactionNotSupportedException ex) {
			return null;
		}
	}

	/**
	 * Let a savepoint go that is not needed any more: to some databases each one is a
	 * transaction within the transaction.
	 */
	static void release(@Nullable SavepointManager savepoints, @Nullable Object savepoint) {
		if (savepoints != null && savepoint != null) {
			savepoints.releaseSavepoint(savepoint);
		}
	}

}
