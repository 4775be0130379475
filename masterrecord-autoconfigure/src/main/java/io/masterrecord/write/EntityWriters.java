package io.masterrecord.write;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.masterrecord.jdbc.StatementGate;
import io.masterrecord.model.Model;

import org.springframework.transaction.support.TransactionOperations;
import org.springframework.util.Assert;

/**
 * The writers of the entities of a model, each made when its entity is first written, and
 * the transaction they write in.
 */
final class EntityWriters {

	private final Model model;

	private final WriteSetup setup;

	private final TransactionOperations transactions;

	private final Map<Class<?>, EntityWriter<?>> writers = new ConcurrentHashMap<>();

	EntityWriters(Model model, WriteSetup setup, TransactionOperations transactions) {
		this.model = model;
		this.setup = setup;
		this.transactions = transactions;
	}

	StatementGate gate() {
		return this.setup.gate();
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

	@SuppressWarnings("unchecked")
	<T> EntityWriter<T> ofInstance(T entity) {
		Assert.notNull(entity, "'entity' must not be null");
		return of((Class<T>) entity.getClass());
	}

	/**
	 * Run a write in the transaction there is, or else in one of its own.
	 */
	<R> R inTransaction(Supplier<R> work) {
		return this.transactions.execute((status) -> work.get());
	}

	/**
	 * Run a write of some rows: one row needs no transaction of its own.
	 */
	<R> R inTransaction(int rows, Supplier<R> work) {
		return (rows <= 1) ? work.get() : inTransaction(work);
	}

}
