package io.masterrecord.write;

import java.util.ArrayList;
import java.util.Collection;
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
		return this.inserter.insert(entities);
	}

	List<T> update(List<T> entities) {
		return this.updater.update(entities);
	}

	EntityDeleter<T> deleter() {
		return this.deleter;
	}

	/**
	 * Insert what is new and update the rest, in order.
	 */
	List<T> save(List<T> entities) {
		Set<Object> existing = existing(entities);
		List<T> result = new ArrayList<>(entities.size());
		for (int start = 0; start < entities.size();) {
			boolean isNew = isNew(entities.get(start), existing);
			int end = start + 1;
			while (end < entities.size() && isNew(entities.get(end), existing) == isNew) {
				end++;
			}
			List<T> run = entities.subList(start, end);
			result.addAll(isNew ? insert(run) : update(run));
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
		return this.lookup.read(List.of(), ids).keySet();
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
		return this.scope.model().version().isEmpty() && this.scope.id().generation() == IdGeneration.ASSIGNED
				&& !Persistable.class.isAssignableFrom(this.scope.model().type());
	}

	private boolean looksNew(PropertyModel id, T entity) {
		if (entity instanceof Persistable<?> persistable) {
			return persistable.isNew();
		}
		return this.scope.model()
			.version()
			.map((version) -> Versions.of(version, entity) == 0)
			.orElseGet(() -> EntityScope.isUnset(id.get(entity)));
	}

}
