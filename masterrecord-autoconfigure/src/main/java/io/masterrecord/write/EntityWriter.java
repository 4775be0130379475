package io.masterrecord.write;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import io.masterrecord.model.IdGeneration;
import io.masterrecord.write.EntityUpserter.Written;
import io.masterrecord.write.Upsert.UpsertPlan;
import io.masterrecord.write.WriteEvent.Kind;
import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Persistable;
import org.springframework.transaction.SavepointManager;

/**
 * Writes the instances of one entity. Made once for each, when it is first written.
 *
 * @param <T> the entity
 */
final class EntityWriter<T> {

	private final EntityScope<T> scope;

	private final RowLookup<T> lookup;

	private final RowUpdates<T> updates;

	private final EntityInserter<T> inserter;

	private final EntityUpdater<T> updater;

	private final EntityUpserter<T> upserter;

	private final EntityDeleter<T> deleter;

	private final PatchWriter<T> patches;

	EntityWriter(EntityScope<T> scope) {
		this.scope = scope;
		this.lookup = new RowLookup<>(scope);
		this.inserter = new EntityInserter<>(scope, this.lookup);
		this.updates = new RowUpdates<>(scope, this.lookup);
		this.updater = new EntityUpdater<>(scope, this.lookup, this.updates);
		this.upserter = new EntityUpserter<>(scope, this.lookup, this.inserter, this.updates);
		this.deleter = new EntityDeleter<>(scope, this.lookup);
		this.patches = new PatchWriter<>(scope, this.lookup, this.updates);
	}

	EntityScope<T> scope() {
		return this.scope;
	}

	List<T> insert(List<T> entities) {
		return told(Kind.INSERT, entities, () -> write(entities, this.inserter::prepare, this.inserter::insert));
	}

	/**
	 * Insert instances without reading anything back.
	 * @param first the place of the first of them in what was given to be written
	 */
	void load(List<T> entities, int first) {
		told(Kind.INSERT, List.copyOf(entities), () -> {
			loadRows(entities, first);
			return entities;
		});
	}

	private void loadRows(List<T> entities, int first) {
		InstanceHooks<T> hooks = hooks();
		List<PendingRow<T>> rows = prepare(hooks.beforeSave(entities), first, this.inserter::prepare);
		ConstraintFailures.explain(this.scope, rows, first, this.inserter::load, this.inserter::load);
		if (!hooks.isEmpty()) {
			hooks.afterSave(instances(rows));
		}
	}

	List<T> update(List<T> entities) {
		return told(Kind.UPDATE, entities, () -> write(entities, this.updater::prepare, this.updater::update));
	}

	UpsertResult<T> upsert(List<T> entities, UpsertPlan<T> plan, SavepointManager savepoints) {
		return this.scope.listeners()
			.around(this.scope.model().type(), Kind.UPSERT, entities, () -> upsertRows(entities, plan, savepoints),
					UpsertResult::entities);
	}

	private UpsertResult<T> upsertRows(List<T> entities, UpsertPlan<T> plan, SavepointManager savepoints) {
		InstanceHooks<T> hooks = hooks();
		List<PendingRow<T>> rows = prepare(hooks.beforeSave(entities), 0, this.inserter::prepare);
		AtomicReference<List<Written<T>>> written = new AtomicReference<>();
		ConstraintFailures.explain(this.scope, rows, 0,
				(all) -> written.set(this.upserter.upsert(all, plan, savepoints)),
				(some) -> this.upserter.upsert(some, plan, null));
		List<Written<T>> all = Objects.requireNonNull(written.get());
		UpsertResult<T> result = new UpsertResult<>(
				WrittenInstances.of(this.scope, all, (each) -> each.row().entity(), Written::values),
				all.stream().map(Written::outcome).toList());
		if (!hooks.isEmpty()) {
			hooks.afterSave(result.inserted());
			hooks.afterSave(result.updated());
		}
		return result;
	}

	/**
	 * Update of each row only what differs from a snapshot; everything where there is
	 * none.
	 */
	List<T> updateChanged(List<T> entities, List<@Nullable Snapshot<T>> snapshots) {
		Iterator<@Nullable Snapshot<T>> next = snapshots.iterator();
		return told(Kind.UPDATE, entities, () -> write(entities,
				(entity, now, before) -> this.updater.prepare(entity, now, before, next.next()), this.updater::update));
	}

	int delete(List<T> entities) {
		return toldDeletion(entities, () -> deleteRows(entities));
	}

	private int deleteRows(List<T> entities) {
		InstanceHooks<T> hooks = hooks();
		hooks.beforeDelete(entities);
		AtomicInteger deleted = new AtomicInteger();
		ConstraintFailures.explain(this.scope, entities, (some) -> deleted.set(this.deleter.delete(some)));
		hooks.afterDelete(entities);
		return deleted.get();
	}

	/**
	 * Delete rows by their ids.
	 * @param reader reads the instances, where hooks have to be called with them
	 */
	int deleteByIds(Collection<?> ids, Function<Collection<?>, List<T>> reader) {
		return toldDeletion(List.copyOf(ids), () -> deleteRowsByIds(ids, reader));
	}

	private int deleteRowsByIds(Collection<?> ids, Function<Collection<?>, List<T>> reader) {
		InstanceHooks<T> hooks = hooks();
		List<T> entities = hooks.isEmpty() ? List.of() : reader.apply(ids);
		hooks.beforeDelete(entities);
		AtomicInteger deleted = new AtomicInteger();
		ConstraintFailures.explain(this.scope, List.copyOf(ids), (some) -> deleted.set(this.deleter.deleteByIds(some)));
		hooks.afterDelete(entities);
		return deleted.get();
	}

	int deleteAll() {
		this.scope.hooks().requireNone("deleting everything");
		return this.deleter.deleteAll();
	}

	boolean restore(Object id) {
		this.scope.hooks().requireNone("restoring by id");
		AtomicBoolean restored = new AtomicBoolean();
		ConstraintFailures.explain(this.scope, List.of(id), (one) -> restored.set(this.deleter.restore(id)));
		return restored.get();
	}

	PatchWriter<T> patches() {
		return this.patches;
	}

	void patch(List<Patch<T>> patches) {
		List<Object> ids = patches.stream().map(Patch::id).toList();
		this.scope.listeners().around(this.scope.model().type(), Kind.UPDATE, ids, () -> {
			this.scope.hooks().requireNone("a patch");
			EntityChecks.checkPatches(this.scope, patches);
			ConstraintFailures.explain(this.scope, patches, this.patches::write);
			return ids;
		}, (written) -> written);
	}

	private List<T> told(Kind kind, List<T> entities, Supplier<List<T>> write) {
		return this.scope.listeners().around(this.scope.model().type(), kind, entities, write, (written) -> written);
	}

	private int toldDeletion(List<?> subjects, Supplier<Integer> write) {
		return this.scope.listeners()
			.around(this.scope.model().type(), Kind.DELETE, subjects, write, (deleted) -> subjects);
	}

	/**
	 * Write instances: the one way of all writes that are given any. Nothing is sent
	 * before all rows are prepared and checked, and no instance is touched before all are
	 * written.
	 * @param preparation turns an instance into its row: ids, versions, auditing
	 * @param statements writes rows, and may be asked to write some of them again
	 */
	private List<T> write(List<T> entities, Preparation<T> preparation, Consumer<List<PendingRow<T>>> statements) {
		return writeHooked(hooks().beforeSave(entities), preparation, statements);
	}

	private List<T> writeHooked(List<T> entities, Preparation<T> preparation,
			Consumer<List<PendingRow<T>>> statements) {
		List<PendingRow<T>> rows = prepare(entities, 0, preparation);
		ConstraintFailures.explain(this.scope, rows, statements);
		List<T> written = instances(rows);
		this.scope.hooks().afterSave(written);
		return written;
	}

	/**
	 * Return the instances to use after a write.
	 */
	private List<T> instances(List<PendingRow<T>> rows) {
		return WrittenInstances.of(this.scope, rows, PendingRow::entity, PendingRow::filled);
	}

	/**
	 * Return the hooks of a write that begins. They may read what decides what is
	 * written.
	 */
	private InstanceHooks<T> hooks() {
		InstanceHooks<T> hooks = this.scope.hooks();
		if (!hooks.isEmpty()) {
			this.scope.claim();
		}
		return hooks;
	}

	private List<PendingRow<T>> prepare(List<T> entities, int first, Preparation<T> preparation) {
		Instant now = this.scope.auditing().now();
		List<PendingRow<T>> rows = new ArrayList<>(entities.size());
		PendingRow<T> row = null;
		for (T entity : entities) {
			row = preparation.prepare(entity, now, row);
			rows.add(row);
		}
		EntityChecks.check(this.scope, rows, first);
		return rows;
	}

	/**
	 * Insert what is new and update the rest, in order.
	 */
	List<T> save(List<T> entities) {
		return told(Kind.SAVE, entities, () -> saveInOrder(entities));
	}

	private List<T> saveInOrder(List<T> entities) {
		List<T> hooked = hooks().beforeSave(entities);
		if (dependsOnDatabase()) {
			this.scope.claim();
		}
		Set<Object> existing = existing(hooked);
		return writeHooked(hooked, (entity, now, before) -> prepareToSave(entity, now, before, existing),
				this::saveRows);
	}

	private PendingRow<T> prepareToSave(T entity, Instant now, @Nullable PendingRow<T> before, Set<Object> existing) {
		if (!isNew(entity, existing)) {
			return this.updater.prepare(entity, now, before);
		}
		if (dependsOnDatabase()) {
			// The same id further on means the row that exists by then.
			existing.add(this.lookup.key(this.scope.requiredId(entity)));
		}
		return this.inserter.prepare(entity, now, before);
	}

	private void saveRows(List<PendingRow<T>> rows) {
		for (int start = 0; start < rows.size();) {
			WriteKind kind = rows.get(start).kind();
			int end = start + 1;
			while (end < rows.size() && rows.get(end).kind() == kind) {
				end++;
			}
			List<PendingRow<T>> run = rows.subList(start, end);
			if (kind == WriteKind.INSERT) {
				this.inserter.insert(run);
			}
			else {
				this.updater.update(run);
			}
			start = end;
		}
	}

	/**
	 * Return an id in a form that is equal however it was written.
	 */
	Object key(Object id) {
		return this.lookup.key(id);
	}

	boolean isNew(T entity) {
		return isNew(entity, existing(List.of(entity)));
	}

	private Set<Object> existing(List<T> entities) {
		if (!dependsOnDatabase()) {
			return Set.of();
		}
		this.scope.requireFilters();
		Set<Object> ids = new LinkedHashSet<>();
		entities.forEach((entity) -> ids.add(this.scope.requiredId(entity)));
		return new HashSet<>(this.lookup.taken(ids));
	}

	private boolean isNew(T entity, Collection<Object> existing) {
		return dependsOnDatabase() ? !existing.contains(this.lookup.key(this.scope.requiredId(entity)))
				: looksNew(entity);
	}

	/**
	 * Tell whether an instance does not say by itself whether it is stored: its id is
	 * assigned, it has no version, and it is no {@link Persistable}.
	 */
	private boolean dependsOnDatabase() {
		return this.scope.version().isEmpty() && this.scope.key().generation() == IdGeneration.ASSIGNED
				&& !Persistable.class.isAssignableFrom(this.scope.model().type());
	}

	private boolean looksNew(T entity) {
		if (entity instanceof Persistable<?> persistable) {
			return persistable.isNew();
		}
		return this.scope.version()
			.map((version) -> Versions.of(version, entity) == 0)
			.orElseGet(() -> EntityScope.isUnset(this.scope.key().get(entity)));
	}

	/**
	 * Turns an instance into its row.
	 *
	 * @param <T> the entity
	 */
	@FunctionalInterface
	private interface Preparation<T> {

		PendingRow<T> prepare(T entity, Instant now, @Nullable PendingRow<T> before);

	}

}
