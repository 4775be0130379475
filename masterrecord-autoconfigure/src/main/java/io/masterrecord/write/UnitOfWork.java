package io.masterrecord.write;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.masterrecord.model.EntityModel;
import io.masterrecord.query.Query;

import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.util.Assert;

/**
 * Instances that are changed together and saved at once: in one transaction, parents
 * before their children and deletes the other way round, many rows of an entity with few
 * statements, of a row that exists only the columns that changed.
 * <p>
 * There are no proxies and nothing is saved by itself. What has changed is found by
 * comparing an instance with what it was when it was read or saved last: an object of a
 * class is changed in place, a record is replaced by another one. Each row is represented
 * by one {@link Tracked}, however often it is read.
 * <p>
 * Inserts come first, then updates, then deletes: a unique value can only be taken over
 * from a removed row in a second saving.
 * <p>
 * If saving fails, or the transaction it was part of is rolled back, the unit is as it
 * was before, and can be corrected and saved again. Not to be used by several threads.
 *
 * @since 0.1.0
 */
public final class UnitOfWork {

	private final EntityOperations operations;

	private final EntityWriters writers;

	private final Set<Tracked<?>> members = new LinkedHashSet<>();

	private final Map<RowKey, Tracked<?>> rows = new LinkedHashMap<>();

	UnitOfWork(EntityOperations operations, EntityWriters writers) {
		this.operations = operations;
		this.writers = writers;
	}

	/**
	 * Add an instance that has no row yet.
	 * @param <T> the entity
	 * @param entity the instance
	 * @return what stands for it
	 */
	public <T> Tracked<T> add(T entity) {
		Tracked<T> added = new Tracked<>(this, modelOf(entity), entity, TrackedState.ADDED);
		this.members.add(added);
		return added;
	}

	/**
	 * Add an instance as it was read: only what is changed from now on is saved.
	 * @param <T> the entity
	 * @param entity the instance
	 * @return what stands for its row
	 * @throws InvalidDataAccessApiUsageException if the row is represented by another
	 * instance
	 */
	@SuppressWarnings("unchecked")
	public <T> Tracked<T> attach(T entity) {
		EntityModel<T> model = modelOf(entity);
		RowKey key = key(model, entity);
		Tracked<T> known = (Tracked<T>) this.rows.get(key);
		if (known == null) {
			return track(key, model, entity);
		}
		if (known.get() != entity && !known.get().equals(entity)) {
			throw new InvalidDataAccessApiUsageException(
					"The row of this '%s' is represented by another instance already: change that one"
						.formatted(model.name()));
		}
		return known;
	}

	/**
	 * Add an instance that was changed before: all its columns are saved.
	 * @param <T> the entity
	 * @param entity the instance
	 * @return what stands for its row
	 */
	public <T> Tracked<T> update(T entity) {
		Tracked<T> tracked = attach(entity);
		tracked.forgetSnapshot();
		return tracked;
	}

	/**
	 * Let the row of an instance be deleted.
	 * @param entity the instance, read before
	 */
	public void remove(Object entity) {
		attach(entity).remove();
	}

	/**
	 * Read the row of an id, unless it was read or saved already. One that is to be
	 * removed is none any more.
	 * @param <T> the entity
	 * @param type the entity
	 * @param id the id
	 * @return what stands for the row, if there is one
	 */
	@SuppressWarnings("unchecked")
	public <T> Optional<Tracked<T>> find(Class<T> type, Object id) {
		Tracked<T> known = (Tracked<T>) this.rows.get(new RowKey(type, this.writers.of(type).key(id)));
		return (known != null) ? Optional.of(known).filter(Tracked::isThere)
				: this.operations.find(type, id).map(this::attach);
	}

	/**
	 * Read the rows of a query. A row that was read before stays as it is in this unit,
	 * and one that is to be removed is left out.
	 * @param <T> the entity
	 * @param query the query
	 * @return what stands for the rows, in the order of the query
	 */
	@SuppressWarnings("unchecked")
	public <T> List<Tracked<T>> list(Query<T> query) {
		List<Tracked<T>> result = new ArrayList<>();
		for (T entity : query.list()) {
			EntityModel<T> model = modelOf(entity);
			RowKey key = key(model, entity);
			Tracked<T> known = (Tracked<T>) this.rows.get(key);
			Tracked<T> tracked = (known != null) ? known : track(key, model, entity);
			if (tracked.isThere()) {
				result.add(tracked);
			}
		}
		return result;
	}

	/**
	 * Tell whether there is anything to save.
	 * @return whether there is
	 */
	public boolean hasChanges() {
		return this.members.stream().anyMatch(Tracked::isChanged);
	}

	/**
	 * Save what was added, changed and removed, in the transaction there is, or else in
	 * one of its own.
	 * @return the number of instances that were written or deleted
	 * @throws StaleVersionException if a row was changed by somebody else
	 * @throws InvalidEntityException if instances break their rules
	 */
	public int saveChanges() {
		List<Tracked<?>> changed = this.members.stream().filter(Tracked::isChanged).toList();
		if (changed.isEmpty()) {
			return 0;
		}
		Runnable back = memento();
		try {
			this.writers.inTransaction(isRepeatable(changed), (savepoints) -> {
				RollbackJournal.note(this.writers.gate(), back);
				new UnitSaving(this.operations.model(), this.writers, savepoints).save(changed);
				return changed;
			});
		}
		catch (RuntimeException | Error ex) {
			back.run();
			throw ex;
		}
		index();
		return changed.size();
	}

	/**
	 * Tell whether no hook may have done what cannot be done twice.
	 */
	private boolean isRepeatable(List<Tracked<?>> changed) {
		return changed.stream()
			.allMatch((tracked) -> this.writers.of(tracked.model().type()).scope().hooks().isEmpty());
	}

	/**
	 * Forget all instances and what has been changed in them.
	 */
	public void clear() {
		List.copyOf(this.members).forEach(Tracked::detach);
	}

	void forget(Tracked<?> tracked) {
		this.members.remove(tracked);
		this.rows.values().remove(tracked);
	}

	<T> boolean sameRow(EntityModel<T> model, T one, T other) {
		return key(model, one).equals(key(model, other));
	}

	private <T> Tracked<T> track(RowKey key, EntityModel<T> model, T entity) {
		Tracked<T> tracked = new Tracked<>(this, model, entity, TrackedState.STORED);
		this.members.add(tracked);
		this.rows.put(key, tracked);
		return tracked;
	}

	private Runnable memento() {
		List<Tracked<?>> current = List.copyOf(this.members);
		List<Runnable> mementos = current.stream().map(Tracked::memento).toList();
		return () -> {
			mementos.forEach(Runnable::run);
			this.members.addAll(current);
			index();
		};
	}

	private void index() {
		this.members.removeIf((tracked) -> tracked.state() == TrackedState.DETACHED);
		this.rows.clear();
		this.members.stream().filter((tracked) -> tracked.state() != TrackedState.ADDED).forEach(this::index);
	}

	private <T> void index(Tracked<T> tracked) {
		this.rows.put(key(tracked.model(), tracked.get()), tracked);
	}

	private <T> RowKey key(EntityModel<T> model, T entity) {
		EntityWriter<T> writer = this.writers.of(model.type());
		return new RowKey(model.type(), writer.key(writer.scope().requiredId(entity)));
	}

	@SuppressWarnings("unchecked")
	private <T> EntityModel<T> modelOf(T entity) {
		Assert.notNull(entity, "'entity' must not be null");
		return this.operations.model().entity((Class<T>) entity.getClass());
	}

	/**
	 * What tells rows apart.
	 */
	private record RowKey(Class<?> type, Object id) {

	}

}
