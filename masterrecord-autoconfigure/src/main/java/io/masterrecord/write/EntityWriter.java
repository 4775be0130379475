package io.masterrecord.write;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.masterrecord.model.IdGeneration;
import io.masterrecord.model.PropertyModel;

import org.springframework.data.domain.Persistable;

/**
 * Writes the instances of one entity. Made once for each, when it is first written.
 *
 * @param <T> the entity
 */
final class EntityWriter<T> {

	private final EntityScope<T> scope;

	private final RowLookup<T> lookup;

	private final EntityInserter<T> inserter;

	private final EntityUpdater<T> updater;

	private final EntityDeleter<T> deleter;

	EntityWriter(EntityScope<T> scope) {
		this.scope = scope;
		this.lookup = new RowLookup<>(scope);
		this.inserter = new EntityInserter<>(scope, this.lookup);
		this.updater = new EntityUpdater<>(scope, this.lookup);
		this.deleter = new EntityDeleter<>(scope, this.lookup);
	}

	EntityScope<T> scope() {
		return this.scope;
	}

	RowLookup<T> lookup() {
		return this.lookup;
	}

	List<T> insert(List<T> entities) {
		Instant now = this.scope.clock().now();
		List<PendingRow<T>> rows = entities.stream().map((entity) -> this.inserter.prepare(entity, now)).toList();
		EntityChecks.check(this.scope, rows);
		return this.inserter.insert(rows);
	}

	List<T> update(List<T> entities) {
		Instant now = this.scope.clock().now();
		List<PendingRow<T>> rows = entities.stream().map((entity) -> this.updater.prepare(entity, now)).toList();
		EntityChecks.check(this.scope, rows);
		return this.updater.update(rows);
	}

	EntityDeleter<T> deleter() {
		return this.deleter;
	}

	/**
	 * Insert what is new and update the rest, in order.
	 */
	List<T> save(List<T> entities) {
		Instant now = this.scope.clock().now();
		Set<Object> existing = existing(entities);
		List<PendingRow<T>> rows = new ArrayList<>(entities.size());
		BitSet inserts = new BitSet(entities.size());
		for (T entity : entities) {
			boolean isNew = isNew(entity, existing);
			inserts.set(rows.size(), isNew);
			rows.add(isNew ? this.inserter.prepare(entity, now) : this.updater.prepare(entity, now));
			if (isNew && dependsOnDatabase()) {
				// The same id further on means the row that exists by then.
				existing.add(this.lookup.key(this.scope.requiredId(entity)));
			}
		}
		EntityChecks.check(this.scope, rows);
		List<T> result = new ArrayList<>(rows.size());
		for (int start = 0; start < rows.size();) {
			boolean isNew = inserts.get(start);
			int next = isNew ? inserts.nextClearBit(start) : inserts.nextSetBit(start);
			int end = (next < 0) ? rows.size() : Math.min(next, rows.size());
			List<PendingRow<T>> run = rows.subList(start, end);
			result.addAll(isNew ? this.inserter.insert(run) : this.updater.update(run));
			start = end;
		}
		return result;
	}

	boolean isNew(T entity) {
		return isNew(entity, existing(List.of(entity)));
	}

	private Set<Object> existing(List<T> entities) {
		if (!dependsOnDatabase()) {
			return Set.of();
		}
		Set<Object> ids = new LinkedHashSet<>();
		entities.forEach((entity) -> ids.add(this.scope.requiredId(entity)));
		return new HashSet<>(this.lookup.read(List.of(), ids).keySet());
	}

	private boolean isNew(T entity, Collection<Object> existing) {
		return dependsOnDatabase() ? !existing.contains(this.lookup.key(this.scope.requiredId(entity)))
				: looksNew(this.scope.model().id(), entity);
	}

	/**
	 * Tell whether an instance does not say by itself whether it is stored: its id is
	 * assigned, it has no version, and it is no {@link Persistable}.
	 */
	private boolean dependsOnDatabase() {
		return this.scope.version().isEmpty() && this.scope.id().generation() == IdGeneration.ASSIGNED
				&& !Persistable.class.isAssignableFrom(this.scope.model().type());
	}

	private boolean looksNew(PropertyModel id, T entity) {
		if (entity instanceof Persistable<?> persistable) {
			return persistable.isNew();
		}
		return this.scope.version()
			.map((version) -> Versions.of(version, entity) == 0)
			.orElseGet(() -> EntityScope.isUnset(id.get(entity)));
	}

}
